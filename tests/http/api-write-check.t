# Checks reported through the API.
rows project linkname=linux name=Linux; user id=1 name=ann maintainer=linux first_name=Ann email=ann@x.org;
     user id=2 name=bob; patch id=1; patch id=2

test a check in JSON
as   ann
POST /api/1.2/patches/1/checks/ {"state": "success", "target_url": "http://t.co", "context": "ctx", "description": "d"}
201
     | {"id": 1, "url": "http://pw.example.org/api/1.2/patches/1/checks/1/",
     |  "user": {"id": 1, "url": "http://pw.example.org/api/1.2/users/1/", "username": "ann", "first_name": "Ann", "last_name": "", "email": "ann@x.org"},
     |  "date": ..., "state": "success", "target_url": "http://t.co", "context": "ctx", "description": "d"}
     Location: http://pw.example.org/api/1.2/patches/1/checks/1/
     Content-Type: application/json
     Allow: GET, POST, HEAD, OPTIONS
queries 11
select SELECT category, patch_id, created_check_id, actor_id FROM patchwork_event
     | check-created 1 1 1
GET  /api/patches/1/
200  {..., "check": "success", ...}

test what was not sent has its default
as   ann
POST /api/patches/1/checks/?format=json {"state": 3}
201  {"id": 2, ..., "state": "fail", "target_url": null, "context": "default", "description": null}
     Location: http://pw.example.org/api/patches/1/checks/2/?format=json

# As NIPA sends it, and kernel-patches-daemon.
test a check in a form
as   ann
POST /api/1.1/patches/1/checks/ user=1&state=warning&target_url=https%3A%2F%2Fci%2Eexample%2Eorg%2F1&context=build&description=a+b
201  {"id": 3, ..., "user": {"id": 1, ...}, ..., "state": "warning", "target_url": "https://ci.example.org/1", "context": "build", "description": "a b"}
POST /api/1.1/patches/1/checks/ user=&state=0&target_url=&context=build&description=
201  {"id": 4, ..., "user": {"id": 1, ...}, ..., "state": "pending", "target_url": "", "context": "build", "description": ""}
POST /api/1.1/patches/1/checks/ {"user": null, "state": "2", "target_url": null, "context": "-_9", "description": null}
201  {"id": 5, ..., "user": {"id": 1, ...}, ..., "state": "warning", "target_url": null, "context": "-_9", "description": null}

# rest-weaknesses 3.1
test nobody reports in the name of another
as   ann
POST /api/patches/1/checks/ {"user": 2, "state": "success"}
400  {"user": ["A check is of the user who reports it."]}
POST /api/patches/1/checks/ user=99&state=success
400  {"user": ["Invalid pk \"99\" - object does not exist."]}
POST /api/patches/1/checks/ {"user": "ann", "state": "success"}
400  {"user": ["Incorrect type. Expected pk value, received str."]}

test a missing state is told alone
as   ann
POST /api/patches/1/checks/ {"context": "a b"}
400  {"state": ["A check must have a state."]}
POST /api/patches/1/checks/ {"state": "", "context": "a b"}
400  {"state": ["A check must have a state."]}
POST /api/patches/1/checks/ state=&user=7
400  {"state": ["A check must have a state."]}
POST /api/patches/1/checks/
400  {"state": ["A check must have a state."]}

test states that there are not
as   ann
POST /api/patches/1/checks/ {"state": "bogus"}
400  {"state": ["\"bogus\" is not a valid choice."]}
POST /api/patches/1/checks/ {"state": "Success"}
400  {"state": ["\"Success\" is not a valid choice."]}
POST /api/patches/1/checks/ {"state": 4}
400  {"state": ["\"4\" is not a valid choice."]}
POST /api/patches/1/checks/ {"state": -1}
400  {"state": ["\"-1\" is not a valid choice."]}
POST /api/patches/1/checks/ {"state": true}
400  {"state": ["\"True\" is not a valid choice."]}
POST /api/patches/1/checks/ {"state": ["success"]}
400  {"state": ["\"list\" is not a valid choice."]}
POST /api/patches/1/checks/ {"state": {}}
400  {"state": ["\"dict\" is not a valid choice."]}
POST /api/patches/1/checks/ {"state": null}
400  {"state": ["This field may not be null."]}
POST /api/patches/1/checks/ {"state": "\u0000success"}
400

test the other members
as   ann
POST /api/patches/1/checks/ {"state": "fail", "target_url": "nowhere", "context": "a/b", "description": [1]}
400
     | {"target_url": ["Enter a valid URL."],
     |  "context": ["Enter a valid \"slug\" consisting of letters, numbers, underscores or hyphens."],
     |  "description": ["Not a valid string."]}
POST /api/patches/1/checks/ {"state": "fail", "target_url": "javascript:alert(1)", "context": "", "description": true}
400  {"target_url": ["Enter a valid URL."], "context": ["This field may not be blank."], "description": ["Not a valid string."]}
POST /api/patches/1/checks/ {"state": "fail", "context": null}
400  {"context": ["This field may not be null."]}
POST /api/patches/1/checks/ {"state": "fail", "context": 5, "target_url": 5}
400  {"target_url": ["Enter a valid URL."]}
select SELECT COUNT(*) FROM patchwork_check
     | 5

# rest-weaknesses 1.9
test a body that is no object
as   ann
POST /api/patches/1/checks/
     Content-Type: application/json
     | null
400  {"detail": ["No data provided"]}
POST /api/patches/1/checks/
     Content-Type: application/json
     | 5
400  {"detail": ["Invalid data. Expected a dictionary, but got int."]}
POST /api/patches/1/checks/ [1]
400  {"detail": ["Invalid data. Expected a dictionary, but got list."]}
POST /api/patches/1/checks/
     Content-Type: application/json
     | "state"
400  {"detail": ["Invalid data. Expected a dictionary, but got str."]}

test what is not asked for is not looked at
as   ann
POST /api/patches/2/checks/ {"id": 77, "patch": 1, "date": "2001-01-01", "url": [], "state": "pending", "x": {}}
201  {"id": 6, "url": "http://pw.example.org/api/patches/2/checks/6/", ...}

test whose permission is asked, before the body
POST /api/patches/1/checks/ {"state": "success"}
403  {"detail": "You do not have permission to perform this action."}
as   bob
POST /api/patches/1/checks/ {malformed
403  {"detail": "You do not have permission to perform this action."}
POST /api/patches/99/checks/ {malformed
404  {"detail": "No Patch matches the given query."}
as   ann
POST /api/patches/1/checks/ {malformed
400  {"detail": "JSON parse error - ...: line 1 column ... (char ...)"}

test other methods there are not
as   ann
PATCH /api/patches/1/checks/1/ {"state": "fail"}
405  {"detail": "Method \"PATCH\" not allowed."}
DELETE /api/patches/1/checks/1/
405
