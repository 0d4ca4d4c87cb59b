"""Made-up traffic of one list: series of every kind, their revisions, replies
to all of them, mails that come twice."""

import random

LISTID = "tea.example.org"
MINUTE, HOUR = 60, 3600

DIFF = "---\ndiff --git a/%(f)s b/%(f)s\n--- a/%(f)s\n+++ b/%(f)s\n" \
    "@@ -1 +1 @@\n-cold\n+%(id)s\n"


class Traffic:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.mails = []
        self.clock = 0

    def add(self, id, subject, references, author, text):
        """references: the nearest last."""
        self.clock += MINUTE
        hours, minutes = divmod(self.clock // MINUTE, 60)
        day, hour = divmod(hours, 24)
        lines = ["From: %s <%s@example.org>" % (author, author.lower()),
                 "Subject: " + subject, "Message-Id: <%s@example.org>" % id,
                 "Date: %02d Jan 2016 %02d:%02d:00 +0000" % (
                     day + 1, hour, minutes),
                 "List-Id: <%s>" % LISTID]
        if references:
            ids = ["<%s@example.org>" % r for r in references]
            lines += ["In-Reply-To: " + ids[-1],
                      "References: " + "\n ".join(ids)]
        self.mails.append(("\n".join(lines) + "\n\n" + text).encode())

    def reply(self, id, to, subject):
        author = self.random.choice(["Bob", "Cay", "Dan"])
        self.add(id, "Re: " + subject, to, author,
                 "%s-by: %s\n" % (self.random.choice(
                     ["Acked", "Reviewed", "Tested"]), author))

    def series(self, id, author, total, version, cover, threading, under=()):
        """threading: None, "shallow" or "deep"."""
        mark = "PATCH v%d" % version if version > 1 else "PATCH"
        known = list(under)
        if cover:
            self.add(id + "c", "[%s 0/%d] %s" % (mark, total, id), known,
                     author, "About %s.\n" % id)
            if threading:
                known.append(id + "c")
        for i in range(1, total + 1):
            patch = "%sp%d" % (id, i)
            subject = "[%s %d/%d] %s" % (mark, i, total, patch)
            self.add(patch, subject, known, author, "Text.\n" +
                     DIFF % {"f": self.random.choice(["a.c", "b.c"]),
                             "id": patch})
            if threading == "deep" or threading and not known[len(under):]:
                known.append(patch)
            if self.random.random() < 0.5:
                self.reply(patch + "r", known + [patch], subject)
                self.reply(patch + "rr", known + [patch, patch + "r"],
                           subject)
        self.clock += HOUR

    def single(self, id, author):
        self.add(id, "[PATCH] " + id, (), author,
                 "Signed-off-by: %s\n" % author + DIFF % {"f": "a.c",
                                                          "id": id})
        self.reply(id + "r", (id,), "[PATCH] " + id)

    def twice(self, share):
        """The same mail again, as from two lists."""
        self.mails += self.random.sample(
            self.mails, int(len(self.mails) * share))


def make(rounds, seed=1):
    """About thirty mails a round."""
    t = Traffic(seed)
    for i in range(rounds):
        for kind, cover, threading in (
                ("a", True, "shallow"), ("b", True, "deep"),
                ("c", False, "shallow"), ("d", True, None),
                ("e", False, None)):
            author = t.random.choice(["Ann", "Eve"])
            t.series("%s%d" % (kind, i), author, t.random.randint(2, 3), 1,
                     cover, threading)
            if kind == "a":
                t.series("v%d" % i, author, 2, 2, True, "shallow",
                         ["a%dc" % i])
        t.single("s%d" % i, "Ann")
    t.twice(0.1)
    return t.mails
