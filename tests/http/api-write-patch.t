# Patches changed through the API: members, events, answers, permissions.
rows project linkname=linux name="Linux kernel" send_notifications=true; project linkname=git;
     user id=1 name=ann email=ann@example.org maintainer=linux; user id=2 name=bob maintainer=linux,git;
     user id=3 name=sam; user id=4 name=dan; user id=5 name=eve;
     person email=sam@example.org user=sam
rows state id=20 name=Queued slug=queued-for-merge ordering=20
rows patch id=1 delegate=ann; patch id=2 commit_ref=abc pull_url="git://x/y z"; patch id=3; patch id=4 project=git; patch id=5

test a state by its slug
as   ann
PATCH /api/1.2/patches/1/ {"state": "under-review"}
200
     | {"id": 1, "url": "http://pw.example.org/api/1.2/patches/1/", ..., "state": "under-review", "archived": false,
     |  ..., "delegate": {"id": 1, "url": "http://pw.example.org/api/1.2/users/1/", ...}, ..., "prefixes": []}
     Content-Type: application/json
     Allow: GET, PUT, PATCH, HEAD, OPTIONS
     Location: (none)
queries 14
select SELECT e.category, e.actor_id, e.patch_id, a.slug, b.slug FROM patchwork_event e JOIN patchwork_state a ON a.id = e.previous_state_id JOIN patchwork_state b ON b.id = e.current_state_id
     | patch-state-changed 1 1 new under-review
select SELECT patch_id FROM patchwork_patchchangenotification
     | 1

test the same state again is no event
as   ann
PATCH /api/patches/1/ {"state": "under-review"}
200  {..., "state": "under-review", ...}
select SELECT COUNT(*) FROM patchwork_event
     | 1

test a state by all that it goes by
as   ann
PATCH /api/patches/1/ {"state": "Accepted"}
200  {..., "state": "accepted", ...}
PATCH /api/patches/1/ {"state": "Changes Requested"}
200  {..., "state": "changes-requested", ...}
PATCH /api/patches/1/ {"state": " RFC "}
200  {..., "state": "rfc", ...}
PATCH /api/patches/1/ {"state": "queued"}
200  {..., "state": "queued-for-merge", ...}
PATCH /api/patches/1/ {"state": "1"}
200  {..., "state": "new", ...}
PATCH /api/patches/1/ state=Under+Review
200  {..., "state": "under-review", ...}
PATCH /api/patches/1/ state=queued-for-merge
200  {..., "state": "queued-for-merge", ...}

test what is no state
as   ann
PATCH /api/patches/1/ {"state": "Foo Bar"}
400  {"state": ["Invalid state foo-bar. Expected one of: new, under-review, accepted, rejected, rfc, not-applicable, changes-requested, awaiting-upstream, superseded, deferred, queued-for-merge."]}
PATCH /api/patches/1/ {"state": "changes_requested"}
400  {"state": ["Invalid state changes_requested. Expected one of: ..."]}
PATCH /api/patches/1/ {"state": "99"}
400  {"state": ["Invalid state 99. Expected one of: ..."]}
PATCH /api/patches/1/ {"state": "acceptedé"}
400  {"state": ["Invalid state accepted. Expected one of: ..."]}
PATCH /api/patches/1/ {"state": null}
400  {"state": ["This field may not be null."]}
PATCH /api/patches/1/ {"state": ""}
400  {"state": ["This field may not be null."]}
PATCH /api/patches/1/ state=
400  {"state": ["This field may not be null."]}
PATCH /api/patches/1/ {"state": "a\u0000b"}
400  {"state": ["Null characters are not allowed."]}

# rest-weaknesses 1.8
test a state that is no text is refused
as   ann
PATCH /api/patches/1/ {"state": 3}
400  {"state": ["Incorrect type. Expected string value, received int."]}
PATCH /api/patches/1/ {"state": ["new"]}
400  {"state": ["Incorrect type. Expected string value, received list."]}
PATCH /api/patches/1/ {"state": {"slug": "new"}}
400  {"state": ["Incorrect type. Expected string value, received dict."]}
PATCH /api/patches/1/ {"state": true}
400  {"state": ["Incorrect type. Expected string value, received bool."]}
PATCH /api/patches/1/ {"state": 1.5}
400  {"state": ["Incorrect type. Expected string value, received float."]}

test all members at once, in JSON and in forms
as   ann
PATCH /api/patches/2/ {"commit_ref": " deadbeef ", "pull_url": "https://x/y", "archived": true, "delegate": 2, "state": "new"}
200  {"id": 2, ..., "commit_ref": "deadbeef", "pull_url": "https://x/y", "state": "new", "archived": true, ..., "delegate": {"id": 2, ...}, ...}
select SELECT e.category, e.previous_delegate_id, e.current_delegate_id, e.actor_id FROM patchwork_event e WHERE e.patch_id = 2
     | patch-delegated NULL 2 1
PATCH /api/patches/2/ commit_ref=&pull_url=a+b&archived=False&delegate=
200  {..., "commit_ref": "", "pull_url": "a b", ..., "archived": false, ..., "delegate": null, ...}
PATCH /api/patches/2/ {"commit_ref": null, "pull_url": null, "archived": "yes", "delegate": null}
200  {..., "commit_ref": null, "pull_url": null, ..., "archived": true, ..., "delegate": null, ...}
PATCH /api/patches/2/
     Content-Type: multipart/form-data; boundary=x
     | --x
     | Content-Disposition: form-data; name="commit_ref"
     |
     | c0ffee
     | --x--
400  {"detail": "Multipart form parse error - Bad line in multipart"}

test an empty body changes nothing
as   ann
PATCH /api/patches/2/
200  {..., "archived": true, ...}
PATCH /api/patches/2/ {}
200  {..., "archived": true, ...}
PATCH /api/patches/2/
     Content-Type: image/png
200  {..., "archived": true, ...}

test members that are read-only or not known are not looked at
as   ann
PATCH /api/1.0/patches/2/ {"id": 9, "name": "x", "hash": 7, "series": "y", "submitter": 5, "tags": {}, "check": "fail", "zzz": [[]], "": null, "commit_ref": "r"}
200  {"id": 2, ..., "name": "patch 2", "commit_ref": "r", ...}
PATCH /api/patches/2/ {"state": "new", "archived": "no"}
200  {..., "archived": false, ...}

test what the members do not take
as   ann
PATCH /api/patches/2/ {"commit_ref": true, "pull_url": [1], "state": "x", "archived": "maybe", "delegate": "ann", "related": "1"}
400
     | {"commit_ref": ["Not a valid string."], "pull_url": ["Not a valid string."], "state": ["Invalid state x. Expected one of: ..."],
     |  "archived": ["Must be a valid boolean."], "delegate": ["Incorrect type. Expected pk value, received str."],
     |  "related": ["Expected a list of items but got type \"str\"."]}
PATCH /api/patches/2/ {"commit_ref": {}, "archived": null, "delegate": 99, "related": [1, 999, "x"]}
400
     | {"commit_ref": ["Not a valid string."], "archived": ["This field may not be null."],
     |  "delegate": ["Invalid pk \"99\" - object does not exist."], "related": ["Incorrect type. Expected pk value, received str."]}
PATCH /api/patches/2/ {"archived": [], "delegate": true, "related": [1, 999]}
400
     | {"archived": ["Must be a valid boolean."], "delegate": ["Incorrect type. Expected pk value, received bool."],
     |  "related": ["Invalid pk \"999\" - object does not exist."]}
PATCH /api/patches/2/ {"archived": 2, "delegate": {}, "related": null}
400
     | {"archived": ["Must be a valid boolean."], "delegate": ["Incorrect type. Expected pk value, received dict."],
     |  "related": ["This field may not be null."]}
PATCH /api/patches/2/ {"delegate": "99999999999999999999", "related": [-1], "commit_ref": "a\u0000"}
400
     | {"commit_ref": ["Null characters are not allowed."], "delegate": ["Invalid pk \"99999999999999999999\" - object does not exist."],
     |  "related": ["Invalid pk \"-1\" - object does not exist."]}
PATCH /api/patches/2/ commit_ref=x&archived=maybe&delegate=ann&related=1&related=y
400
     | {"archived": ["Must be a valid boolean."], "delegate": ["Incorrect type. Expected pk value, received str."],
     |  "related": ["Incorrect type. Expected pk value, received str."]}
PATCH /api/patches/2/ delegate=0&commit_ref=%00
400  {"commit_ref": ["Null characters are not allowed."], "delegate": ["Invalid pk \"0\" - object does not exist."]}
select SELECT commit_ref, archived, delegate_id FROM patchwork_patch WHERE id = 2
     | r 0 NULL

test values of other types that are taken
as   ann
PATCH /api/patches/2/ {"commit_ref": 5, "pull_url": 1.5, "archived": 1, "delegate": " +2 "}
200  {..., "commit_ref": "5", "pull_url": "1.5", ..., "archived": true, ..., "delegate": {"id": 2, ...}, ...}
PATCH /api/patches/2/ {"archived": "f", "delegate": 1.9}
200  {..., "archived": false, ..., "delegate": {"id": 1, ...}, ...}
PATCH /api/patches/2/ archived=ON&archived=no&delegate=
200  {..., "archived": false, ..., "delegate": null, ...}
PATCH /api/patches/2/ archived=
200  {..., "archived": false, ...}

test the delegate maintains the project
as   ann
PATCH /api/patches/2/ {"delegate": 4}
400  {"delegate": ["User 'dan' is not a maintainer for project 'Linux kernel'"]}
PATCH /api/patches/2/ {"delegate": "bob"}
400  {"delegate": ["Incorrect type. Expected pk value, received str."]}

test a text as long as its column, and one longer
as   ann
PATCH /api/patches/2/
     Content-Type: application/json
     | {"commit_ref": "ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé"}
200
PATCH /api/patches/2/
     Content-Type: application/json
     | {"commit_ref": "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé"}
400  {"commit_ref": ["Ensure this field has no more than 255 characters."]}

test PUT asks for state and delegate
as   ann
PUT  /api/patches/2/ {}
400  {"state": ["This field is required."], "delegate": ["This field is required."]}
PUT  /api/patches/2/ archived=true
400  {"state": ["This field is required."], "delegate": ["This field is required."]}
PUT  /api/patches/2/ {"state": "accepted", "delegate": null, "archived": true}
200  {..., "state": "accepted", "archived": true, ...}
PUT  /api/patches/2/ {"state": "accepted", "delegate": 1}
200  {..., "state": "accepted", "archived": true, ..., "delegate": {"id": 1, ...}, ...}

test a switch that a PUT of a form leaves out is off
as   ann
PUT  /api/patches/2/ state=accepted&delegate=
200  {..., "archived": false, ..., "delegate": null, ...}

# rest-weaknesses 2.1
test PUT without related leaves the relation, and asks for no more than PATCH
as   ann
PATCH /api/patches/3/ {"related": [5]}
200
as   sam
PUT  /api/patches/3/ {"state": "rfc", "delegate": null}
200  {..., "state": "rfc", ..., "related": [{"id": 5, ...}], ...}
PUT  /api/patches/3/ state=new&delegate=
200  {..., "state": "new", ..., "related": [{"id": 5, ...}], ...}
PATCH /api/patches/3/ {"related": []}
403  {"detail": "At least one patch is part of a project you are not maintaining."}
PATCH /api/patches/3/ {"related": [3], "state": "accepted"}
403  {"detail": "At least one patch is part of a project you are not maintaining."}
select SELECT COUNT(*) FROM patchwork_patch WHERE related_id IS NOT NULL AND state_id = 1
     | 2

test relations grow, and never lose members but this one
as   ann
PATCH /api/patches/1/ {"related": [1, 2]}
200  {"id": 1, ..., "related": [{"id": 2, ...}], ...}
select SELECT patch_id, actor_id FROM patchwork_event WHERE category = 'patch-relation-changed' ORDER BY id
     | 3 1
     | 5 NULL
     | 1 1
     | 2 NULL
PATCH /api/patches/1/ {"related": ["2"]}
200  {"id": 1, ..., "related": [{"id": 2, ...}], ...}
PATCH /api/patches/1/ {"related": [3]}
409  {"detail": "At least one patch is already part of another relation. You have to explicitly remove a patch from its existing relation before moving it to this one."}
PATCH /api/patches/1/ related=
200  {"id": 1, ..., "related": [], ...}
select SELECT COUNT(*) FROM patchwork_patch WHERE related_id IS NOT NULL AND id IN (1, 2)
     | 0
PATCH /api/patches/1/ related=3&related=5
200  {"id": 1, ..., "related": [{"id": 3, ...}, {"id": 5, ...}], ...}
PATCH /api/patches/5/ {"related": []}
200  {"id": 5, ..., "related": [], ...}
select SELECT id FROM patchwork_patch WHERE related_id IS NOT NULL ORDER BY id
     | 1
     | 3

test a relation is all or nothing
as   ann
PATCH /api/patches/2/ {"state": "rejected", "related": [5, 999, 1]}
400  {"related": ["Invalid pk \"999\" - object does not exist."]}
PATCH /api/patches/2/ {"state": "rejected", "related": [5, 4]}
403  {"detail": "At least one patch is part of a project you are not maintaining."}
select SELECT id, related_id FROM patchwork_patch WHERE id IN (2, 5) ORDER BY id
     | 2 NULL
     | 5 NULL
select SELECT s.slug FROM patchwork_patch p JOIN patchwork_state s ON s.id = p.state_id WHERE p.id = 2
     | accepted

test a relation across projects is for who maintains all of them
as   bob
PATCH /api/patches/2/ {"related": [4]}
200  {..., "related": [{"id": 4, ...}], ...}
as   ann
PATCH /api/patches/2/ {"related": []}
403  {"detail": "At least one patch is part of a project you are not maintaining."}
PATCH /api/patches/2/ {"related": [5]}
403
as   bob
PATCH /api/patches/4/ {"related": []}
200

test who may change a patch
rows patch id=6 delegate=dan
PATCH /api/patches/6/ {"archived": true}
403  {"detail": "Authentication credentials were not provided."}
as   eve
PATCH /api/patches/6/ {"archived": true}
403  {"detail": "You do not have permission to perform this action."}
PUT  /api/patches/6/ {malformed
403
as   sam
PATCH /api/patches/6/ {"archived": true}
200
as   dan
PATCH /api/patches/6/ {"archived": false}
200
as   bob
PUT  /api/patches/6/ {"state": "new", "delegate": null}
200
as   dan
PATCH /api/patches/6/ {"archived": true}
403

test the answer as a page
as   ann
PATCH /api/patches/2/?format=api {"state": "foo"}
400
     Content-Type: text/html; charset=utf-8
has  Invalid state foo
PATCH /api/patches/2/?format=api {"state": "new"}
200
     Content-Type: text/html; charset=utf-8
has  <b>HTTP 200 OK</b>
