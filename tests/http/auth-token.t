# The page of the account, and its token.
set  secret_key=00000000000000000000000000000000000000000000000000
rows user id=1 name=ann password=secret email=ann@example.org maintainer=linux,git;
     user id=2 name=bob password=secret
sql  DELETE FROM authtoken_token

test the page says what the account is
GET  /user/login/
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
GET  /user/
200
has  Profile: ann
has  ann@example.org
has  <a href="/project/linux/list/">linux</a>
has  <a href="/project/git/list/">git</a>
has  You have no token.
has  Generate token
queries 5

test a new token is shown once, and takes the place of the old one
GET  /user/login/
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
GET  /user/
POST /user/generate-token/ csrfmiddlewaretoken=$csrf
302  (empty)
     Location: /user/
     Set-Cookie: newtoken=...; HttpOnly; Max-Age=300; Path=/; SameSite=Lax
select SELECT user_id, length(key) FROM authtoken_token
       | 1 40
GET  /user/
200
     Cache-Control: no-store
     Set-Cookie: newtoken=; expires=...
has  <code id="token">
has  It is shown this once
has  Regenerate token
GET  /user/
200
hasnt id="token"
hasnt It is shown this once
has  It is not shown again.
POST /user/generate-token/ csrfmiddlewaretoken=$csrf
302
select SELECT count(*) FROM authtoken_token
       | 1

test a token that was made elsewhere is not shown
sql  DELETE FROM authtoken_token;
     INSERT INTO authtoken_token (key, created, user_id) VALUES ('0123456789012345678901234567890123456789', '2026-01-02 03:04:05', 2)
GET  /user/login/
POST /user/login/ username=bob&password=secret&csrfmiddlewaretoken=$csrf
GET  /user/
200
has  0123…6789
has  2026-01-02
hasnt 0123456789
GET  /user/
     Cookie: sessionid=$cookie.sessionid; newtoken=0123456789012345678901234567890123456789
200
hasnt 0123456789

test a token is made by POST alone, with a CSRF value
GET  /user/login/
POST /user/login/ username=bob&password=secret&csrfmiddlewaretoken=$csrf
GET  /user/generate-token/
405
     Allow: POST, OPTIONS
POST /user/generate-token/
403
select SELECT key FROM authtoken_token WHERE user_id = 2
       | 0123456789012345678901234567890123456789
