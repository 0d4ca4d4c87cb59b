# Projects.
rows project id=1 linkname=linux name="Linux kernel" listid=l.example.org listemail=l@example.org web_url=w scm_url=s webscm_url=b
     list_archive_url=a list_archive_url_format=f commit_url_format=c subject_match=m show_dependencies=true;
     project id=2 linkname=12345 name=numbers; project id=3 linkname=1 name=one; project id=4 linkname=x.y-z name=xyz
rows user id=7 name=ann first_name=Ann last_name=Lee email=ann@example.org maintainer=linux,2; user id=5 name=bob maintainer=linux

test all fields, in the list and alone
GET  /api/projects/1/
200
     | {"id": 1, "url": "http://pw.example.org/api/projects/1/", "name": "Linux kernel", "link_name": "linux", "list_id": "l.example.org", "list_email": "l@example.org",
     |  "web_url": "w", "scm_url": "s", "webscm_url": "b",
     |  "maintainers": [{"id": 5, "url": "http://pw.example.org/api/users/5/", "username": "bob", "first_name": "", "last_name": "", "email": ""},
     |   {"id": 7, "url": "http://pw.example.org/api/users/7/", "username": "ann", "first_name": "Ann", "last_name": "Lee", "email": "ann@example.org"}],
     |  "subject_match": "m", "list_archive_url": "a", "list_archive_url_format": "f", "commit_url_format": "c", "show_dependencies": true}
     Allow: GET, PUT, PATCH, HEAD, OPTIONS
queries 2
GET  /api/projects/
200  [{"id": 1, ..., "maintainers": [{"id": 5, ...}, {"id": 7, ...}], ...}, {"id": 2, ..., "maintainers": [{"id": 7, ...}], ...}, {"id": 3, ..., "maintainers": [], ...}, {"id": 4, ...}]
queries 2

test fields by version
GET  /api/1.0/projects/1/
200  {"id": 1, "url": "http://pw.example.org/api/1.0/projects/1/", "name": ..., "link_name": ..., "list_id": ..., "list_email": ..., "web_url": ..., "scm_url": ..., "webscm_url": ..., "maintainers": ...}
GET  /api/1.1/projects/1/
200  {"id": 1, ..., "maintainers": ..., "subject_match": "m"}
GET  /api/1.3/projects/1/
200  {"id": 1, ..., "subject_match": "m", "list_archive_url": ..., "list_archive_url_format": ..., "commit_url_format": ...}

test the key is an id, else a link name
GET  /api/projects/linux/
200  {"id": 1, "url": "http://pw.example.org/api/projects/1/", ...}
GET  /api/projects/12345/
200  {"id": 2, "url": "http://pw.example.org/api/projects/2/", ...}
GET  /api/projects/1/
200  {"id": 1, ...}
GET  /api/projects/x.y-z/
200  {"id": 4, ...}
GET  /api/projects/Linux/
404  {"detail": "No Project matches the given query."}
GET  /api/projects/99999999999999999999999/
404  {"detail": "No Project matches the given query."}
GET  /api/projects/%C3%A9%20/
404  {"detail": "No Project matches the given query."}
GET  /api/projects/linux/x/
404
     Content-Type: text/html; charset=utf-8

test search and order by the names that the API has
GET  /api/projects/?q=LINUX
200  [{"id": 1, ...}]
GET  /api/projects/?q=l.example.org
200  [{"id": 1, ...}]
GET  /api/projects/?order=-link_name
200  [{"id": 4, ...}, {"id": 1, ...}, {"id": 2, ...}, {"id": 3, ...}]
GET  /api/projects/?order=name
200  [{"id": 1, ...}, {"id": 2, ...}, {"id": 3, ...}, {"id": 4, ...}]
GET  /api/projects/?order=-list_id
200  [{"id": 4, ...}, {"id": 3, ...}, {"id": 2, ...}, {"id": 1, ...}]
