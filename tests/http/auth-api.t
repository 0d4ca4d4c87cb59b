# Who asks, through the API: sessions of a browser, Basic, Token.
set  secret_key=00000000000000000000000000000000000000000000000000
rows project linkname=linux; user name=ann password=secret;
     user name=gone password=secret is_active=false

test a token, in any letter case of its scheme
as   ann
GET  /api/users/1/
200
     Cache-Control: private, no-cache
     Set-Cookie: (none)
as   nobody
GET  /api/users/1/
     Authorization: tOKEN   3d72224f455a8189b836d2dfd5013eb13cc149fb
200

test credentials that are wrong fail where nothing is asked for
GET  /api/
     Authorization: Token nosuch
403  {"detail": "Invalid token."}
     Vary: Accept, Cookie
GET  /api/
     Authorization: Token
403  {"detail": "Invalid token header. No credentials provided."}
GET  /api/
     Authorization: Token a b
403  {"detail": "Invalid token header. Token string should not contain spaces."}
as   gone
GET  /api/
403  {"detail": "User inactive or deleted."}
as   ann basic Secret
GET  /api/
403  {"detail": "Invalid username/password."}
as   nobody
GET  /api/
     Authorization: Basic
403  {"detail": "Invalid basic header. No credentials provided."}
GET  /api/
     Authorization: Basic YTpi YTpi
403  {"detail": "Invalid basic header. Credentials string should not contain spaces."}
GET  /api/
     Authorization: Basic YQ==
403  {"detail": "Invalid basic header. Credentials not correctly base64 encoded."}
GET  /api/
     Authorization: Bearer x
200
GET  /api/nosuch/
     Authorization: Token nosuch
404
     Content-Type: text/html; charset=utf-8

test a wrong format comes before wrong credentials
GET  /api/?format=xml
     Authorization: Token nosuch
404  {"detail": "Not found."}

test name and password are known once they fitted
as   ann basic secret
GET  /api/users/1/
200
GET  /api/users/1/
200
select SELECT count(*) FROM auth_user WHERE username = 'ann'
       AND password LIKE 'pbkdf2_sha256$1000000$%'
       | 1
select SELECT last_login FROM auth_user WHERE username = 'ann'
       | NULL

test a browser changes nothing without a CSRF value
GET  /user/login/
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
302
GET  /api/users/1/
200
PATCH /api/projects/linux/ {}
403  {"detail": "CSRF Failed: CSRF token missing."}
PATCH /api/projects/linux/ {}
     X-CSRFToken: $cookie.csrftoken
403  {"detail": "You do not have permission to perform this action."}
PATCH /api/projects/linux/ {}
     X-CSRFToken: abcdefghijklmnopqrstuvwxyzABCDEF
403  {"detail": "CSRF Failed: CSRF token from the 'X-Csrftoken' HTTP header incorrect."}
PATCH /api/projects/linux/ {}
     X-CSRFToken: $cookie.csrftoken
     Origin: http://evil.example
403  {"detail": "CSRF Failed: Origin checking failed - http://evil.example does not match any trusted origins."}
PATCH /api/projects/linux/ {}
     Cookie: sessionid=$cookie.sessionid
403  {"detail": "CSRF Failed: CSRF cookie not set."}

test a good session stands above other credentials, a bad one is not there
GET  /user/login/
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
302
GET  /api/users/1/
     Authorization: Token nosuch
200
PATCH /api/projects/linux/ {}
     Authorization: Basic x
403  {"detail": "CSRF Failed: CSRF token missing."}
PATCH /api/projects/linux/ {}
     Cookie: sessionid=unknownunknownunknown
403  {"detail": "Authentication credentials were not provided."}

test nothing that is kept decides: a token ends at once
as   ann
GET  /api/users/1/
200
sql  UPDATE auth_user SET is_active = NOT is_active WHERE username = 'ann'
GET  /api/users/1/
403  {"detail": "User inactive or deleted."}
sql  UPDATE auth_user SET is_active = NOT is_active WHERE username = 'ann'
GET  /api/users/1/
200
sql  DELETE FROM authtoken_token
GET  /api/users/1/
403  {"detail": "Invalid token."}
