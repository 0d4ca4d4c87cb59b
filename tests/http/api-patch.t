# Patches of the API: fields by version, embedded objects, statements.
set  rest.page=5
rows project linkname=linux name="Linux kernel" listid=linux.example.org listemail=linux@example.org
     web_url=https://linux.example.org/ scm_url=git://git.example.org/linux
     list_archive_url_format=https://lists.example.org/{}/;
     project linkname=git
rows person email=sam@example.org name=Sam; person email=nobody@example.org name=NULL
rows user name=ann email=ann@example.org first_name=Ann last_name=Lee maintainer=linux
rows cover id=4 name="[0/2] a cover" msgid="<c@x>"; series id=3 name="a cover" cover_letter=4 total=2 version=2
rows relation id=5
rows patch id=7 name="[RFC,v2,1/2] one" msgid="<a/b%+é@x>" series=3 number=1 delegate=ann state=under-review
     hash=26b6c59a31ac0e6854a9c4f93f4b19e2c2172ff0 date="2026-01-02 03:04:05.000600" related=5
     headers="Subject: [PATCH RFC v2 1/2] one\nReceived: from a\n	by b;\n  c\nReceived: from d\nX-Empty: \nreceived: e\nTo: =?utf-8?q?J=C3=A9?= <j@x>"
     content="Hé \"\\\n	x" diff=d;
     patch id=8 name=two submitter=nobody@example.org related=5 archived=true commit_ref="" pull_url="git://x/y z" diff=NULL date="2026-01-01 00:00:00";
     patch id=9 name="[PATCH] three" project=git related=5 date="2026-01-03 00:00:00" headers="bad\nA: b" content=NULL
rows check patch=7 state=success context=a user=ann; check patch=7 state=fail context=b user=ann date="2026-01-01 00:00:00";
     check patch=7 state=warning context=b user=ann date="2026-01-01 00:00:01"

test a patch in the newest version
GET  /api/patches/7/
200
     | {"id": 7, "url": "http://pw.example.org/api/patches/7/",
     |  "web_url": "http://pw.example.org/project/linux/patch/a%252Fb%25+%C3%A9@x/",
     |  "project": {"id": 1, "url": "http://pw.example.org/api/projects/1/", "name": "Linux kernel", "link_name": "linux",
     |   "list_id": "linux.example.org", "list_email": "linux@example.org", "web_url": "https://linux.example.org/",
     |   "scm_url": "git://git.example.org/linux", "webscm_url": "", "list_archive_url": "",
     |   "list_archive_url_format": "https://lists.example.org/{}/", "commit_url_format": ""},
     |  "msgid": "<a/b%+é@x>", "list_archive_url": "https://lists.example.org/a/b%+é@x/",
     |  "date": "2026-01-02T03:04:05.000600", "name": "[RFC,v2,1/2] one", "commit_ref": null, "pull_url": null,
     |  "state": "under-review", "archived": false, "hash": "26b6c59a31ac0e6854a9c4f93f4b19e2c2172ff0",
     |  "submitter": {"id": 1, "url": "http://pw.example.org/api/people/1/", "name": "Sam", "email": "sam@example.org"},
     |  "delegate": {"id": 1, "url": "http://pw.example.org/api/users/1/", "username": "ann", "first_name": "Ann", "last_name": "Lee", "email": "ann@example.org"},
     |  "mbox": "http://pw.example.org/project/linux/patch/a%252Fb%25+%C3%A9@x/mbox/",
     |  "series": [{"id": 3, "url": "http://pw.example.org/api/series/3/", "web_url": "http://pw.example.org/project/linux/list/?series=3",
     |   "date": "2026-01-02T03:03:00", "name": "a cover", "version": 2, "mbox": "http://pw.example.org/series/3/mbox/"}],
     |  "comments": "http://pw.example.org/api/patches/7/comments/", "check": "warning",
     |  "checks": "http://pw.example.org/api/patches/7/checks/", "tags": {},
     |  "related": [
     |   {"id": 8, "url": "http://pw.example.org/api/patches/8/", "web_url": "http://pw.example.org/project/linux/patch/patch-8@example.org/",
     |    "msgid": "<patch-8@example.org>", "list_archive_url": "https://lists.example.org/patch-8@example.org/",
     |    "date": "2026-01-01T00:00:00", "name": "two", "mbox": "http://pw.example.org/project/linux/patch/patch-8@example.org/mbox/"},
     |   {"id": 9, "url": "http://pw.example.org/api/patches/9/", "web_url": "http://pw.example.org/project/git/patch/patch-9@example.org/",
     |    "msgid": "<patch-9@example.org>", "list_archive_url": null, "date": "2026-01-03T00:00:00", "name": "[PATCH] three",
     |    "mbox": "http://pw.example.org/project/git/patch/patch-9@example.org/mbox/"}],
     |  "headers": {"Subject": "[PATCH RFC v2 1/2] one", "Received": ["from a\n\tby b;\n  c", "from d", "e"], "X-Empty": "",
     |   "received": ["from a\n\tby b;\n  c", "from d", "e"], "To": "=?utf-8?q?J=C3=A9?= <j@x>"},
     |  "content": "Hé\u2028\"\\\n\tx", "diff": "d", "prefixes": ["RFC", "v2", "1/2"]}
     Content-Type: application/json
     Allow: GET, PUT, PATCH, HEAD, OPTIONS
     Vary: Accept, Cookie
     X-Frame-Options: DENY
     Link: (none)
     Set-Cookie: (none)
     WWW-Authenticate: (none)
queries 3

test what is missing is null, or an empty text where the column is
GET  /api/patches/8/
200
     | {"id": 8, ..., "commit_ref": "", "pull_url": "git://x/y z", "state": "new", "archived": true, "hash": null,
     |  "submitter": {"id": 2, "url": "http://pw.example.org/api/people/2/", "name": null, "email": "nobody@example.org"},
     |  "delegate": null, ..., "series": [], ..., "check": "pending", ..., "diff": null, "prefixes": []}
GET  /api/patches/9/
200  {..., "headers": {}, "content": null, ..., "prefixes": []}
queries 3

test each version has its fields
GET  /api/1.0/patches/7/
200
     | {"id": 7, "url": "http://pw.example.org/api/1.0/patches/7/", "project": {"id": 1, "url": "http://pw.example.org/api/1.0/projects/1/", "name": "Linux kernel",
     |   "link_name": "linux", "list_id": "linux.example.org", "list_email": "linux@example.org", "web_url": "https://linux.example.org/",
     |   "scm_url": "git://git.example.org/linux", "webscm_url": ""},
     |  "msgid": ..., "date": ..., "name": ..., "commit_ref": ..., "pull_url": ..., "state": ..., "archived": ..., "hash": ...,
     |  "submitter": {"id": 1, "url": "http://pw.example.org/api/1.0/people/1/", ...}, "delegate": {"id": 1, "url": "http://pw.example.org/api/1.0/users/1/", ...},
     |  "mbox": "http://pw.example.org/project/linux/patch/a%252Fb%25+%C3%A9@x/mbox/",
     |  "series": [{"id": 3, "url": "http://pw.example.org/api/1.0/series/3/", "date": ..., "name": "a cover", "version": 2, "mbox": ...}],
     |  "check": "warning", "checks": "http://pw.example.org/api/patches/7/checks/", "tags": {}, "headers": ..., "content": ..., "diff": ..., "prefixes": ...}
queries 1
GET  /api/1.1/patches/7/
200
     | {"id": 7, "url": ..., "web_url": ..., "project": {"id": 1, "url": ..., "name": ..., "link_name": ..., "list_id": ..., "list_email": ..., "web_url": ...,
     |   "scm_url": ..., "webscm_url": ""},
     |  "msgid": ..., "date": ..., "name": ..., "commit_ref": ..., "pull_url": ..., "state": ..., "archived": ..., "hash": ...,
     |  "submitter": ..., "delegate": ..., "mbox": ..., "series": [{"id": 3, "url": ..., "web_url": ..., "date": ..., "name": ..., "version": ..., "mbox": ...}],
     |  "comments": "http://pw.example.org/api/patches/7/comments/",
     |  "check": ..., "checks": ..., "tags": {}, "headers": ..., "content": ..., "diff": ..., "prefixes": ...}
GET  /api/1.2/patches/7/
200  {"id": 7, ..., "list_archive_url": "https://lists.example.org/a/b%+é@x/", ..., "related": [{"id": 8, "url": "http://pw.example.org/api/1.2/patches/8/", ...}, ...], ...}

test the format goes on in links of the API alone
GET  /api/1.1/patches/7/?format=json
200
     | {"id": 7, "url": "http://pw.example.org/api/1.1/patches/7/?format=json",
     |  "web_url": "http://pw.example.org/project/linux/patch/a%252Fb%25+%C3%A9@x/",
     |  "project": {"id": 1, "url": "http://pw.example.org/api/1.1/projects/1/?format=json", ...}, ...,
     |  "mbox": "http://pw.example.org/project/linux/patch/a%252Fb%25+%C3%A9@x/mbox/",
     |  "series": [{"id": 3, "url": "http://pw.example.org/api/1.1/series/3/?format=json", "web_url": "http://pw.example.org/project/linux/list/?series=3",
     |   "date": ..., "name": ..., "version": ..., "mbox": "http://pw.example.org/series/3/mbox/"}],
     |  "comments": "http://pw.example.org/api/patches/7/comments/", "check": ..., "checks": "http://pw.example.org/api/patches/7/checks/", ...}

test JSON is compact, raw but for two separators of lines
GET  /api/patches/7/
has  {"id":7,"url":"http://pw.example.org/api/patches/7/",
has  "content":"Hé\u2028\"\\\n\tx","diff":"d"
GET  /api/patches/7/
     Accept: application/json; indent=2
has  {
has    "id": 7,
has    "tags": {},

test lists leave the texts out
GET  /api/patches/?per_page=100
200
     | [{"id": 7, ..., "tags": {}, "related": [{"id": 8, ...}, {"id": 9, ...}]},
     |  {"id": 8, ..., "related": [{"id": 7, ...}, {"id": 9, ...}]},
     |  {"id": 9, ..., "related": [{"id": 8, ...}, {"id": 7, ...}]}]
     Link: <http://pw.example.org/api/patches/?page=1&per_page=100>; rel="first", <http://pw.example.org/api/patches/?page=1&per_page=100>; rel="last"
     Allow: GET, HEAD, OPTIONS
hasnt "headers"
hasnt "prefixes"
queries 7

test the statements of a page do not depend on its rows
rows patch id=20 delegate=bob submitter=x@example.org series=3 related=5; patch id=21 project=p21 submitter=y@example.org;
     patch id=22 project=p22 delegate=cid; relation id=6; patch id=23 related=6; patch id=24 related=6
GET  /api/patches/?per_page=100
200  [{"id": 7, ...}, {"id": 8, ...}, {"id": 9, ...}, {"id": 20, ...}, {"id": 21, ...}, {"id": 22, ...}, {"id": 23, ...}, {"id": 24, ...}]
queries 7
sql  DELETE FROM patchwork_patch WHERE id >= 20

test what is not there
GET  /api/patches/77/
404  {"detail": "No Patch matches the given query."}
     Allow: GET, PUT, PATCH, HEAD, OPTIONS
     Vary: Accept, Cookie
queries 1
GET  /api/1.0/patches/99999999999999999999999999/
404  {"detail": "No Patch matches the given query."}
GET  /api/patches/2147483648/
404  {"detail": "No Patch matches the given query."}
GET  /api/patches/0007/
200  {"id": 7, "url": "http://pw.example.org/api/patches/7/", ...}
GET  /api/patches/x/
404
     Content-Type: text/html; charset=utf-8
GET  /api/patches/-1/
404
     Content-Type: text/html; charset=utf-8
GET  /api/patches/7%00/
404
GET  /api/patches/7/x/
404

test prefixes are words of the bracket
sql  UPDATE patchwork_patch SET name = '[RFC  v2,PATCH,net-next,] [x] y' WHERE id = 8
GET  /api/patches/8/
200  {..., "prefixes": ["RFC", "v2", "net-next"]}
sql  UPDATE patchwork_patch SET name = '[unclosed y' WHERE id = 8
GET  /api/patches/8/
200  {..., "prefixes": []}
