# Scripts of other sites read the API as anybody can.
set  rest.origins=https://ci.example.org http://[::1]:8080
rows project linkname=linux; user name=ann

test a script of a site that may gets an answer and sees its pages
GET  /api/projects/
     Origin: https://ci.example.org
200
     Access-Control-Allow-Origin: https://ci.example.org
     Access-Control-Expose-Headers: Allow, ETag, Link
     Access-Control-Allow-Credentials: (none)
     Vary: Accept, Cookie, Origin
GET  /api/1.2/projects/
     Origin: http://[::1]:8080
     If-None-Match: *
304
     Access-Control-Allow-Origin: http://[::1]:8080

test others get what they would without
GET  /api/projects/
     Origin: https://ci.example.org.evil.example
200
     Access-Control-Allow-Origin: (none)
     Vary: Accept, Cookie, Origin
GET  /api/projects/
     Origin: null
200
     Access-Control-Allow-Origin: (none)
GET  /api/projects/
200
     Access-Control-Allow-Origin: (none)
     Vary: Accept, Cookie, Origin

test errors and redirects can be read too
GET  /api/patches/9/
     Origin: https://ci.example.org
404  {"detail": "No Patch matches the given query."}
     Access-Control-Allow-Origin: https://ci.example.org
GET  /api/nothing/
     Origin: https://ci.example.org
404
     Access-Control-Allow-Origin: https://ci.example.org
GET  /api/projects
     Origin: https://ci.example.org
301
     Access-Control-Allow-Origin: https://ci.example.org

test a browser may ask before it reads
OPTIONS /api/projects/
     Origin: https://ci.example.org
     Access-Control-Request-Method: GET
     Access-Control-Request-Headers: if-none-match
204  (empty)
     Access-Control-Allow-Origin: https://ci.example.org
     Access-Control-Allow-Methods: GET, HEAD, OPTIONS
     Access-Control-Allow-Headers: Accept, If-None-Match
     Access-Control-Allow-Credentials: (none)
     Access-Control-Max-Age: 86400
     Vary: Cookie, Origin
queries 0
OPTIONS /api/projects/
     Origin: https://evil.example
     Access-Control-Request-Method: GET
200  {"name": "Project List", ...}
     Access-Control-Allow-Origin: (none)
OPTIONS /api/projects/
     Origin: https://ci.example.org
200  {"name": "Project List", ...}
     Access-Control-Allow-Origin: https://ci.example.org

test nobody is read as a user, and nothing is written
as   ann
GET  /api/users/
     Origin: https://ci.example.org
200
     Access-Control-Allow-Origin: (none)
POST /api/patches/ {}
     Origin: https://ci.example.org
405
     Access-Control-Allow-Origin: (none)

test pages are not for scripts
GET  /about/
     Origin: https://ci.example.org
200
     Access-Control-Allow-Origin: (none)
     Vary: Cookie
OPTIONS /about/
     Origin: https://ci.example.org
     Access-Control-Request-Method: GET
200
     Access-Control-Allow-Origin: (none)
