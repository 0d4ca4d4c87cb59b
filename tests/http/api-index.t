# The index, versions, prefixes, slashes.

test the index lists the resources in their order
GET  /api/
200
     | {"projects":"http://pw.example.org/api/projects/","users":"http://pw.example.org/api/users/","people":"http://pw.example.org/api/people/","patches":"http://pw.example.org/api/patches/","covers":"http://pw.example.org/api/covers/","series":"http://pw.example.org/api/series/","events":"http://pw.example.org/api/events/","bundles":"http://pw.example.org/api/bundles/"}
     Content-Type: application/json
     Allow: GET, HEAD, OPTIONS
     Vary: Accept, Cookie
     X-Frame-Options: DENY
     Link: (none)
     Set-Cookie: (none)
     Content-Length: ...
queries 0

test each version has its own links
GET  /api/1.0/
200  {"projects": "http://pw.example.org/api/1.0/projects/", ...}
GET  /api/1.4/
200  {"projects": "http://pw.example.org/api/1.4/projects/", ...}

test other versions are not there
GET  /api/1.5/
404
     Content-Type: text/html; charset=utf-8
GET  /api/2.0/
404
GET  /api/6.9/
404
GET  /api/1x0/
404
GET  /api/1.0patches/
404
GET  /api/1.5/patches/1/
404
GET  /api/1.5/
     Accept: application/json
404  {"detail": "Not found."}

test what an old version lacks
GET  /api/1.0/patches/1/comments/
404
     Content-Type: text/html; charset=utf-8
GET  /api/1.0/covers/1/comments/
404
GET  /api/1.2/patches/1/comments/1/
404
GET  /api/1.2/covers/1/comments/1/
404
GET  /api/1.1/patches/1/comments/
404  {"detail": "No Patch matches the given query."}
GET  /api/1.3/covers/1/comments/1/
404  {"detail": "No Cover matches the given query."}

test no suffixes, no double slashes
GET  /api/patches.json
404
GET  /api/patches/1.json
404
GET  /api//
404
GET  /api/patches//
404
GET  /api/nothing/
404

test a missing slash is added before anything is asked
GET  /api/patches?project=1&q=a%20b
301  (empty)
     Location: /api/patches/?project=1&q=a%20b
     X-Frame-Options: (none)
     Allow: (none)
GET  /api
301  (empty)
     Location: /api/
GET  /api/1.2
301
     Location: /api/1.2/
GET  /api/1.2/series/999
301
     Location: /api/1.2/series/999/
GET  /api/users/1
301
     Location: /api/users/1/
PATCH /api/patches/999 {"state": "new"}
301
     Location: /api/patches/999/

test a format goes on in the index, an empty one too
GET  /api/1.2/?format=json
200  {"projects": "http://pw.example.org/api/1.2/projects/?format=json", ...}
GET  /api/?format=
200  {"projects": "http://pw.example.org/api/projects/?format=", ...}

test wrong credentials fail even here
GET  /api/
     Authorization: Token 0123456789012345678901234567890123456789
403  {"detail": "Invalid token."}
GET  /api/
     Authorization: Basic !
403  {"detail": "Invalid basic header. Credentials not correctly base64 encoded."}
GET  /api/
     Authorization: Bearer x
200
