# What Patchwork's API gets wrong, by the numbers of spec/rest-weaknesses.md;
# rows about writing stand under their numbers in api-write-*.t.
rows project id=1 linkname=linux name=Linux scm_url=git://one list_archive_url_format=http://l/{}/ show_dependencies=true;
     project id=2 linkname=git name=Git list_archive_url_format="http://l/{x}/{"
rows user id=1 name=ann maintainer=linux; user id=2 name=ANN; person id=1 email=sam@x.org user=ann; person id=2 email=SAM@x.org;
     user id=7 name=zoe maintainer=linux
rows cover id=1 msgid="<a/b@x>"; series id=1 cover_letter=1; series id=2 project=git; series id=3 depends=1 total=3
rows patch id=1 series=1 number=2 submitter=sam@x.org date="2026-01-01 00:00:00";
     patch id=2 series=1 number=1 submitter=SAM@x.org date="2026-01-02 00:00:00" state=accepted; patch id=3 project=git
rows check id=1 patch=1 state=fail user=ann context=a date="2026-01-01 10:00:00"; check id=2 patch=1 state=success user=ann context=b;
     check id=3 patch=2 state=success user=ann
rows patch-comment id=1 patch=1 headers="Subject: b"; patch-comment id=2 patch=1 headers="Subject: a"
rows event patch=1 date="2026-01-01 00:00:00"; event patch=2 date="2026-01-01 00:00:00"; event patch=3 date="2026-01-01 00:00:00"

test 1.4 projects are searched and ordered by what their columns are called
GET  /api/projects/?q=one
200  [{"id": 1, ...}]
GET  /api/projects/?order=link_name
200  [{"id": 2, ...}, {"id": 1, ...}]
GET  /api/projects/?order=-list_id
200  [{"id": 2, ...}, {"id": 1, ...}]

test 1.5 comments are searched and ordered by subject
GET  /api/patches/1/comments/?q=B
200  [{"id": 1, ...}]
GET  /api/patches/1/comments/?order=subject
200  [{...}, {...}]

test 1.6 an order that there is not is ignored
GET  /api/series/?order=-received_all
200  [{"id": 1, ...}, {"id": 2, ...}, {"id": 3, ...}]

test 1.7 covers of a series
GET  /api/covers/?series=1
200  [{"id": 1, ...}]
GET  /api/covers/?series=2
200  []

test 1.11 times with a zone
GET  /api/patches/?since=2026-01-02T01:00:00%2B02:00&before=2026-01-02T00:00:01Z
200  [{"id": 2, ...}]

test 1.12 names that differ in the case of letters alone mean all of them
GET  /api/patches/?submitter=Sam@X.org
200  [{"id": 1, ...}, {"id": 2, ...}]
GET  /api/patches/1/checks/?user=Ann
200  [{"id": 1, ...}, {"id": 2, ...}]

test 1.13 and 3.5 a format with odd braces breaks no list
GET  /api/patches/
200  [{..., "list_archive_url": "http://l/patch-1@example.org/", ...}, {...}, {"id": 3, ..., "list_archive_url": null, ...}]

test 2.3 what a series shows does not depend on its neighbours
GET  /api/series/
200
     | [{"id": 1, ..., "dependencies": [], "dependents": ["http://pw.example.org/api/series/3/"]},
     |  {"id": 2, ..., "patches": []}, {"id": 3, ..., "dependencies": ["http://pw.example.org/api/series/1/"], "dependents": []}]

test 2.4 an unknown value among known ones, and an empty one
GET  /api/patches/?state=1&state=99
200  [{"id": 1, ...}, {"id": 3, ...}]
GET  /api/patches/?state=99
200  []
GET  /api/patches/?project=&order=-id
200  [{"id": 3, ...}, {"id": 2, ...}, {"id": 1, ...}]

test 2.5 an unknown filter is ignored
GET  /api/patches/?stat=new
200  [{...}, {...}, {...}]

test 2.6 states in all their forms
GET  /api/patches/?state=accepted
200  [{"id": 2, ...}]
GET  /api/patches/?state=Accepted
200  [{"id": 2, ...}]
GET  /api/patches/?state=3
200  [{"id": 2, ...}]
GET  /api/patches/1/checks/?state=fail
200  [{"id": 1, ...}]
GET  /api/patches/1/checks/?state=3
200  [{"id": 1, ...}]

test 2.7 patches by their checks, each once
GET  /api/patches/?order=-check
200  [{...}, {...}, {...}]
     Link: <http://pw.example.org/api/patches/?order=-check&page=1>; rel="first", <http://pw.example.org/api/patches/?order=-check&page=1>; rel="last"

test 2.9 and 2.10 rows that are equal in order have one by their id
GET  /api/events/
200  [{"id": 3, ...}, {"id": 2, ...}, {"id": 1, ...}]
GET  /api/patches/?order=archived
200  [{"id": 1, ...}, {"id": 2, ...}, {"id": 3, ...}]
GET  /api/patches/?order=-archived
200  [{"id": 3, ...}, {"id": 2, ...}, {"id": 1, ...}]

test 2.11 events of a relation of two that ends
as   ann
PATCH /api/patches/1/ {"related": [2]}
200
PATCH /api/patches/2/ {"related": []}
200
GET  /api/events/?category=patch-relation-changed
200
     | [{..., "actor": null, "payload": {"patch": {"id": 1, ...}, "previous_relation": null, "current_relation": null}},
     |  {..., "actor": {"id": 1, ...}, "payload": {"patch": {"id": 2, ...}, "previous_relation": null, "current_relation": null}},
     |  {..., "actor": null, "payload": {"patch": {"id": 2, ...}, ...}}, {..., "actor": {"id": 1, ...}, "payload": {"patch": {"id": 1, ...}, ...}}]

test 2.12 the actor is shown in every version
GET  /api/1.0/events/?category=patch-relation-changed&per_page=1&page=2
200  [{..., "actor": {"id": 1, ...}, "payload": {...}}]

test 2.13 old versions take what they do not show
as   ann
PATCH /api/1.1/patches/1/ {"related": [2]}
200  {"id": 1, "url": "http://pw.example.org/api/1.1/patches/1/", ..., "prefixes": []}
GET  /api/1.2/patches/1/
200  {..., "related": [{"id": 2, ...}], ...}

test 2.14 links of comments and checks have no version
GET  /api/1.2/patches/1/
200  {..., "comments": "http://pw.example.org/api/patches/1/comments/", ..., "checks": "http://pw.example.org/api/patches/1/checks/", ...}

test 2.15 patches of a series stand in its order
GET  /api/series/1/
200  {"id": 1, ..., "patches": [{"id": 2, ...}, {"id": 1, ...}], ...}

test 2.16 the page of a cover whose message id has a slash
GET  /api/covers/1/
200  {..., "web_url": "http://pw.example.org/project/linux/cover/a%252Fb@x/", ...}
GET  /project/linux/cover/a%252Fb@x/
200

test 2.18 maintainers have the ids of users
GET  /api/projects/1/
200  {..., "maintainers": [{"id": 1, "url": "http://pw.example.org/api/users/1/", ...}, {"id": 7, "url": "http://pw.example.org/api/users/7/", ...}], ...}

test 2.19 events have pages
GET  /api/events/?per_page=2&page=last&category=patch-created
200  [{"id": 1, ...}]

test 2.21 people and persons are called so
as   ann
OPTIONS /api/people/
200  {"name": "Person List", "description": "List people.", ...}
OPTIONS /api/people/1/
200  {"name": "Person Detail", "description": "Show a person.", ...}

test 2.26 who is not known gets 403
GET  /api/users/
403
     WWW-Authenticate: (none)

test 2.27 errors are JSON for who wants JSON
GET  /api/nothing/
     Accept: application/json
404
     Content-Type: application/json

test 3.2 pages hold no list of people
GET  /api/patches/?format=api
200
hasnt sam@x.org</option>
GET  /api/patches/1/checks/?format=api
200
hasnt <option value="7"
