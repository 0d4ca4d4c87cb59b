# The list of patches of a project: spec/web.md 3.
set  web.page=3
rows project linkname=linux name="Linux kernel"
rows person email=sam@example.org name=Sam; person email=zoe@example.org name=zoe;
     person email=sam@home.example name="Sam at home"
rows user name=ann maintainer=linux; user name=ci; user name=bob
sql  UPDATE patchwork_person SET user_id = 1 WHERE email LIKE 'sam@%'
rows series id=5 name="fix the clock" total=2; series id=6 name=NULL
rows patch id=1 name="[1/2] clock: start" series=5 number=1 state=accepted;
     patch id=2 name="[2/2] clock: stop" series=5 number=2 delegate=ann;
     patch id=3 name=alarm submitter=zoe@example.org state=under-review;
     patch id=4 name=Bell submitter=sam@home.example archived=true state=rejected;
     patch id=5 name=bells series=6 number=1 delegate=bob;
     patch id=6 name="" submitter=zoe@example.org
rows check patch=2 state=fail context=a user=ci date="2026-01-02 05:00:00";
     check patch=2 state=success context=a user=ci date="2026-01-02 06:00:00";
     check patch=2 state=pending context=b user=ci;
     check patch=2 state=warning context=c user=ci;
     check patch=2 state=fail context=d user=ci
sql  INSERT INTO patchwork_patchtag (id, count, patch_id, tag_id)
     VALUES (1, 2, 2, (SELECT id FROM patchwork_tag WHERE abbrev = 'R'))
rows project linkname=other use_tags=false; project linkname=empty;
     patch id=90 project=other name=elsewhere

test rows that wait for action, newest first, in the table that scripts know
GET  /project/linux/list/
200
     Content-Type: text/html; charset=utf-8
     Set-Cookie: (none)
valid
queries 12
has
     | <title>Patches, Linux kernel - Thimble</title>
     | aria-current="page">Patches</a>
     | state: New, Under Review
     | archived: no
     | >4 patches<
     | <form id="patch-list-form"
     | id="patch-list"
     | <tr id="patch-row:6" data-patch-id="6">
     | <tr id="patch-row:5" data-patch-id="5">
     | <tr id="patch-row:3" data-patch-id="3">
     | </table>
     | class="paginator"
     | <span class="page curr" aria-current="page">1</span>
     | <span class="page"><a href="/project/linux/list/?page=2">2</a></span>
     | <a href="/project/linux/list/?page=2" rel="next"
     | 1–3 of 4
hasnt patch-row:2"

test a row says all that is known
GET  /project/linux/list/?page=2
200
valid
has
     | <tr id="patch-row:2"
     | id="patch-name:2"><a href="/project/linux/patch/patch-2@example.org/">[2/2] clock: stop</a>
     | id="patch-series:2"><a href="/series/5/">fix the clock</a>
     | id="patch-tags:2"><span title="0 Acked-by / 2 Reviewed-by / 0 Tested-by">- 2 -</span>
     | id="patch-checks:2"
     | 1 failed
     | 1 with warnings
     | 1 pending
     | 1 passed
     | id="patch-date:2"><time datetime="2026-01-02T03:02:00Z">2026-01-02</time>
     | id="patch-submitter:2"><a href="/project/linux/list/?submitter=1">Sam</a>
     | id="patch-delegate:2">ann</td>
     | id="patch-state:2"><span class="st">New</span>
     | <a href="/project/linux/list/?page=1" rel="prev"
     | <span class="page curr" aria-current="page">2</span>
     | no next page
     | 4–4 of 4

test what is missing has words of its own
GET  /project/linux/list/
has  >(no subject)</a>
has  >Series 6</a>
has  none yet
GET  /project/other/list/
valid
has  <td id="patch-tags:90" hidden></td>
hasnt A/R/T

test the number of statements does not depend on the rows
GET  /project/empty/list/
200
has  No patches to display
valid
queries 12
GET  /project/linux/list/?state=*&archive=both
200
valid
queries 12

test a project that is not there
GET  /project/nowhere/list/
404
queries 1

test states and the archive
GET  /project/linux/list/?state=*
has  <a href="/project/linux/list/?state=%2A" aria-current="page">All states</a>
     | 5 patches
hasnt state: New
GET  /project/linux/list/?state=*&archive=both
has  6 patches
hasnt archived:
GET  /project/linux/list/?state=*&archive=true
has  aria-current="page">Archived</a>
     | archived: yes
     | 1 patch<
     | patch-row:4
GET  /project/linux/list/?state=3
has  state: Accepted
     | 1 patch<
     | patch-row:1"
GET  /project/linux/list/?state=
has  4 patches
GET  /project/linux/list/?state=accepted
has  4 patches
GET  /project/linux/list/?state=%2A&state=3
has  state: Accepted

test a series is shown whole unless a state is asked for
GET  /project/linux/list/?series=5
valid
has  series: fix the clock
     | 2 patches
     | patch-row:2
     | patch-row:1"
hasnt state: New
GET  /project/linux/list/?series=5&state=
has  state: New, Under Review
     | 1 patch<
has  ?series=5&amp;state=&amp;archive=both&amp;order=name
GET  /project/linux/list/?series=6
has  series: Untitled series #6

test a submitter by number is all persons of the user
GET  /project/linux/list/?submitter=1&state=*&archive=both
has  submitter: Sam
     | 4 patches
GET  /project/linux/list/?submitter=2
has  submitter: zoe
     | 2 patches

test a submitter by a part of the name, whatever its letters' case
GET  /project/linux/list/?submitter=SAM&state=*&archive=both
has  submitter: SAM
     | 4 patches

test delegates
GET  /project/linux/list/?delegate=Nobody
has  delegate: Nobody
     | 2 patches
GET  /project/linux/list/?delegate=1
has  delegate: ann
     | <option value="1" selected>ann</option>
     | 1 patch<
GET  /project/linux/list/?delegate=BO
has  delegate: BO
     | <option value="BO" selected>BO</option>
     | patch-row:5

test what names nobody lists nothing and says so
GET  /project/linux/list/?submitter=nobody%20such
200
valid
has  There is no submitter “nobody such”.
     | No patches to display
     | href="/project/linux/list/?submitter=nobody+such&amp;state=%2A&amp;archive=both">the same in every state
hasnt patch-row
GET  /project/linux/list/?delegate=77
has  There is no user “77”.
     | No patches to display
GET  /project/linux/list/?series=abc
has  There is no series “abc”.
     | No patches to display

test a search finds a part of the name
GET  /project/linux/list/?q=+CLOCK+&state=*
valid
has  name="q" value="CLOCK"
     | 2 patches
GET  /project/linux/list/?q=100%25_%5C
has  No patches to display

test orders
GET  /project/linux/list/?order=name&state=*&archive=both
has  aria-sort="ascending"><a href="/project/linux/list/?state=%2A&amp;archive=both&amp;order=-name">Patch ↑</a>
     | patch-row:6
     | patch-row:1"
     | patch-row:2
GET  /project/linux/list/?order=-submitter
has  aria-sort="descending"><a href="/project/linux/list/?order=submitter">Submitter ↓</a>
     | patch-row:3
     | patch-row:6
     | patch-row:2
GET  /project/linux/list/?order=submitter
has  patch-row:5
     | patch-row:2
     | patch-row:6
GET  /project/linux/list/?order=delegate
has  patch-row:6
     | patch-row:3
     | patch-row:2
GET  /project/linux/list/?order=-state
has  patch-row:3
GET  /project/linux/list/?order=date
has  patch-row:2
     | patch-row:3
     | patch-row:5
GET  /project/linux/list/?order=nonsense
has  aria-sort="descending"><a href="/project/linux/list/?order=date">Date ↓</a>
     | patch-row:6
     | patch-row:5

test pages out of reach are the nearest that there is
GET  /project/linux/list/?page=99999999999999999999
has  <span class="page curr" aria-current="page">2</span>
GET  /project/linux/list/?page=-4
has  <span class="page curr" aria-current="page">1</span>
GET  /project/linux/list/?page=two
has  <span class="page curr" aria-current="page">1</span>

test links keep the search, the order and what they do not know
GET  /project/linux/list/?x=%26y%3D%C3%BC&order=-name&q=%26%3D%2B+%23&page=3&state=*
has  name="order" value="-name"
     | name="x" value="&amp;y=ü"
has  ?state=%2A&amp;q=%26%3D%2B+%23&amp;order=name&amp;x=%26y%3D%C3%BC">Patch ↓</a>
GET  /project/linux/list/?x=1&x=2&state=*&order=name&archive=both&page=2
has  ?state=%2A&amp;archive=both&amp;order=name&amp;page=1&amp;x=1&amp;x=2" rel="prev"

test a filter goes by its remove link
GET  /project/linux/list/?submitter=2&delegate=Nobody
has  state: New, Under Review</span> <a href="/project/linux/list/?submitter=2&amp;state=%2A&amp;delegate=Nobody"
     | archived: no</span> <a href="/project/linux/list/?submitter=2&amp;archive=both&amp;delegate=Nobody"
     | delegate: Nobody</span> <a href="/project/linux/list/?submitter=2"
has  submitter: zoe</span> <a href="/project/linux/list/?delegate=Nobody"

test a name that many have
sql  INSERT INTO patchwork_person (id, email, name)
     WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 205)
     SELECT 1000 + i, 'legion-' || i, 'Legion' FROM n
rows patch id=95 submitter=1002 project=empty; patch id=96 submitter=1205 project=empty
GET  /project/empty/list/?submitter=Legion
200
valid
has  2 patches
     | patch-row:96
     | patch-row:95

test strangers learn no names by asking for ids, nor by parts of names
rows user id=70 name=secretuser;
     person id=71 email=hidden@example.org name="";
     person id=72 email=covers@example.org name=""; cover project=linux submitter=covers@example.org;
     person id=73 email=talks@example.org name=""; patch-comment patch=2 submitter=talks@example.org;
     person id=74 email=answers@example.org name=""; cover id=80 project=linux; cover-comment cover=80 submitter=answers@example.org
GET  /project/linux/list/?delegate=70
200
valid
queries 13
has  There is no user “70”.
has  delegate: 70<
has  <option value="70" selected>70</option>
hasnt secretuser
GET  /project/linux/list/?delegate=secretu
has  There is no user “secretu”.
GET  /project/linux/list/?submitter=71
200
valid
queries 14
has  submitter: 71<
hasnt hidden@
GET  /project/other/list/?submitter=73
has  submitter: 73<
hasnt talks@
GET  /project/linux/list/?submitter=72
has  submitter: covers@example.org<
GET  /project/linux/list/?submitter=73
has  submitter: talks@example.org<
GET  /project/linux/list/?submitter=74
has  submitter: answers@example.org<
GET  /project/other/list/?delegate=3
has  There is no user “3”.
hasnt bob
GET  /project/linux/list/?delegate=3
has  delegate: bob<
has  <option value="3" selected>bob</option>
GET  /project/linux/list/?delegate=ci
has  There is no user “ci”.

test who is signed in sees them
rows user id=75 name=seer password=secret
GET  /user/login/
POST /user/login/ username=seer&password=secret&csrfmiddlewaretoken=$csrf
302
GET  /project/linux/list/?delegate=70
200
has  delegate: secretuser<
has  <option value="70" selected>secretuser</option>
GET  /project/linux/list/?submitter=71
has  submitter: hidden@example.org<
GET  /project/linux/list/?delegate=secretu
has  delegate: secretu<
hasnt There is no user
