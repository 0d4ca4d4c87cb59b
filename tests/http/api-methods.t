# Methods: what is allowed, in which order it is asked.
rows project linkname=linux; user id=1 name=ann maintainer=linux; patch id=1;
     patch-comment id=1 patch=1; cover id=1; cover-comment id=1 cover=1; check id=1 patch=1;
     bundle id=1 public=true owner=ann; bundle id=2 public=false owner=ann; series id=1

test HEAD is GET without its body
HEAD /api/1.1/patches/?per_page=1
200  (empty)
     Content-Type: application/json
     Link: <http://pw.example.org/api/1.1/patches/?page=1&per_page=1>; rel="first", ...
     Allow: GET, HEAD, OPTIONS
HEAD /api/patches/2/
404  (empty)
HEAD /api/users/
403  (empty)

test what a route does not do
POST /api/patches/ {}
405  {"detail": "Method \"POST\" not allowed."}
     Allow: GET, HEAD, OPTIONS
PUT  /api/projects/ {}
405  {"detail": "Method \"PUT\" not allowed."}
DELETE /api/patches/1/
405  {"detail": "Method \"DELETE\" not allowed."}
     Allow: GET, PUT, PATCH, HEAD, OPTIONS
PATCH /api/patches/1/checks/1/ {}
405  {"detail": "Method \"PATCH\" not allowed."}
DELETE /api/events/
405
POST /api/
     X-HTTP-Method-Override: GET
405  {"detail": "Method \"POST\" not allowed."}
DELETE /api/patches/99/
405

test who is nobody may not change what is there
PATCH /api/patches/1/ {malformed
403  {"detail": "Authentication credentials were not provided."}
     Allow: GET, PUT, PATCH, HEAD, OPTIONS
     WWW-Authenticate: (none)
PUT  /api/patches/1/ state=new
403
PATCH /api/patches/99/ {"state": "new"}
404  {"detail": "No Patch matches the given query."}
PATCH /api/projects/linux/ {}
403  {"detail": "Authentication credentials were not provided."}
PATCH /api/patches/1/comments/1/ {}
403  {"detail": "Authentication credentials were not provided."}
PATCH /api/covers/1/comments/1/ {}
403  {"detail": "Authentication credentials were not provided."}
PATCH /api/covers/1/comments/9/ {}
404  {"detail": "No CoverComment matches the given query."}
POST /api/patches/1/checks/ {"state": 7}
403  {"detail": "You do not have permission to perform this action."}
POST /api/patches/99/checks/ {}
404  {"detail": "No Patch matches the given query."}

test another user may not either
rows user id=5 name=bob
as   bob
PATCH /api/patches/1/ {}
403  {"detail": "You do not have permission to perform this action."}
PATCH /api/projects/linux/ {}
403  {"detail": "You do not have permission to perform this action."}
PATCH /api/users/1/ {}
403  {"detail": "You do not have permission to perform this action."}
PATCH /api/bundles/1/ {}
403  {"detail": "You do not have permission to perform this action."}
DELETE /api/bundles/2/
404  {"detail": "No Bundle matches the given query."}
POST /api/patches/1/checks/ {}
403  {"detail": "You do not have permission to perform this action."}

test users and people ask for credentials before anything else
DELETE /api/users/1/
403  {"detail": "Authentication credentials were not provided."}
     Allow: GET, PUT, PATCH, HEAD, OPTIONS
GET  /api/users/77/
403
POST /api/people/ {}
403
OPTIONS /api/people/
403
as   bob
DELETE /api/users/1/
405  {"detail": "Method \"DELETE\" not allowed."}

test bundles cannot be changed below 1.2, by nobody
POST /api/1.1/bundles/ {}
405  {"detail": "Method \"POST\" not allowed."}
     Allow: GET, POST, HEAD, OPTIONS
DELETE /api/1.0/bundles/77/
405  {"detail": "Method \"DELETE\" not allowed."}
as   ann
PATCH /api/1.1/bundles/1/ {}
405
as   nobody
POST /api/1.2/bundles/ {}
403  {"detail": "Authentication credentials were not provided."}
PATCH /api/1.2/bundles/1/ {}
403  {"detail": "Authentication credentials were not provided."}
DELETE /api/bundles/2/
404  {"detail": "No Bundle matches the given query."}
DELETE /api/bundles/77/
404  {"detail": "No Bundle matches the given query."}
