# Covers.
rows project linkname=linux list_archive_url_format="https://lists.example.org/{x}/";
     person email=sam@example.org name=Sam
rows cover id=1 name="[0/2] one" msgid="<a/b@x>" date="2026-01-05 00:00:00" headers="A: b\nA: c" content="text\n";
     cover id=2 name=two date="2026-01-04 00:00:00" content=NULL headers="" submitter=x@example.org;
     series id=7 name=one cover_letter=1 version=3

test a cover in the newest version
GET  /api/covers/1/
200
     | {"id": 1, "url": "http://pw.example.org/api/covers/1/", "web_url": "http://pw.example.org/project/linux/cover/a%252Fb@x/",
     |  "project": {"id": 1, ...}, "msgid": "<a/b@x>", "list_archive_url": null, "date": "2026-01-05T00:00:00", "name": "[0/2] one",
     |  "submitter": {"id": 1, ..., "email": "sam@example.org"}, "mbox": "http://pw.example.org/project/linux/cover/a%252Fb@x/mbox/",
     |  "series": [{"id": 7, "url": "http://pw.example.org/api/series/7/", "web_url": "http://pw.example.org/project/linux/list/?series=7",
     |   "date": ..., "name": "one", "version": 3, "mbox": "http://pw.example.org/series/7/mbox/"}],
     |  "comments": "http://pw.example.org/api/covers/1/comments/", "headers": {"A": ["b", "c"]}, "content": "text\n"}
     Allow: GET, HEAD, OPTIONS
queries 1
GET  /api/covers/2/
200  {"id": 2, ..., "series": [], "comments": ..., "headers": {}, "content": null}
queries 1

test the first version
GET  /api/1.0/covers/1/
200  {"id": 1, "url": "http://pw.example.org/api/1.0/covers/1/", "project": ..., "msgid": ..., "date": ..., "name": ..., "submitter": ..., "series": [{"id": 7, "url": ..., "date": ..., "name": ..., "version": 3, "mbox": ...}], "headers": ..., "content": ...}
GET  /api/1.1/covers/1/
200  {"id": 1, "url": ..., "web_url": ..., "project": ..., "msgid": ..., "date": ..., "name": ..., "submitter": ..., "mbox": ..., "series": ..., "comments": ..., "headers": ..., "content": ...}

test the list
GET  /api/covers/
200  [{"id": 1, ..., "series": [{"id": 7, ...}], "comments": ...}, {"id": 2, ..., "series": [], "comments": ...}]
     Allow: GET, HEAD, OPTIONS
hasnt "headers"
queries 4
GET  /api/covers/?order=date
200  [{"id": 2, ...}, {"id": 1, ...}]

test filters, of the series too
GET  /api/covers/?series=7
200  [{"id": 1, ...}]
GET  /api/covers/?series=1
200  []
GET  /api/1.0/covers/?msgid=a/b@x
200  [{"id": 1, ...}]
GET  /api/covers/?submitter=X@example.org
200  [{"id": 2, ...}]
GET  /api/covers/?project=linux&since=2026-01-05&q=ONE
200  [{"id": 1, ...}]
GET  /api/covers/?before=2026-01-05
200  [{"id": 2, ...}]

test what is not there
GET  /api/covers/3/
404  {"detail": "No Cover matches the given query."}
