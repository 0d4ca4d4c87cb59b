# Checks of a patch.
rows project linkname=linux; user id=1 name=ann email=a@example.org; user id=2 name=ci; person email=sam@example.org
rows patch id=1; patch id=2
rows check id=1 patch=1 user=ann state=success context=a date="2026-01-02 00:00:00" target_url=NULL description=NULL;
     check id=2 patch=1 user=ci state=fail context=b date="2026-01-03 00:00:00.500000" target_url=http://t.example/ description="how it went";
     check id=3 patch=1 user=ann state=pending context=a date="2026-01-04 00:00:00"; check id=4 patch=2 user=ci state=warning

test all checks of a patch, and no others
GET  /api/patches/1/checks/
200
     | [{"id": 1, "url": "http://pw.example.org/api/patches/1/checks/1/", "user": {"id": 1, "url": "http://pw.example.org/api/users/1/", "username": "ann", "first_name": "", "last_name": "", "email": "a@example.org"},
     |   "date": "2026-01-02T00:00:00", "state": "success", "target_url": null, "context": "a", "description": null},
     |  {"id": 2, "url": ..., "user": {"id": 2, ...}, "date": "2026-01-03T00:00:00.500000", "state": "fail", "target_url": "http://t.example/", "context": "b", "description": "how it went"},
     |  {"id": 3, ..., "state": "pending", ...}]
     Allow: GET, POST, HEAD, OPTIONS
queries 3
GET  /api/1.0/patches/1/checks/?per_page=1
200  [{"id": 1, "url": "http://pw.example.org/api/1.0/patches/1/checks/1/", ...}]

test one of them, below its own patch alone
GET  /api/patches/1/checks/2/
200  {"id": 2, "url": "http://pw.example.org/api/patches/1/checks/2/", "user": {"id": 2, ...}, ..., "description": "how it went"}
     Allow: GET, HEAD, OPTIONS
queries 3
GET  /api/patches/2/checks/2/
404  {"detail": "No Check matches the given query."}
GET  /api/patches/9/checks/2/
404  {"detail": "No Patch matches the given query."}
GET  /api/patches/9/checks/
404  {"detail": "No Patch matches the given query."}
GET  /api/patches/1/checks/99999999999999999999/
404  {"detail": "No Check matches the given query."}

test filters hold for one of them too
GET  /api/patches/1/checks/1/?state=success
200  {"id": 1, ...}
GET  /api/patches/1/checks/1/?state=2
404  {"detail": "No Check matches the given query."}

test filters and orders
GET  /api/patches/1/checks/?state=3
200  [{"id": 2, ...}]
GET  /api/patches/1/checks/?state=fail
200  [{"id": 2, ...}]
GET  /api/patches/1/checks/?state=nothing
200  []
GET  /api/patches/1/checks/?state=1&state=3
200  [{"id": 2, ...}]
GET  /api/patches/1/checks/?user=ANN
200  [{"id": 1, ...}, {"id": 3, ...}]
GET  /api/patches/1/checks/?user=ci&user=nobody
200  [{"id": 2, ...}]
GET  /api/patches/1/checks/?context=a&order=-date&per_page=1
200  [{"id": 3, ...}]
GET  /api/patches/1/checks/?since=2026-01-03T00:00:00.5&before=2026-01-04
200  [{"id": 2, ...}]
GET  /api/patches/1/checks/?order=state
200  [{"id": 3, ...}, {"id": 1, ...}, {"id": 2, ...}]
GET  /api/patches/1/checks/?order=-context,user
200  [{"id": 2, ...}, {"id": 1, ...}, {"id": 3, ...}]
GET  /api/patches/1/checks/?q=nothing
200  [{"id": 1, ...}, {"id": 2, ...}, {"id": 3, ...}]

test a state that another writer has invented shows as one that clients know
sql  UPDATE patchwork_check SET state = 9 WHERE id = 1
GET  /api/patches/1/checks/1/
200  {"id": 1, ..., "state": "pending", ...}
