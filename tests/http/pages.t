# What is the same for all pages: site/, and the server's own answers.
rows project linkname=linux name="Linux kernel"; project linkname=git

test the list of projects
GET  /
200
     Content-Type: text/html; charset=utf-8
     X-Frame-Options: DENY
     X-Content-Type-Options: nosniff
     Referrer-Policy: same-origin
     Content-Security-Policy: default-src 'none'; ...
     Set-Cookie: (none)
has  Linux kernel
has  /project/linux/list/
queries 2

test HEAD is GET without its body
HEAD /
200  (empty)
     Content-Type: text/html; charset=utf-8

test what is not there
GET  /nothing/%3Cscript%3E/
404
     Content-Type: text/html; charset=utf-8
     Vary: Accept, Cookie
     X-Frame-Options: DENY
has  /nothing/&lt;script&gt;/
hasnt <script>
queries 0

test what is not there, for programs
GET  /nothing/
     Accept: application/json
404  {"detail": "Not found."}

test a missing slash is added, the query stays as it is
GET  /project/linux?a=%zz+%2f&&;=?
301  (empty)
     Location: /project/linux/?a=%zz+%2f&&;=?
     Content-Type: text/html; charset=utf-8
     X-Frame-Options: (none)
     Vary: (none)
DELETE /project/linux
301  (empty)
     Location: /project/linux/

test methods that a page does not have
POST /about/
405
     Allow: GET, HEAD, OPTIONS
PUT  /about/ a=b
     Accept: application/json
405  {"detail": "Method \"PUT\" not allowed."}
OPTIONS /about/
200  (empty)
     Allow: GET, HEAD, OPTIONS

test the help of old leads to the about page
GET  /help/pwclient/
301
     Location: /about/

test probes need no database
GET  /healthz
200  ok...
     Content-Type: text/plain; charset=utf-8
     Cache-Control: no-store
GET  /metrics
200  ...thimble_http_requests_total{status="2xx"} ...
POST /healthz
405
     Allow: GET, HEAD

test files of the program are served under their hash
GET  /static/0000000000000000/style.css
404
