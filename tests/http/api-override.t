# What a form of a page stands for, and that nothing else overrides a method.
rows project linkname=linux; user id=1 name=ann password=secret maintainer=linux; patch id=1 project=linux; bundle id=1 owner=ann patches=1

test OPTIONS changes nothing, so anybody has the button
POST /api/patches/1/?format=api _method=OPTIONS
200
     Content-Type: text/html; charset=utf-8
has  <b>OPTIONS</b> /api/patches/1/?format=api
has  &quot;renders&quot;
hasnt &quot;actions&quot;
POST /api/users/?format=api _method=OPTIONS
403
POST /api/patches/1/ _method=OPTIONS
405  {"detail": "Method \"POST\" not allowed."}

test it is for who is signed in, and asks for a page
POST /api/patches/1/?format=api _method=PATCH&commit_ref=x
405
has  Method \&quot;POST\&quot; not allowed.
as   ann
POST /api/patches/1/?format=api _method=PATCH&commit_ref=x
405
DELETE /api/bundles/1/
     X-HTTP-Method-Override: GET
204
as   nobody
GET  /user/login/
200
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
302
GET  /api/patches/1/?format=api
200
POST /api/patches/1/ _method=PATCH&commit_ref=x&csrfmiddlewaretoken=$csrf
405  {"detail": "Method \"POST\" not allowed."}
POST /api/patches/1/?format=api {"_method": "PATCH", "commit_ref": "x"}
     X-CSRFToken: $cookie.csrftoken
405
POST /api/patches/1/?format=api _method=GET&csrfmiddlewaretoken=$csrf
405
POST /api/patches/1/?format=api _method=patch&csrfmiddlewaretoken=$csrf
405
select SELECT count(*) FROM patchwork_patch WHERE commit_ref = 'x'
     | 0

test the CSRF value stands for the form
GET  /user/login/
200
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
302
POST /api/patches/1/?format=api _method=PATCH&commit_ref=x
403
has  CSRF Failed: CSRF token missing.
POST /api/patches/1/?format=api _method=OPTIONS
403
select SELECT count(*) FROM patchwork_patch WHERE commit_ref = 'x'
     | 0
