# Without the API its credentials are none.
set  rest=off
rows project linkname=linux; user name=ann;
     patch id=7; bundle name=secret owner=ann public=false patches=7

test a private bundle is for the browser of its owner
as   ann
GET  /bundle/ann/secret/mbox/
404
