# Events: payloads by category, versions, filters, order, times.
rows project linkname=linux; person email=sam@example.org name=Sam;
     user id=1 name=ann email=ann@example.org; user id=2 name=bob; user id=3 name=ci
rows cover id=4 name=c; series id=3 name=s cover_letter=4; patch id=7 name=p series=3 number=1;
     patch-comment id=8 patch=7; cover-comment id=9 cover=4; check id=2 patch=7 state=fail date="2026-01-02 03:04:05.123456" target_url=http://t; relation id=6
rows event id=1 category=cover-created cover=4 date="2026-01-02 03:04:05";
     event id=2 category=patch-created patch=7 date="2026-01-02 03:04:05";
     event id=3 category=patch-completed patch=7 series=3 date="2026-01-02 03:04:06.000001";
     event id=4 category=patch-state-changed patch=7 previous_state=new current_state=accepted actor=ann;
     event id=5 category=patch-delegated patch=7 current_delegate=bob actor=ann;
     event id=6 category=patch-relation-changed patch=7 current_relation=6;
     event id=7 category=check-created patch=7 created_check=2 actor=ci;
     event id=8 category=series-created series=3;
     event id=9 category=series-completed series=3;
     event id=10 category=cover-comment-created cover=4 cover_comment=9;
     event id=11 category=patch-comment-created patch=7 patch_comment=8
sql  UPDATE patchwork_event SET date = '2026-01-03 00:00:00' WHERE id BETWEEN 4 AND 11

test the payload of each category
GET  /api/events/?category=cover-created
200
     | [{"id": 1, "category": "cover-created", "project": {"id": 1, ...}, "date": "2026-01-02T03:04:05", "actor": null,
     |   "payload": {"cover": {"id": 4, "url": "http://pw.example.org/api/covers/4/", "web_url": ..., "msgid": ..., "list_archive_url": null, "date": ..., "name": "c", "mbox": ...}}}]
GET  /api/events/?category=patch-created
200  [{"id": 2, ..., "payload": {"patch": {"id": 7, "url": ..., "web_url": ..., "msgid": ..., "list_archive_url": null, "date": ..., "name": "p", "mbox": ...}}}]
GET  /api/events/?category=patch-completed
200  [{"id": 3, ..., "date": "2026-01-02T03:04:06.000001", ..., "payload": {"patch": {"id": 7, ...}, "series": {"id": 3, "url": ..., "web_url": ..., "date": ..., "name": "s", "version": 1, "mbox": ...}}}]
GET  /api/events/?category=patch-state-changed
200
     | [{"id": 4, ..., "actor": {"id": 1, "url": "http://pw.example.org/api/users/1/", "username": "ann", "first_name": "", "last_name": "", "email": "ann@example.org"},
     |   "payload": {"patch": {"id": 7, ...}, "previous_state": "new", "current_state": "accepted"}}]
GET  /api/events/?category=patch-delegated
200  [{"id": 5, ..., "payload": {"patch": {"id": 7, ...}, "previous_delegate": null, "current_delegate": {"id": 2, ..., "username": "bob", ...}}}]
GET  /api/events/?category=patch-relation-changed
200  [{"id": 6, ..., "payload": {"patch": {"id": 7, ...}, "previous_relation": null, "current_relation": null}}]
GET  /api/events/?category=check-created
200  [{"id": 7, ..., "payload": {"patch": {"id": 7, ...}, "check": {"id": 2, "url": "http://pw.example.org/api/patches/7/checks/2/", "date": "2026-01-02T03:04:05.123456", "state": "fail", "target_url": "http://t", "context": "ci"}}}]
GET  /api/events/?category=series-created
200  [{"id": 8, ..., "payload": {"series": {"id": 3, ...}}}]
GET  /api/events/?category=series-completed
200  [{"id": 9, ..., "payload": {"series": {"id": 3, ...}}}]
GET  /api/1.3/events/?category=cover-comment-created
200
     | [{"id": 10, ..., "payload": {"cover": {"id": 4, ...}, "comment": {"id": 9, "url": "http://pw.example.org/api/1.3/covers/4/comments/9/",
     |   "web_url": "http://pw.example.org/comment/9/", "msgid": "<cover-reply-9@example.org>", "list_archive_url": null, "date": "2026-01-02T03:09:00"}}}]
GET  /api/events/?category=patch-comment-created
200  [{"id": 11, ..., "payload": {"patch": {"id": 7, ...}, "comment": {"id": 8, "url": "http://pw.example.org/api/patches/7/comments/8/", ...}}}]

test newest first, equal dates by id
GET  /api/events/
200  [{"id": 11, ...}, {"id": 10, ...}, {"id": 9, ...}, {"id": 8, ...}, {"id": 7, ...}, {"id": 6, ...}, {"id": 5, ...}, {"id": 4, ...}, {"id": 3, ...}, {"id": 2, ...}, {"id": 1, ...}]
queries 10
GET  /api/events/?order=date
200  [{"id": 1, ...}, {"id": 2, ...}, {"id": 3, ...}, {"id": 4, ...}, ...]
GET  /api/events/?order=-id
200  [{"id": 11, ...}, ...]

test comments leave the counts too, below 1.3
GET  /api/1.2/events/?per_page=5
200  [{"id": 9, ...}, {"id": 8, ...}, {"id": 7, ...}, {"id": 6, ...}, {"id": 5, ...}]
     Link: <...page=2...>; rel="next", <...>; rel="first", <...page=2...>; rel="last"
GET  /api/1.2/events/?category=cover-comment-created
200  []
GET  /api/1.0/events/?category=patch-created
200  [{"id": 2, ..., "date": ..., "actor": null, "payload": {"patch": {"id": 7, "url": "http://pw.example.org/api/1.0/patches/7/", "msgid": ..., "date": ..., "name": ..., "mbox": ...}}}]

test filters
GET  /api/events/?patch=7&category=check-created
200  [{"id": 7, ...}]
GET  /api/events/?series=3&order=date
200  [{"id": 3, ...}, {"id": 8, ...}, {"id": 9, ...}]
GET  /api/events/?cover=4&cover=9&order=date
200  [{"id": 1, ...}, {"id": 10, ...}]
GET  /api/events/?actor=1&order=date
200  [{"id": 4, ...}, {"id": 5, ...}]
GET  /api/events/?actor=3&actor=1&order=date
200  [{"id": 4, ...}, {"id": 5, ...}]
GET  /api/events/?actor=ann
200  []
GET  /api/1.1/events/?actor=1&per_page=1
200  [{"id": 9, ...}]
GET  /api/events/?actor=&per_page=1
200  [{"id": 11, ...}]
GET  /api/events/?category=nothing
200  []
GET  /api/events/?category=&per_page=1
200  [{"id": 11, ...}]
GET  /api/events/?project=linux&per_page=1
200  [{"id": 11, ...}]

test since and before, with and without a zone
GET  /api/events/?since=2026-01-02T03:04:05&before=2026-01-02T03:04:06.000001
200  [{"id": 2, ...}, {"id": 1, ...}]
GET  /api/events/?since=2026-01-02T03:04:05.000001&before=2026-01-02T13:00:00
200  [{"id": 3, ...}]
GET  /api/events/?since=2026-01-02T14:04:06%2B11:00&before=2026-01-02T05:00:00Z
200  [{"id": 3, ...}]

test what is gone is null
sql  DELETE FROM patchwork_event WHERE id IN (1, 10)
GET  /api/events/77/
404
     Content-Type: text/html; charset=utf-8
