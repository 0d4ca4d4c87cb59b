# Series.
rows project linkname=linux show_dependencies=true; project linkname=git;
     person email=sam@example.org name=Sam
rows cover id=4 name=c; series id=3 name="a series" cover_letter=4 total=2 version=2 date="2026-01-05 00:00:00" submitter=sam@example.org;
     series id=5 name=NULL project=git total=0 date="2026-01-04 00:00:00"; series id=6 name=next depends=3,5 date="2026-01-06 00:00:00"
rows patch id=7 name="[2/2] b" series=3 number=2 date="2026-01-01 00:00:00"; patch id=8 name="[1/2] a" series=3 number=1 date="2026-01-02 00:00:00";
     patch id=9 series=5 number=1 project=git

test a series in the newest version, its patches by number
GET  /api/series/3/
200
     | {"id": 3, "url": "http://pw.example.org/api/series/3/", "web_url": "http://pw.example.org/project/linux/list/?series=3",
     |  "project": {"id": 1, ...}, "name": "a series", "date": "2026-01-05T00:00:00", "submitter": {"id": 1, ...}, "version": 2, "total": 2,
     |  "received_total": 2, "received_all": true, "mbox": "http://pw.example.org/series/3/mbox/",
     |  "cover_letter": {"id": 4, "url": "http://pw.example.org/api/covers/4/", "web_url": "http://pw.example.org/project/linux/cover/cover-4@example.org/",
     |   "msgid": "<cover-4@example.org>", "list_archive_url": null, "date": ..., "name": "c", "mbox": "http://pw.example.org/project/linux/cover/cover-4@example.org/mbox/"},
     |  "patches": [{"id": 8, "url": ..., "web_url": ..., "msgid": ..., "list_archive_url": null, "date": ..., "name": "[1/2] a", "mbox": ...}, {"id": 7, ...}],
     |  "dependencies": [], "dependents": ["http://pw.example.org/api/series/6/"]}
queries 3
GET  /api/1.4/series/6/?format=json
200  {"id": 6, ..., "received_total": 0, "received_all": false, ..., "cover_letter": null, "patches": [], "dependencies": ["http://pw.example.org/api/1.4/series/3/?format=json", "http://pw.example.org/api/1.4/series/5/?format=json"], "dependents": []}
queries 3

test dependencies are shown by the project of each series
GET  /api/series/5/
200  {"id": 5, "url": ..., "web_url": ..., "project": {"id": 2, ...}, "name": null, "date": ..., "submitter": ..., "version": 1, "total": 0, "received_total": 1, "received_all": true, "mbox": ..., "cover_letter": null, "patches": [{"id": 9, ...}]}
queries 2
GET  /api/series/
200  [{"id": 3, ..., "dependencies": [], "dependents": ["http://pw.example.org/api/series/6/"]}, {"id": 5, ..., "patches": [{"id": 9, ...}]}, {"id": 6, ..., "dependencies": ["http://pw.example.org/api/series/3/", "http://pw.example.org/api/series/5/"], "dependents": []}]
queries 6

test older versions have no dependencies, the first no pages
GET  /api/1.3/series/6/
200  {"id": 6, "url": "http://pw.example.org/api/1.3/series/6/", "web_url": ..., "project": ..., "name": ..., "date": ..., "submitter": ..., "version": ..., "total": ..., "received_total": ..., "received_all": ..., "mbox": ..., "cover_letter": ..., "patches": []}
GET  /api/1.0/series/3/
200
     | {"id": 3, "url": "http://pw.example.org/api/1.0/series/3/", "project": ..., "name": ..., "date": ..., "submitter": ..., "version": ..., "total": ..., "received_total": ..., "received_all": ..., "mbox": ...,
     |  "cover_letter": {"id": 4, "url": ..., "msgid": ..., "date": ..., "name": ...},
     |  "patches": [{"id": 8, "url": "http://pw.example.org/api/1.0/patches/8/", "msgid": ..., "date": ..., "name": ..., "mbox": ...}, {"id": 7, ...}]}

test filters, search and order
GET  /api/series/?project=linux&order=-date
200  [{"id": 6, ...}, {"id": 3, ...}]
GET  /api/series/?q=series
200  [{"id": 3, ...}]
GET  /api/series/?since=2026-01-05%2000:00:00.000000&before=2026-01-06
200  [{"id": 3, ...}]
GET  /api/series/?order=name
200  [{"id": 5, ...}, {"id": 3, ...}, {"id": 6, ...}]
GET  /api/series/?order=received_all
200  [{"id": 3, ...}, {"id": 5, ...}, {"id": 6, ...}]
GET  /api/series/?submitter=sam@example.org&order=-id
200  [{"id": 6, ...}, {"id": 5, ...}, {"id": 3, ...}]

test what is not there
GET  /api/series/18446744073709551615/
404  {"detail": "No Series matches the given query."}
