# Projects changed through the API.
rows project linkname=linux name=Linux; project linkname=git; user name=ann maintainer=linux; user name=eve maintainer=git;
     patch id=1 msgid="<m@x>"

test the members that can be written, in any version
as   ann
PATCH /api/1.0/projects/linux/ {"web_url": " https://w/ ", "scm_url": "x y", "webscm_url": "", "list_archive_url": "https://l/", "list_archive_url_format": "https://l/{}", "commit_url_format": "https://c/{}", "show_dependencies": true}
200
     | {"id": 1, "url": "http://pw.example.org/api/1.0/projects/1/", "name": "Linux", "link_name": "linux", "list_id": "p1.example.org",
     |  "list_email": "p1@example.org", "web_url": "https://w/", "scm_url": "x y", "webscm_url": "", "maintainers": [{"username": "ann", ...}]}
queries 10
GET  /api/projects/1/
200  {..., "list_archive_url": "https://l/", "list_archive_url_format": "https://l/{}", "commit_url_format": "https://c/{}", "show_dependencies": true}
GET  /api/patches/1/
200  {..., "list_archive_url": "https://l/m@x", ...}

test the others cannot
as   ann
PATCH /api/projects/1/ {"name": "x", "link_name": "x", "list_id": "x", "list_email": "x", "subject_match": "x", "maintainers": [], "id": 9}
200  {"id": 1, "url": "http://pw.example.org/api/projects/1/", "name": "Linux", "link_name": "linux", "list_id": "p1.example.org", "list_email": "p1@example.org", ..., "subject_match": "", ...}

test PUT asks for nothing
as   ann
PUT  /api/projects/1/ {}
200  {..., "web_url": "https://w/", ..., "show_dependencies": true}
PUT  /api/projects/1/ web_url=u
200  {..., "web_url": "u", "scm_url": "x y", ..., "show_dependencies": false}

test what the members do not take
as   ann
PATCH /api/projects/1/ {"web_url": null, "scm_url": [], "webscm_url": {}, "list_archive_url": true, "list_archive_url_format": "{x}", "commit_url_format": "{", "show_dependencies": null}
400
     | {"web_url": ["This field may not be null."], "scm_url": ["Not a valid string."], "webscm_url": ["Not a valid string."],
     |  "list_archive_url": ["Not a valid string."],
     |  "list_archive_url_format": ["Braces are only allowed as {} for what is inserted, or doubled."],
     |  "commit_url_format": ["Braces are only allowed as {} for what is inserted, or doubled."],
     |  "show_dependencies": ["This field may not be null."]}
PATCH /api/projects/1/ web_url=%00&list_archive_url_format=%7B0.name%7D&show_dependencies=x
400
     | {"web_url": ["Null characters are not allowed."],
     |  "list_archive_url_format": ["Braces are only allowed as {} for what is inserted, or doubled."],
     |  "show_dependencies": ["Must be a valid boolean."]}
GET  /api/projects/1/
200  {..., "web_url": "u", ...}

test who may
PATCH /api/projects/1/ {"web_url": "x"}
403  {"detail": "Authentication credentials were not provided."}
as   eve
PATCH /api/projects/linux/ {"web_url": "x"}
403  {"detail": "You do not have permission to perform this action."}
PATCH /api/projects/nothing/ {"web_url": "x"}
404  {"detail": "No Project matches the given query."}
PATCH /api/projects/git/ {"web_url": "x"}
200  {"id": 2, ...}
DELETE /api/projects/git/
405
