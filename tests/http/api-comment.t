# Comments on patches and covers.
rows project linkname=linux list_archive_url_format=https://l/{}; person email=sam@example.org name=Sam
rows patch id=1; cover id=1; patch id=2
rows patch-comment id=1 patch=1 msgid="<c1@x>" date="2026-01-02 00:00:00" content="text" headers="Subject: =?utf-8?q?Re?=:\n x\nA: b" addressed=NULL submitter=z@example.org;
     patch-comment id=2 patch=1 addressed=true content=NULL headers="A: b" date="2026-01-01 00:00:00"; patch-comment id=3 patch=2 addressed=false;
     cover-comment id=1 cover=1 headers="Subject: Zed" msgid="<d1@x>"; cover-comment id=2 cover=1 headers="Subject: alpha"

test comments of a patch
GET  /api/patches/1/comments/
200
     | [{"id": 1, "url": "http://pw.example.org/api/patches/1/comments/1/", "web_url": "http://pw.example.org/comment/1/", "msgid": "<c1@x>",
     |   "list_archive_url": "https://l/c1@x", "date": "2026-01-02T00:00:00", "subject": "=?utf-8?q?Re?=:\n x",
     |   "submitter": {"id": 2, "url": "http://pw.example.org/api/people/2/", "name": "Person 2", "email": "z@example.org"},
     |   "content": "text", "headers": {"Subject": "=?utf-8?q?Re?=:\n x", "A": "b"}, "addressed": null},
     |  {"id": 2, ..., "subject": "", ..., "content": null, ..., "addressed": true}]
     Allow: GET, HEAD, OPTIONS
queries 5

test of a cover, with ids of their own
GET  /api/covers/1/comments/
200  [{"id": 1, "url": "http://pw.example.org/api/covers/1/comments/1/", "web_url": "http://pw.example.org/comment/1/", "msgid": "<d1@x>", "list_archive_url": "https://l/d1@x", ...}, {"id": 2, ...}]
queries 5

test fields by version
GET  /api/1.1/patches/1/comments/?per_page=1
200  [{"id": 1, "web_url": ..., "msgid": ..., "date": ..., "subject": ..., "submitter": ..., "content": ..., "headers": ...}]
GET  /api/1.2/covers/1/comments/?per_page=1
200  [{"id": 1, "web_url": ..., "msgid": ..., "list_archive_url": ..., "date": ..., "subject": ..., "submitter": ..., "content": ..., "headers": ...}]

test one comment, below its parent alone
GET  /api/1.3/patches/1/comments/1/
200  {"id": 1, "url": "http://pw.example.org/api/1.3/patches/1/comments/1/", ..., "addressed": null}
     Allow: GET, PUT, PATCH, HEAD, OPTIONS
queries 4
GET  /api/covers/1/comments/2/
200  {"id": 2, ...}
GET  /api/patches/2/comments/3/
200  {"id": 3, ..., "addressed": false}
GET  /api/patches/2/comments/1/
404  {"detail": "No PatchComment matches the given query."}
GET  /api/covers/1/comments/3/
404  {"detail": "No CoverComment matches the given query."}
GET  /api/patches/9/comments/1/
404  {"detail": "No Patch matches the given query."}
GET  /api/covers/9/comments/
404  {"detail": "No Cover matches the given query."}

test search and order by subject
GET  /api/covers/1/comments/?q=ALPHA
200  [{"id": 2, ...}]
GET  /api/covers/1/comments/?order=subject
200  [{"id": 2, ...}, {"id": 1, ...}]
GET  /api/patches/1/comments/?order=date
200  [{"id": 2, ...}, {"id": 1, ...}]
GET  /api/patches/1/comments/?order=-submitter
200  [{"id": 1, ...}, {"id": 2, ...}]
