# Bundles: the public ones to everybody, private ones to their owner.
rows project linkname=linux; person email=sam@example.org; user id=1 name=ann; user id=2 name="bob é/"
rows patch id=1 date="2026-01-09 00:00:00"; patch id=2 date="2026-01-08 00:00:00"; patch id=3
rows bundle id=1 name="pub bundle é" owner=ann patches=1,3,2 public=true; bundle id=2 name=mine owner=ann public=false patches=1;
     bundle id=3 name="a/b" owner=2 public=true

test a bundle, its patches in the order it keeps
GET  /api/bundles/1/
200
     | {"id": 1, "url": "http://pw.example.org/api/bundles/1/", "web_url": "http://pw.example.org/bundle/ann/pub%20bundle%20%C3%A9/",
     |  "project": {"id": 1, ...}, "name": "pub bundle é", "owner": {"id": 1, "url": "http://pw.example.org/api/users/1/", "username": "ann", ...},
     |  "patches": [{"id": 1, "url": ..., "web_url": ..., "msgid": ..., "list_archive_url": null, "date": ..., "name": ..., "mbox": ...}, {"id": 3, ...}, {"id": 2, ...}],
     |  "public": true, "mbox": "http://pw.example.org/bundle/ann/pub%20bundle%20%C3%A9/mbox/"}
     Allow: GET, PUT, PATCH, DELETE, HEAD, OPTIONS
queries 5
GET  /api/1.0/bundles/1/
200  {"id": 1, "url": "http://pw.example.org/api/1.0/bundles/1/", "project": ..., "name": ..., "owner": ..., "patches": [...], "public": ..., "mbox": ...}

test no name breaks a list
GET  /api/bundles/
200  [{"id": 1, ...}, {"id": 3, "url": ..., "web_url": "http://pw.example.org/bundle/bob%20%C3%A9%2F/a%2Fb/", ...}]
     Allow: GET, POST, HEAD, OPTIONS
queries 5

test private ones are their owner's
GET  /api/bundles/2/
404  {"detail": "No Bundle matches the given query."}
GET  /api/bundles/?public=false
200  []
as   ann
GET  /api/bundles/
200  [{"id": 1, ...}, {"id": 2, ...}, {"id": 3, ...}]
GET  /api/bundles/2/
200  {"id": 2, ..., "public": false, ...}
GET  /api/bundles/?public=false
200  [{"id": 2, ...}]
rows user id=5 name=eve
as   eve
GET  /api/bundles/2/
404  {"detail": "No Bundle matches the given query."}
GET  /api/bundles/
200  [{"id": 1, ...}, {"id": 3, ...}]

test filters, search, order
GET  /api/bundles/?owner=ANN
200  [{"id": 1, ...}]
GET  /api/bundles/?owner=2
200  [{"id": 3, ...}]
GET  /api/bundles/?project=linux&q=pub
200  [{"id": 1, ...}]
GET  /api/bundles/?order=name
200  [{"id": 3, ...}, {"id": 1, ...}]
GET  /api/bundles/?order=-owner
200  [{"id": 3, ...}, {"id": 1, ...}]
