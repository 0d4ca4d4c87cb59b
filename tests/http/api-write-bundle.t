# Bundles made, changed and removed through the API.
rows project linkname=linux; project linkname=git; user id=1 name=ann; user id=2 name=bob;
     patch id=1; patch id=2; patch id=3; patch id=4 project=git

test a bundle is made, and belongs to who made it
as   ann
POST /api/1.2/bundles/ {"name": " mine ", "patches": [3, 1, 3], "owner": 2, "project": 2, "mbox": "x"}
201
     | {"id": 1, "url": "http://pw.example.org/api/1.2/bundles/1/", "web_url": "http://pw.example.org/bundle/ann/mine/",
     |  "project": {"id": 1, ...}, "name": "mine", "owner": {"id": 1, ...}, "patches": [{"id": 3, ...}, {"id": 1, ...}],
     |  "public": false, "mbox": "http://pw.example.org/bundle/ann/mine/mbox/"}
     Location: http://pw.example.org/api/1.2/bundles/1/
     Allow: GET, POST, HEAD, OPTIONS
queries 20
select SELECT patch_id FROM patchwork_bundlepatch WHERE bundle_id = 1 ORDER BY "order"
     | 3
     | 1

# As git-pw sends it.
test a bundle by a form
as   ann
POST /api/1.2/bundles/ name=other&patches=1&patches=2&public=True
201  {"id": 2, ..., "name": "other", ..., "patches": [{"id": 1, ...}, {"id": 2, ...}], "public": true, ...}
PATCH /api/1.2/bundles/2/ patches=3&patches=2
200  {"id": 2, ..., "name": "other", ..., "patches": [{"id": 3, ...}, {"id": 2, ...}], "public": true, ...}
PATCH /api/1.2/bundles/2/ name=third&public=False
200  {"id": 2, ..., "name": "third", ..., "patches": [{"id": 3, ...}, {"id": 2, ...}], "public": false, ...}
PATCH /api/bundles/2/ {"patches": ["4"]}
200  {"id": 2, ..., "project": {"id": 2, ...}, ..., "patches": [{"id": 4, ...}], ...}

test what has to be there
as   ann
POST /api/bundles/ {}
400  {"name": ["This field is required."], "patches": ["This field is required."]}
POST /api/bundles/
400  {"name": ["This field is required."], "patches": ["This field is required."]}
POST /api/bundles/ {"name": "", "patches": []}
400  {"name": ["This field may not be blank."], "patches": ["Bundles cannot be empty"]}
POST /api/bundles/ name=x&patches=
400  {"patches": ["Bundles cannot be empty"]}
POST /api/bundles/ {"name": null, "patches": null, "public": null}
400  {"name": ["This field may not be null."], "patches": ["This field may not be null."], "public": ["This field may not be null."]}
POST /api/bundles/ {"name": [], "patches": 1, "public": "x"}
400  {"name": ["Not a valid string."], "patches": ["Expected a list of items but got type \"int\"."], "public": ["Must be a valid boolean."]}
POST /api/bundles/ {"name": "x", "patches": [1, 4]}
400  {"patches": ["Bundle patches must belong to the same project"]}
POST /api/bundles/ {"name": "x", "patches": [1, 99, 2]}
400  {"patches": ["Invalid pk \"99\" - object does not exist."]}
POST /api/bundles/ {"name": "x", "patches": [1, [2]]}
400  {"patches": ["Incorrect type. Expected pk value, received list."]}
POST /api/bundles/ {"name": "12345678901234567890123456789012345678901234567890x", "patches": [1]}
400  {"name": ["Ensure this field has no more than 50 characters."]}
POST /api/bundles/ {"name": "\u0000", "patches": [1]}
400  {"name": ["Null characters are not allowed."]}
select SELECT COUNT(*) FROM patchwork_bundle
     | 2

# rest-weaknesses 1.1
test a name with a slash is refused, and breaks no list
as   ann
POST /api/bundles/ {"name": "a/b", "patches": [1]}
400  {"name": ["Bundle names can't contain slashes"]}
PATCH /api/bundles/1/ {"name": "a/b"}
400  {"name": ["Bundle names can't contain slashes"]}
rows bundle id=7 name="a/b" owner=ann public=true patches=1
GET  /api/bundles/
200  [{"id": 1, ...}, {"id": 2, ...}, {"id": 7, ...}]
GET  /api/bundles/7/
200
PATCH /api/bundles/7/ {"name": "healed"}
200

# rest-weaknesses 1.2
test a name that the owner has already is refused
as   ann
POST /api/bundles/ {"name": "mine", "patches": [1]}
400  {"name": ["You already have a bundle of this name."]}
PATCH /api/bundles/2/ {"name": "mine", "public": true}
400  {"name": ["You already have a bundle of this name."]}
PATCH /api/bundles/1/ {"name": "mine"}
200
select SELECT name, public FROM patchwork_bundle WHERE id = 2
     | third 0
as   bob
sql  DELETE FROM patchwork_bundlepatch WHERE bundle_id = 7
sql  DELETE FROM patchwork_bundle WHERE id = 7
POST /api/bundles/ {"name": "mine", "patches": [1]}
201

test PUT asks for name and patches
as   ann
PUT  /api/bundles/1/ {"public": true}
400  {"name": ["This field is required."], "patches": ["This field is required."]}
PUT  /api/bundles/1/ {"name": "mine", "patches": [2], "public": true}
200  {"id": 1, ..., "patches": [{"id": 2, ...}], "public": true, ...}
PUT  /api/bundles/1/ {"name": "mine", "patches": [2]}
200  {"id": 1, ..., "public": true, ...}
PUT  /api/bundles/1/ name=mine&patches=2
200  {"id": 1, ..., "public": false, ...}

test patches are replaced all or not at all
as   ann
PATCH /api/bundles/1/ {"name": "new", "public": true, "patches": [1, 2, 99]}
400  {"patches": ["Invalid pk \"99\" - object does not exist."]}
PATCH /api/bundles/1/ {"name": "new", "patches": [1, 4, 2]}
400  {"patches": ["Bundle patches must belong to the same project"]}
GET  /api/bundles/1/
200  {"id": 1, ..., "name": "mine", ..., "patches": [{"id": 2, ...}], "public": false, ...}

test a bundle is removed by its owner
as   bob
DELETE /api/bundles/1/
404  {"detail": "No Bundle matches the given query."}
PATCH /api/bundles/1/ {"name": "x"}
404
as   ann
PATCH /api/bundles/1/ {"public": true}
200
as   bob
DELETE /api/bundles/1/
403  {"detail": "You do not have permission to perform this action."}
as   nobody
DELETE /api/bundles/1/
403  {"detail": "Authentication credentials were not provided."}
POST /api/bundles/ {"name": "x", "patches": [1]}
403  {"detail": "Authentication credentials were not provided."}
as   ann
DELETE /api/bundles/1/
204  (empty)
     Content-Type: (none)
     Allow: GET, PUT, PATCH, DELETE, HEAD, OPTIONS
DELETE /api/bundles/1/
404
select SELECT COUNT(*) FROM patchwork_bundlepatch WHERE bundle_id = 1
     | 0
DELETE /api/bundles/2/?format=api
200
     Content-Type: text/html; charset=utf-8
has  HTTP 204 No Content

test older versions write no bundles
as   ann
POST /api/1.1/bundles/ {"name": "x", "patches": [1]}
405  {"detail": "Method \"POST\" not allowed."}
DELETE /api/1.0/bundles/9/
405
