"""A database of which every text wants to be markup, a header, an address of
its own. The fill gives the ids and message ids that were made."""

# What breaks out of text, of a quoted attribute, of a URL; what is long, what
# runs from right to left, what is no character.
EVIL = ('"\'><xss-1 onclick=alert(1)>&lt;<script>alert(2)</script>'
        "</title></textarea>\r\nX-Evil: 1\t\u202e\ufeff{{ .x }}{% end %}")
LONG = "W" * 250
# Every byte that RFC 5322 lets stand in an id without quotes, and others that
# senders use all the same.
IDS = ["%s@example.org" % c for c in "!#$%&'*+-/=?^_`{|}~.,;:@()[]\\\"<> é\u20ac"]
IDS += ["a/b/c@example.org", "a%2Fb@example.org", "a%252Fb@example.org",
        "a%2fb@example.org", "mbox/", "a/mbox", "a/raw",
        "..", ".", "a/../b", "//x", "a b", "javascript:alert(1)", "%00",
        "?q#f", "<script"]
URLS = ["javascript:alert(3)", " javascript:alert(4)", "java\tscript:alert(5)",
        "data:text/html,<script>alert(6)</script>", "//evil.example/",
        "vbscript:x", "https://ok.example/\"onclick=x", "JAVASCRIPT:alert(7)"]
DIFF = ('diff --git a/%(x)s b/%(x)s\nrename from %(x)s\n--- a/%(x)s\n'
        "+++ b/%(x)s\n@@ -1,2 +1,2 @@ %(x)s\n-%(x)s\n+%(x)s\n %(long)s\n"
        "%(x)s\n" % {"x": EVIL.replace("\r\n", " "), "long": LONG * 4})


def fill(rows):
    """Adds a project "evil"; what is there already stays."""
    add = rows.add
    project = add("project", {
        "linkname": "evil", "name": EVIL, "listid": EVIL, "listemail": EVIL,
        "web_url": URLS[0], "scm_url": URLS[1], "webscm_url": URLS[2],
        "list_archive_url": URLS[3],
        "list_archive_url_format": "https://archive.example/{}/?a={}",
        "commit_url_format": "javascript:alert('{}')"})
    add("project", {
        "linkname": "evil2", "name": "", "list_archive_url_format":
        "javascript:'{}'", "commit_url_format": "https://c.example/?{}"})
    person = add("person", {"email": EVIL, "name": EVIL})
    nobody = add("person", {"email": "", "name": ""})
    user = add("user", {"name": "evil" + EVIL, "email": EVIL,
                        "first_name": EVIL[:20], "last_name": LONG[:30],
                        "maintainer": "evil"})
    state = add("state", {"name": EVIL[:90], "slug": "evil", "ordering": "99",
                          "action_required": "true"})
    add("tag", {"name": "<b>" + EVIL[:15], "abbrev": "<b", "pattern": "x"})
    cover = add("cover", {
        "project": str(project), "submitter": str(person), "name": EVIL,
        "msgid": "<cover/x%2fy@evil.example>", "headers": "From: " + EVIL,
        "content": EVIL + "\n> " + EVIL + "\n-- \n" + EVIL})
    relation = add("relation", {})
    series = add("series", {
        "project": str(project), "submitter": str(person), "name": EVIL,
        "total": "99", "cover_letter": str(cover)})
    patches = []
    for i, msgid in enumerate(IDS):
        bare = msgid in ("mbox/", "a b")
        patches.append(add("patch", {
            "project": str(project), "submitter": str(person),
            "name": "%s%d" % (EVIL, i), "state": str(state),
            "msgid": msgid if bare else "<%s>" % msgid,
            "content": EVIL + "\nhttp://x.example/" + EVIL,
            "headers": "Subject: " + EVIL, "diff": DIFF,
            "delegate": str(user), "commit_ref": EVIL,
            "pull_url": URLS[i % len(URLS)],
            "related": str(relation) if i < 4 else "NULL",
            "series": str(series) if i < 6 else "NULL",
            "number": str(i + 1) if i < 6 else "NULL"}))
    lonely = add("patch", {
        "project": "evil2", "submitter": str(nobody), "name": LONG,
        "content": LONG * 20, "headers": LONG, "diff": LONG,
        "related": str(relation), "msgid": "<lonely@evil.example>"})
    for i, url in enumerate(URLS):
        add("check", {"patch": str(patches[0]), "user": str(user),
                      "context": "%s%d" % (EVIL, i), "target_url": url,
                      "description": EVIL})
        add("patch-comment", {
            "patch": str(patches[0]), "submitter": str(person),
            "msgid": "<c%d/%s>" % (i, EVIL), "headers": EVIL,
            "content": "> %s\n%s %s" % (EVIL, url, EVIL)})
    add("cover-comment", {"cover": str(cover), "submitter": str(nobody),
                          "msgid": "<x>", "content": EVIL})
    return {"project": project, "series": series, "patches": patches,
            "cover": cover, "lonely": lonely}
