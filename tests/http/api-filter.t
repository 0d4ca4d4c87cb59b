# Filters, search and order of patches.
set  rest.page=100
rows project linkname=linux; project linkname=Git; project id=12345 linkname=x; project id=4 linkname=777;
     person email=Sam@Example.org name=Sam; person email=sam@example.ORG name=Sam2;
     user name=ann; user name=Bob; state id=50 name="Needs-Work" slug=needs-work ordering=90;
     series id=3
rows patch id=1 name="[1/2] Fix the KETTLE" submitter=Sam@Example.org date="2026-01-01 00:00:00" series=3;
     patch id=2 name="fix 100% of_it" state=under-review delegate=ann date="2026-01-02 10:20:30" submitter=sam@example.ORG hash=00ff;
     patch id=3 name="Zebra" project=Git state=rfc archived=true date="2026-01-03 00:00:00" submitter=Sam@Example.org;
     patch id=4 name="alpha" project=4 state=needs-work delegate=Bob date="2026-01-04 00:00:00" submitter=Sam@Example.org msgid="<m@x>"
rows check patch=1 state=success; check patch=1 state=success context=b; check patch=2 state=warning; check patch=3 state=fail

test projects by id and by name in any case, repeated
GET  /api/patches/?project=1
200  [{"id": 1, ...}, {"id": 2, ...}]
GET  /api/patches/?project=git
200  [{"id": 3, ...}]
GET  /api/patches/?project=%201%20&project=GIT
200  [{"id": 1, ...}, {"id": 2, ...}, {"id": 3, ...}]
GET  /api/patches/?project=777
200  []
GET  /api/patches/?project=nothing
200  []
GET  /api/patches/?project=1,2
200  []

test an empty reference is no filter, an unknown one beside others counts for nothing
GET  /api/patches/?project=
200  [{"id": 1, ...}, {"id": 2, ...}, {"id": 3, ...}, {"id": 4, ...}]
GET  /api/patches/?state=1&state=99&state=nothing
200  [{"id": 1, ...}]
GET  /api/patches/?project=99999999999999999999
200  []
GET  /api/patches/?project=-1
200  []

test states by id, name, slug
GET  /api/patches/?state=under-review
200  [{"id": 2, ...}]
GET  /api/patches/?state=Under%20Review
200  [{"id": 2, ...}]
GET  /api/patches/?state=UNDER-REVIEW
200  [{"id": 2, ...}]
GET  /api/patches/?state=2
200  [{"id": 2, ...}]
GET  /api/patches/?state=under_review
200  []
GET  /api/patches/?state=needs-work
200  [{"id": 4, ...}]
GET  /api/patches/?state=new&state=rfc
200  [{"id": 1, ...}, {"id": 3, ...}]

test persons by id and address, in all its spellings
GET  /api/patches/?submitter=sam@example.org
200  [{"id": 1, ...}, {"id": 2, ...}, {"id": 3, ...}, {"id": 4, ...}]
GET  /api/patches/?submitter=1
200  [{"id": 1, ...}, {"id": 3, ...}, {"id": 4, ...}]
GET  /api/patches/?submitter=Sam
200  []

test delegates by id and name
GET  /api/patches/?delegate=ANN
200  [{"id": 2, ...}]
GET  /api/patches/?delegate=2
200  [{"id": 4, ...}]
GET  /api/patches/?delegate=2&delegate=ann&delegate=nobody
200  [{"id": 2, ...}, {"id": 4, ...}]

test series by id alone
GET  /api/patches/?series=3
200  [{"id": 1, ...}]
GET  /api/patches/?series=x
200  []

test archived, in what words there are
GET  /api/patches/?archived=True
200  [{"id": 3, ...}]
GET  /api/patches/?archived=0
200  [{"id": 1, ...}, {"id": 2, ...}, {"id": 4, ...}]
GET  /api/patches/?archived=maybe
200  [{"id": 1, ...}, {"id": 2, ...}, {"id": 3, ...}, {"id": 4, ...}]
GET  /api/patches/?archived=
200  [{"id": 1, ...}, {"id": 2, ...}, {"id": 3, ...}, {"id": 4, ...}]
GET  /api/patches/?archived=true&archived=false
200  [{"id": 1, ...}, {"id": 2, ...}, {"id": 4, ...}]

test hash and message id, since 1.2
GET  /api/1.2/patches/?hash=00FF
200  [{"id": 2, ...}]
GET  /api/1.1/patches/?hash=00FF
200  [{"id": 1, ...}, {"id": 2, ...}, {"id": 3, ...}, {"id": 4, ...}]
GET  /api/patches/?msgid=m@x
200  [{"id": 4, ...}]
GET  /api/patches/?msgid=%3Cm@x%3E
200  [{"id": 4, ...}]
GET  /api/patches/?msgid=M@X
200  []
GET  /api/1.1/patches/?msgid=nothing
200  [{"id": 1, ...}, ...]

test dates in all forms
GET  /api/patches/?since=2026-01-02T10:20:30
200  [{"id": 2, ...}, {"id": 3, ...}, {"id": 4, ...}]
GET  /api/patches/?since=2026-01-02%2010:20:30.000001
200  [{"id": 3, ...}, {"id": 4, ...}]
GET  /api/patches/?before=2026-01-02T10:20:30
200  [{"id": 1, ...}]
GET  /api/patches/?since=20260103&before=2026-01-04
200  [{"id": 3, ...}]
GET  /api/patches/?since=2026-W01-6
200  [{"id": 3, ...}, {"id": 4, ...}]
GET  /api/patches/?since=2026-01-02T12:20:30%2B02:00&before=2026-01-03T00:00:00Z
200  [{"id": 2, ...}]
GET  /api/patches/?since=2026-1-2
200  []
GET  /api/patches/?since=02/01/2026
200  []
GET  /api/patches/?since=1767312000
200  []
GET  /api/patches/?since=2026-02-30
200  []
GET  /api/patches/?since=
200  [{"id": 1, ...}, {"id": 2, ...}, {"id": 3, ...}, {"id": 4, ...}]

test search by terms, in any case
GET  /api/patches/?q=kettle
200  [{"id": 1, ...}]
GET  /api/patches/?q=fix,THE
200  [{"id": 1, ...}]
GET  /api/patches/?q=%22fix%20the%22
200  [{"id": 1, ...}]
GET  /api/patches/?q=fix
200  [{"id": 1, ...}, {"id": 2, ...}]
GET  /api/patches/?q=100%25
200  [{"id": 2, ...}]
GET  /api/patches/?q=f_it
200  [{"id": 2, ...}]
GET  /api/patches/?q=f%25it
200  []
GET  /api/patches/?q=
200  [{"id": 1, ...}, {"id": 2, ...}, {"id": 3, ...}, {"id": 4, ...}]

test a NUL in what is searched
GET  /api/patches/?q=a%00b
400  ["Null characters are not allowed."]
     Content-Type: application/json
GET  /api/events/?q=%00
400  ["Null characters are not allowed."]
GET  /api/patches/99/checks/?q=%00
404  {"detail": "No Patch matches the given query."}

test a NUL in a filter fits nothing
GET  /api/patches/?msgid=%00
200  []
GET  /api/patches/?project=1%00
200  []
GET  /api/patches/?since=2026-01-01%00
200  []
GET  /api/patches/?archived=true%00
200

test orders, with the id as the last word
GET  /api/patches/?order=-id
200  [{"id": 4, ...}, {"id": 3, ...}, {"id": 2, ...}, {"id": 1, ...}]
GET  /api/patches/?order=name
200  [{"id": 1, ...}, {"id": 4, ...}, {"id": 2, ...}, {"id": 3, ...}]
GET  /api/patches/?order=project
200  [{"id": 4, ...}, {"id": 3, ...}, {"id": 1, ...}, {"id": 2, ...}]
GET  /api/patches/?order=-state
200  [{"id": 4, ...}, {"id": 3, ...}, {"id": 2, ...}, {"id": 1, ...}]
GET  /api/patches/?order=archived,-date
200  [{"id": 4, ...}, {"id": 2, ...}, {"id": 1, ...}, {"id": 3, ...}]
GET  /api/patches/?order=-submitter
200  [{"id": 2, ...}, {"id": 4, ...}, {"id": 3, ...}, {"id": 1, ...}]
GET  /api/patches/?order=id&order=nothing,%20-date%20
200  [{"id": 4, ...}, {"id": 3, ...}, {"id": 2, ...}, {"id": 1, ...}]
GET  /api/patches/?order=NAME
200  [{"id": 1, ...}, {"id": 2, ...}, {"id": 3, ...}, {"id": 4, ...}]
GET  /api/patches/?ordering=-id
200  [{"id": 1, ...}, {"id": 2, ...}, {"id": 3, ...}, {"id": 4, ...}]

test by the state of checks, each patch once
GET  /api/patches/?order=check
200  [{"id": 4, ..., "check": "pending", ...}, {"id": 1, ..., "check": "success", ...}, {"id": 2, ..., "check": "warning", ...}, {"id": 3, ..., "check": "fail", ...}]
     Link: <...>; rel="first", <...page=1>; rel="last"

test filters together
GET  /api/patches/?project=linux&state=new&state=under-review&archived=false&order=-date&q=fix
200  [{"id": 2, ...}, {"id": 1, ...}]

test too many values of one filter
GET  /api/patches/?state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1&state=1
400  {"detail": ...}
