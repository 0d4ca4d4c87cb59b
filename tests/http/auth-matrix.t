# Who may do what through the API (spec/rest-api.md 12). What is allowed is
# seen from OPTIONS, which offers it; what is not, from the refusal.
rows project linkname=linux;
     user name=ann maintainer=linux; user name=maria maintainer=git;
     user name=sam; user name=dee; user name=cody; user name=olive;
     user name=uma; user name=root is_superuser=true is_staff=true
rows person email=sam@example.org user=sam;
     person email=cody@example.org user=cody
rows patch id=1 delegate=dee; patch id=2; cover id=1
rows patch-comment id=1 patch=1 submitter=cody@example.org;
     cover-comment id=1 cover=1 submitter=cody@example.org
rows bundle id=1 name=open owner=olive;
     bundle id=2 name=secret owner=olive public=false

test what is public is for everybody
GET  /api/
200
GET  /api/projects/linux/
200
GET  /api/patches/1/
200
GET  /api/covers/1/
200
GET  /api/patches/1/checks/
200
GET  /api/patches/1/comments/1/
200
GET  /api/covers/1/comments/1/
200
GET  /api/events/
200
GET  /api/bundles/1/
200

test people and users are for users
GET  /api/people/
403  {"detail": "Authentication credentials were not provided."}
GET  /api/people/1/
403  {"detail": "Authentication credentials were not provided."}
OPTIONS /api/users/
403  {"detail": "Authentication credentials were not provided."}
GET  /api/users/1/
403  {"detail": "Authentication credentials were not provided."}
DELETE /api/users/1/
403  {"detail": "Authentication credentials were not provided."}
as   uma
GET  /api/people/
200
GET  /api/users/1/
200
DELETE /api/users/1/
405  {"detail": "Method \"DELETE\" not allowed."}

test an account is changed by itself
as   ann
OPTIONS /api/users/1/
200
has  "actions"
PATCH /api/users/2/ {}
403  {"detail": "You do not have permission to perform this action."}
as   root
PATCH /api/users/1/ {}
403  {"detail": "You do not have permission to perform this action."}

test a project is changed by its maintainers
PATCH /api/projects/linux/ {}
403  {"detail": "Authentication credentials were not provided."}
as   uma
PATCH /api/projects/linux/ {}
403  {"detail": "You do not have permission to perform this action."}
as   maria
PUT  /api/projects/linux/ {}
403  {"detail": "You do not have permission to perform this action."}
OPTIONS /api/projects/linux/
200
hasnt "actions"
as   root
PATCH /api/projects/linux/ {}
403  {"detail": "You do not have permission to perform this action."}
as   ann
OPTIONS /api/projects/linux/
200
has  "actions"

test a patch is changed by maintainer, submitter and delegate
PATCH /api/patches/1/ {}
403  {"detail": "Authentication credentials were not provided."}
as   uma
PUT  /api/patches/1/ {}
403  {"detail": "You do not have permission to perform this action."}
as   maria
PATCH /api/patches/1/ {}
403  {"detail": "You do not have permission to perform this action."}
as   root
PATCH /api/patches/1/ {}
403  {"detail": "You do not have permission to perform this action."}
as   cody
PATCH /api/patches/1/ {}
403  {"detail": "You do not have permission to perform this action."}
as   ann
OPTIONS /api/patches/1/
has  "actions"
as   sam
OPTIONS /api/patches/1/
has  "actions"
as   dee
OPTIONS /api/patches/1/
has  "actions"
OPTIONS /api/patches/2/
hasnt "actions"
PATCH /api/patches/2/ {}
403  {"detail": "You do not have permission to perform this action."}
PATCH /api/patches/99/ {}
404  {"detail": "No Patch matches the given query."}

test a check is added by those who may change the patch
POST /api/patches/1/checks/ {}
403  {"detail": "You do not have permission to perform this action."}
as   uma
POST /api/patches/1/checks/ {}
403  {"detail": "You do not have permission to perform this action."}
as   root
POST /api/patches/1/checks/ {}
403  {"detail": "You do not have permission to perform this action."}
POST /api/patches/99/checks/ {}
404  {"detail": "No Patch matches the given query."}

test the flag of a comment on a patch
PATCH /api/patches/1/comments/1/ {}
403  {"detail": "Authentication credentials were not provided."}
as   uma
PATCH /api/patches/1/comments/1/ {}
403  {"detail": "You do not have permission to perform this action."}
as   cody
OPTIONS /api/patches/1/comments/1/
has  "actions"
as   sam
OPTIONS /api/patches/1/comments/1/
has  "actions"
as   dee
OPTIONS /api/patches/1/comments/1/
has  "actions"
as   ann
OPTIONS /api/patches/1/comments/1/
has  "actions"

test the flag of a comment on a cover letter
PATCH /api/covers/1/comments/1/ {}
403  {"detail": "Authentication credentials were not provided."}
as   dee
PATCH /api/covers/1/comments/1/ {}
403  {"detail": "You do not have permission to perform this action."}
as   cody
OPTIONS /api/covers/1/comments/1/
has  "actions"
as   sam
OPTIONS /api/covers/1/comments/1/
has  "actions"
as   ann
OPTIONS /api/covers/1/comments/1/
has  "actions"

test a private bundle is there for its owner alone
GET  /api/bundles/2/
404  {"detail": "No Bundle matches the given query."}
as   ann
GET  /api/bundles/2/
404  {"detail": "No Bundle matches the given query."}
PATCH /api/bundles/2/ {}
404  {"detail": "No Bundle matches the given query."}
GET  /api/bundles/
200  [{"id": 1, ...}]
as   olive
GET  /api/bundles/2/
200
GET  /api/bundles/
200  [{"id": 1, ...}, {"id": 2, ...}]

test a bundle is made by users and changed by its owner
POST /api/bundles/ {}
403  {"detail": "Authentication credentials were not provided."}
POST /api/1.1/bundles/ {}
405  {"detail": "Method \"POST\" not allowed."}
as   ann
PATCH /api/bundles/1/ {}
403  {"detail": "You do not have permission to perform this action."}
DELETE /api/bundles/1/
403  {"detail": "You do not have permission to perform this action."}
OPTIONS /api/bundles/
has  "actions"
as   olive
OPTIONS /api/bundles/1/
has  "actions"
DELETE /api/1.1/bundles/1/
405  {"detail": "Method \"DELETE\" not allowed."}
