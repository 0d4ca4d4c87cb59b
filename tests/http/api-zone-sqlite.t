# Times of a site whose clock is not UTC: columns hold its wall clock, the API
# says UTC. On PostgreSQL a column holds the instant itself (api-zone-pg.t).
only sqlite
set  time_zone=Australia/Canberra
rows project linkname=linux; person email=sam@example.org; user name=ci; patch id=1 date="2026-01-02 03:04:05"
rows event id=1 patch=1 date="2026-01-02 14:04:05"; event id=2 patch=1 date="2026-07-02 13:04:05.000001";
     event id=3 patch=1 date="2026-04-05 02:30:00"; event id=4 patch=1 date="2026-10-04 03:00:00";
     check id=1 patch=1 user=ci date="2026-01-02 14:04:05"

test events and checks
GET  /api/events/?order=date
200
     | [{"id": 1, ..., "date": "2026-01-02T03:04:05", ...}, {"id": 3, ..., "date": "2026-04-04T15:30:00", ...},
     |  {"id": 2, ..., "date": "2026-07-02T03:04:05.000001", ...}, {"id": 4, ..., "date": "2026-10-03T16:00:00", ...}]
GET  /api/patches/1/checks/1/
200  {..., "date": "2026-01-02T03:04:05", ...}

test mail keeps its own clock
GET  /api/patches/1/
200  {..., "date": "2026-01-02T03:04:05", ...}

test filters are UTC
GET  /api/events/?since=2026-01-02T03:04:05&before=2026-01-02T03:04:06
200  [{"id": 1, ...}]
GET  /api/events/?since=2026-07-02T03:04:05.000001&before=2026-10-03T16:00:00
200  [{"id": 2, ...}]
GET  /api/events/?since=2026-10-04T03:00:00%2B11:00
200  [{"id": 4, ...}]
GET  /api/patches/?since=2026-01-02T03:04:05&before=2026-01-02T03:04:06
200  [{"id": 1, ...}]
