# Entity tags, 304, and packed answers: the same for all of GET and HEAD.
set  secret_key=00000000000000000000000000000000000000000000000000
rows project linkname=linux; user name=ann password=secret; series id=3;
     patch id=1 project=linux msgid=<1@x> content="one, and many words more";
     patch id=2 series=3 number=1 project=linux msgid=<2@x>;
     patch id=4 project=linux; patch id=5 project=linux

test an answer has the hash of its body for a tag, and may be kept if asked about
GET  /api/projects/
200
     ETag: "..."
     Cache-Control: no-cache
     Vary: Accept, Cookie
     Content-Encoding: (none)
HEAD /api/projects/
     If-None-Match: "0", $etag
304  (empty)
     ETag: "..."
     Cache-Control: no-cache
     Vary: Accept, Cookie
     Content-Type: (none)
     Allow: GET, HEAD, OPTIONS
     Link: <...
GET  /api/projects/
     If-None-Match: W/$etag
304  (empty)
GET  /api/projects/
     If-None-Match: "0", "1
200

test any tag is one of what is there
GET  /api/projects/
     If-None-Match: *
304  (empty)
GET  /api/projects/9/
     If-None-Match: *
404
     ETag: (none)
     Cache-Control: (none)

test a change shows in the tag, another does not
GET  /api/patches/1/
200
sql  UPDATE patchwork_patch SET archived = TRUE WHERE id = 4
GET  /api/patches/1/
     If-None-Match: $etag
304  (empty)
sql  UPDATE patchwork_patch SET archived = TRUE WHERE id = 1
GET  /api/patches/1/
     If-None-Match: $etag
200  {"id": 1, ...}

test the forms of an answer have tags of their own
GET  /api/patches/1/
200
GET  /api/patches/1/
     Accept: text/html
     If-None-Match: $etag
200
     ETag: "..."
GET  /api/patches/1/
     Accept: application/json; indent=2
     If-None-Match: $etag
200

test pages and downloads have tags, streams have none
GET  /project/linux/list/
200
     ETag: "..."
     Cache-Control: no-cache
GET  /project/linux/list/
     If-None-Match: $etag
304  (empty)
     Vary: Cookie
GET  /project/linux/patch/1@x/mbox/
200
     Content-Disposition: attachment; ...
GET  /project/linux/patch/1@x/mbox/
     If-None-Match: $etag
304  (empty)
GET  /series/3/mbox/
200
     ETag: (none)
     Cache-Control: no-cache

test what is not read has no tag
OPTIONS /api/projects/
     If-None-Match: *
200
     ETag: (none)
POST /api/patches/
     If-None-Match: *
405
     ETag: (none)

test answers are packed for whom wants it
GET  /api/patches/
     Accept-Encoding: gzip, deflate, br
200  [{"id": 1, ...}, ...]
     Content-Encoding: gzip
     Content-Type: application/json
     ETag: "...-gzip"
     Vary: Accept, Cookie, Accept-Encoding
GET  /api/patches/
     Accept-Encoding: gzip, deflate, br
     If-None-Match: $etag
304  (empty)
     ETag: "...-gzip"
     Content-Encoding: (none)
GET  /api/patches/
     If-None-Match: $etag
200  [{"id": 1, ...}, ...]
     Content-Encoding: (none)
     Vary: Accept, Cookie
GET  /project/linux/list/
     Accept-Encoding: gzip, deflate, br, zstd
200
     Content-Encoding: zstd
     ETag: "...-zstd"
     Vary: Cookie, Accept-Encoding
has  </html>

test a short answer is packed only for whom takes nothing else
GET  /api/patches/9/
     Accept-Encoding: gzip
404
     Content-Encoding: (none)
GET  /api/projects/
     Accept-Encoding: gzip
200
     Content-Encoding: (none)
     Vary: Accept, Cookie
GET  /api/projects/
     Accept-Encoding: gzip, identity;q=0
200  [{"id": 1, ...}, ...]
     Content-Encoding: gzip
     Vary: Accept, Cookie, Accept-Encoding

test streams are packed
GET  /series/3/mbox/
     Accept-Encoding: zstd
200
     Content-Encoding: zstd
     Vary: Cookie, Accept-Encoding
has  From
GET  /series/3/mbox/
     Accept-Encoding: gzip
200
     Content-Encoding: gzip
has  From

test what has the value of a form is not packed and has no tag
GET  /user/login/
     Accept-Encoding: gzip
200
     Content-Encoding: (none)
     Vary: Cookie
     ETag: (none)
     Cache-Control: private, no-cache
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
302
GET  /project/linux/list/
     Accept-Encoding: gzip
200
     Content-Encoding: (none)
     ETag: (none)
     Cache-Control: private, no-cache

test what a user reads is the user's alone, but packed
as   ann
GET  /api/patches/
     Accept-Encoding: gzip
200
     Cache-Control: private, no-cache
     Content-Encoding: gzip
GET  /api/patches/
     Accept-Encoding: gzip
     If-None-Match: $etag
304  (empty)
     Cache-Control: private, no-cache
