# Forms of an answer, and refusals before anything else.
rows patch id=1

test the reference's choices
GET  /api/patches/1/
     Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
200
     Content-Type: text/html; charset=utf-8
     Vary: Accept, Cookie
GET  /api/patches/1/
     Accept: application/json;q=0.1,text/html;q=0.9
200  {"id": 1, ...}
GET  /api/patches/1/
     Accept: */*
200  {"id": 1, ...}

test what takes neither form
GET  /api/patches/99/
     Accept: image/png
406  {"detail": "Could not satisfy the request Accept header."}
     Content-Type: application/json
     Vary: Accept
     Allow: GET, PUT, PATCH, HEAD, OPTIONS
     X-Frame-Options: DENY
queries 0
GET  /api/patches/1/?format=json
     Accept: text/html
406
GET  /api/patches/1/?format=api
     Accept: application/json
406

test a format that is not known
GET  /api/patches/1/?format=xml
404  {"detail": "Not found."}
     Content-Type: application/json
     Vary: Accept
DELETE /api/users/1/?format=xml
404  {"detail": "Not found."}
     Vary: Accept
GET  /api/patches/1/?format=xml
     Authorization: Token x
404  {"detail": "Not found."}

test errors in the form of a page
GET  /api/patches/99/?format=api
404
     Content-Type: text/html; charset=utf-8
has  HTTP 404 Not Found
has  &quot;No Patch matches the given query.&quot;
GET  /api/people/?format=api
403
has  HTTP 403 Forbidden
hasnt List people.

test a Host in links is the one that was sent
GET  /api/1.2/patches/1/
     Host: other.example:8000
200  {"id": 1, "url": "http://other.example:8000/api/1.2/patches/1/", ...}
GET  http://third.example/api/patches/1/
200  {"id": 1, "url": "http://third.example/api/patches/1/", ...}
