# The download of a bundle: spec/web.md 6.2 and 6.4.
set  secret_key=00000000000000000000000000000000000000000000000000
rows project linkname=linux;
     user name=ann password=secret; user name=bob
rows patch id=7 headers="Subject: seven" content="7" diff="d7\n" date="2026-01-02 03:07:00";
     patch id=8 headers="Subject: eight" content="8" diff="d8\n" date="2026-01-02 03:08:00"
rows bundle id=1 name="my first" owner=ann patches=8,7;
     bundle id=2 name=secret owner=ann public=false patches=7;
     bundle id=3 name=empty owner=ann;
     bundle id=4 name=secret owner=bob public=false patches=8

test all patches, in the order of the bundle
GET  /bundle/ann/my%20first/mbox/
200
     Content-Type: text/plain
     Content-Disposition: attachment; filename=bundle-1-my-first.mbox
     | From patchwork Fri Jan  2 03:08:00 2026
     | ...
     | X-Patchwork-Id: 8
     | Subject: eight
     | ...
     | d8
     |
     | From patchwork Fri Jan  2 03:07:00 2026
     | ...
     | X-Patchwork-Id: 7
     | ...
     | d7
     |
queries 5

test an empty bundle is an empty file
GET  /bundle/ann/empty/mbox/
200  (empty)

test a private bundle is there for its owner alone
GET  /bundle/ann/secret/mbox/
404
as   bob
GET  /bundle/ann/secret/mbox/
404
as   ann
GET  /bundle/ann/secret/mbox/
200
     Cache-Control: private, no-cache
has  X-Patchwork-Id: 7
queries 6
as   ann basic secret
GET  /bundle/ann/secret/mbox/
200
as   bob
GET  /bundle/bob/secret/mbox/
200
has  X-Patchwork-Id: 8
as   nobody
GET  /user/login/
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
302
GET  /bundle/ann/secret/mbox/
200

test wrong credentials are none
as   ann basic wrong
GET  /bundle/ann/secret/mbox/
404
GET  /bundle/ann/my%20first/mbox/
200
as   nobody
GET  /bundle/ann/secret/mbox/
     Authorization: Token nosuch
404

test what is not there is answered as what may not be seen
GET  /bundle/ann/nosuch/mbox/
404
     Content-Type: text/html; charset=utf-8
GET  /bundle/nobody/secret/mbox/
404
GET  /bundle/Ann/empty/mbox/
404

test nothing tells a private bundle of others from one that is not there
GET  /bundle/ann/secret/mbox/
     Accept: application/json
404  {"detail": "No Bundle matches the given query."}
queries 1
GET  /bundle/ann/nosuch/mbox/
     Accept: application/json
404  {"detail": "No Bundle matches the given query."}
queries 1
GET  /bundle/nobody/secret/mbox/
     Accept: application/json
404  {"detail": "No Bundle matches the given query."}
as   bob
GET  /bundle/ann/secret/mbox/
     Accept: application/json
404  {"detail": "No Bundle matches the given query."}
queries 2
GET  /bundle/ann/nosuch/mbox/
     Accept: application/json
404  {"detail": "No Bundle matches the given query."}
queries 2
