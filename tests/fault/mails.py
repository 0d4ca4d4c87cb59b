"""A short archive with something of everything: series, covers, replies,
a pull request, tags, delegation, dependencies, two lists, and what is not
stored. Its order is that of the rows."""

# Replaced in each world; the length stays, so that headers fold alike.
DOMAIN = "t0000.example.org"

DIFF = """---
diff --git a/%(file)s b/%(file)s
--- a/%(file)s
+++ b/%(file)s
@@ -1 +1 @@
-cold
+%(id)s
"""

PULL = """The following changes since commit 1234567:

  tea: boil

are available in the Git repository at:

  git://git.example.net/tea.git for-tea

for you to fetch changes up to 89abcde.
"""

# id, subject, what it answers, headers, text, file of the diff
MAILS = [
    ("s0", "[PATCH 0/3] Tea", "", "", "About tea.", ""),
    ("s1", "[PATCH 1/3] boil", "s0", "", "Acked-by: Bob", "tea.c"),
    ("r1", "Re: [PATCH 1/3] boil", "s1", "From: Bob <bob@DOMAIN>\n",
     "Reviewed-by: Bob\nTested-by: Bob", ""),
    ("s2", "[PATCH 2/3] steep", "s0",
     "X-Patchwork-Delegate: dee@example.net\n"
     "X-Patchwork-State: Under Review\n", "Steep.", "tea.c"),
    ("r2", "Re: [PATCH 0/3] Tea", "s0", "From: Cay <cay@DOMAIN>\n", "Fine.",
     ""),
    ("c1", "[PATCH] cup", "", "List-Id: <cups.DOMAIN>\n", "A cup.", "cup.c"),
    ("s3", "[PATCH 3/3] pour", "s0", "", "Pour.\n\nDepends-on: <p1@DOMAIN>",
     "pot/lid.c"),
    ("p1", "[GIT PULL] tea for next", "", "", PULL, ""),
    ("d1", "[PATCH] sugar", "", "", "Depends-on: <s1@DOMAIN>", "sugar.c"),
    ("s2", "[PATCH 2/3] steep", "s0", "", "Again.", "tea.c"),
    ("x1", "Re: lost", "nobody", "", "Hello?", ""),
    ("x2", "[PATCH] broken", "", "From: nobody\n", "Broken.", "tea.c"),
    ("v0", "[PATCH v2 0/2] Tea", "s0", "", "Less of it.", ""),
    ("v2", "[PATCH v2 2/2] steep", "v0", "", "Steep.", "tea.c"),
    ("v1", "[PATCH v2 1/2] boil", "v0", "", "Boil.", "tea.c"),
    ("r3", "Re: [PATCH 1/3] boil", "r1",
     "From: Robert <bob@DOMAIN>\nX-Patchwork-Action-Required: yes\n",
     "Acked-by: Robert", ""),
    ("x3", "[PATCH] elsewhere", "", "List-Id: <milk.DOMAIN>\n", "Milk.",
     "tea.c"),
]


def mail(number, row, domain):
    id, subject, parent, headers, text, file = row
    lines = [
        "Subject: " + subject, "Message-Id: <%s@DOMAIN>" % id,
        "Date: Sat, 02 Jan 2016 03:%02d:00 +0000" % number]
    if "From:" not in headers:
        lines.append("From: Ann <ann@DOMAIN>")
    if "List-Id:" not in headers:
        lines.append("List-Id: <tea.DOMAIN>")
    if parent:
        lines.append("In-Reply-To: <%s@DOMAIN>" % parent)
    body = text + "\n" + (DIFF % {"file": file, "id": id} if file else "")
    whole = "\n".join(lines) + "\n" + headers + "\n" + body
    return whole.replace("DOMAIN", domain).encode()


def mails(domain=DOMAIN):
    return [mail(i, row, domain) for i, row in enumerate(MAILS)]


def mbox(all_mails):
    return b"".join(
        b"From tea Thu Jan  1 00:00:00 1970\n" + m +
        (b"\n" if m.endswith(b"\n") else b"\n\n") for m in all_mails)
