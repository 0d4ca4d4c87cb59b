# Signing in and out, sessions, CSRF values of forms.
set  secret_key=00000000000000000000000000000000000000000000000000
set  auth.max_failures=5
rows user id=1 name=ann password=secret first_name=Ann last_name=Onym;
     user id=2 name=bob password=secret is_active=false;
     user id=3 name=carol; user id=4 name=dora;
     user id=5 name=eve password=secret; project linkname=linux

test the login page has a form and brings the cookie of it
GET  /user/login/
200
     Set-Cookie: csrftoken=...; Max-Age=31449600; Path=/; SameSite=Lax
     Cache-Control: private, no-cache
     Vary: Cookie
has  <form method="post" action="/user/login/"><input type="hidden" name="csrfmiddlewaretoken" value="
has  name="username"
has  name="password" type="password"
queries 0

test a visitor of another page gets no cookie
GET  /about/
200
     Set-Cookie: (none)
     Cache-Control: no-cache
     Vary: Cookie
has  <a href="/user/login/?next=%2Fabout%2F">Sign in</a>
hasnt Sign out
queries 0

test a name and a password sign in
GET  /user/login/
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
302  (empty)
     Location: /user/
     Set-Cookie: sessionid=...; HttpOnly; Max-Age=1209600; Path=/; SameSite=Lax, csrftoken=...
     Cache-Control: private, no-cache
queries 6
GET  /user/
200
     Cache-Control: no-store
has  Profile: ann
has  Ann Onym
has  Sign out
GET  /about/
200
     Cache-Control: private, no-cache
has  Sign out
hasnt >Sign in<
queries 2
select SELECT count(*) FROM auth_user WHERE username = 'ann'
       AND last_login IS NOT NULL
       | 1
select SELECT count(*) FROM auth_user WHERE username = 'ann'
       AND password LIKE 'pbkdf2_sha256$1000000$%'
       | 1

test blanks around the name do not count, letter case does
GET  /user/login/
POST /user/login/ username=%20ann%20&password=secret&csrfmiddlewaretoken=$csrf
302
GET  /user/login/
POST /user/login/ username=ANN&password=secret&csrfmiddlewaretoken=$csrf
200
has  User name and password do not match.

test a wrong password shows the form again
sql  DELETE FROM django_session
GET  /user/login/
POST /user/login/ username=ann&password=Secret&csrfmiddlewaretoken=$csrf
200
     Set-Cookie: csrftoken=...
has  class="errorlist" role="alert"
has  User name and password do not match.
has  value="ann"
hasnt Secret
select SELECT count(*) FROM django_session
       | 0

test an unknown, an inactive user and one without a password are told the same
GET  /user/login/
POST /user/login/ username=nobody&password=secret&csrfmiddlewaretoken=$csrf
200
has  User name and password do not match.
POST /user/login/ username=bob&password=secret&csrfmiddlewaretoken=$csrf
200
has  User name and password do not match.
POST /user/login/ username=carol&password=!&csrfmiddlewaretoken=$csrf
200
has  User name and password do not match.

test nothing at all is asked for again
GET  /user/login/
POST /user/login/ csrfmiddlewaretoken=$csrf
200
has  Enter a user name and a password.

test what is typed is shown as text
GET  /user/login/
POST /user/login/ username=%22%3E%3Cb%3E&password=x&csrfmiddlewaretoken=$csrf
200
hasnt "><b>
has  value="&quot;&gt;&lt;b&gt;"

test who fails too often waits, and others do not
GET  /user/login/
POST /user/login/ username=eve&password=1&csrfmiddlewaretoken=$csrf
POST /user/login/ username=eve&password=2&csrfmiddlewaretoken=$csrf
POST /user/login/ username=eve&password=3&csrfmiddlewaretoken=$csrf
POST /user/login/ username=eve&password=4&csrfmiddlewaretoken=$csrf
POST /user/login/ username=eve&password=5&csrfmiddlewaretoken=$csrf
200
POST /user/login/ username=eve&password=secret&csrfmiddlewaretoken=$csrf
403
has  Too many failed attempts
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
302

test after signing in one comes back to where one was
GET  /user/login/?next=/project/linux/list/%3Fq%3Da%2520b
200
has  name="next" value="/project/linux/list/?q=a%20b"
POST /user/login/ username=ann&password=secret&next=/project/linux/list/%3Fq%3Da%2520b&csrfmiddlewaretoken=$csrf
302
     Location: /project/linux/list/?q=a%20b
GET  /user/login/
POST /user/login/?next=/about/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
302
     Location: /about/
GET  /user/login/
POST /user/login/ username=ann&password=secret&next=http://pw.example.org/about/&csrfmiddlewaretoken=$csrf
302
     Location: /about/
GET  /user/login/
POST /user/login/ username=ann&password=secret&next=/%C3%A9%20%5C%22/&csrfmiddlewaretoken=$csrf
302
     Location: /%C3%A9%20%5C%22/

test nobody is led to another site
GET  /user/login/
POST /user/login/ username=ann&password=secret&next=http://evil.example/&csrfmiddlewaretoken=$csrf
302
     Location: /user/
POST /user/login/ username=ann&password=secret&next=//evil.example/&csrfmiddlewaretoken=$csrf
403
GET  /user/login/?next=//evil.example/
hasnt evil.example/" type
hasnt name="next"
POST /user/login/ username=ann&password=secret&next=//evil.example/&csrfmiddlewaretoken=$csrf
302
     Location: /user/
GET  /user/login/?next=/%5Cevil.example/
hasnt name="next"
POST /user/login/?next=/%5Cevil.example/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
302
     Location: /user/
GET  /user/login/
POST /user/login/ username=ann&password=secret&next=/%09/evil.example/&csrfmiddlewaretoken=$csrf
302
     Location: /user/
GET  /user/login/
POST /user/login/ username=ann&password=secret&next=javascript:alert(1)&csrfmiddlewaretoken=$csrf
302
     Location: /user/
GET  /user/login/
POST /user/login/ username=ann&password=secret&next=http://pw.example.org.evil.example/&csrfmiddlewaretoken=$csrf
302
     Location: /user/
GET  /user/login/
POST /user/login/ username=ann&password=secret&next=http://pw.example.org//evil.example/&csrfmiddlewaretoken=$csrf
302
     Location: /user/
GET  /user/login/
POST /user/login/ username=ann&password=secret&next=/a%0D%0ASet-Cookie:x=y&csrfmiddlewaretoken=$csrf
302
     Location: /user/

test a session that somebody planted is replaced
sql  DELETE FROM django_session;
     INSERT INTO django_session VALUES ('plantedplantedplanted', 'x', '2099-01-01 00:00:00')
GET  /user/login/
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
     Cookie: csrftoken=$cookie.csrftoken; sessionid=plantedplantedplanted
302
     Set-Cookie: sessionid=...
select SELECT count(*) FROM django_session
       | 1
select SELECT count(*) FROM django_session
       WHERE session_key = 'plantedplantedplanted'
       | 0
GET  /user/
     Cookie: sessionid=plantedplantedplanted
302

test signing in makes a new CSRF secret
GET  /user/login/
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
302
POST /user/logout/ csrfmiddlewaretoken=$csrf
403
has  CSRF token from POST incorrect.

test signing out ends the session, by POST alone
sql  DELETE FROM django_session
GET  /user/login/
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
302
GET  /user/logout/
405
     Allow: POST, OPTIONS
POST /user/logout/
403
has  CSRF token missing.
select SELECT count(*) FROM django_session
       | 1
GET  /user/
POST /user/logout/ csrfmiddlewaretoken=$csrf
302  (empty)
     Location: /
     Set-Cookie: sessionid=; expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Max-Age=0; Path=/; SameSite=Lax
select SELECT count(*) FROM django_session
       | 0
GET  /user/
302
     Location: /user/login/?next=/user/

test the key of a session that was ended is worth nothing
GET  /user/login/
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
GET  /user/
200
POST /user/logout/ csrfmiddlewaretoken=$csrf
     Cookie: csrftoken=$cookie.csrftoken; sessionid=$cookie.sessionid
302
GET  /about/
200
has  >Sign in<

test who is not signed in may sign out all the same
GET  /user/login/
POST /user/logout/ csrfmiddlewaretoken=$csrf
302
     Location: /

test pages for users lead to the login page and back
GET  /user/?a=b&c=%2F
302  (empty)
     Location: /user/login/?next=/user/%3Fa%3Db%26c%3D%252F
POST /user/generate-token/
403
GET  /user/login/
POST /user/generate-token/ csrfmiddlewaretoken=$csrf
302
     Location: /user/login/?next=/user/generate-token/

test a form needs cookie and value, and says which is missing
POST /user/login/ username=ann&password=secret
403
has  CSRF cookie not set.
GET  /user/login/
POST /user/login/ username=ann&password=secret
403
has  CSRF token missing.
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=abc
403
has  CSRF token from POST has incorrect length.
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=abcdefghijklmnopqrstuvwxyzABCDEF
403
has  CSRF token from POST incorrect.
POST /user/login/ username=ann&password=secret
     X-CSRFToken: abcdefghijklmnopqrstuvwxyzABCDEF
403
has  CSRF token from the &#39;X-Csrftoken&#39; HTTP header incorrect.
POST /user/login/ username=ann&password=secret
     Cookie: csrftoken=abc
     X-CSRFToken: abc
403
has  CSRF cookie has incorrect length.
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
     Origin: http://evil.example
403
has  Origin checking failed - http://evil.example does not match any trusted origins.
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
     Origin: null
403
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
     Origin: http://pw.example.org
302

test the header will do, and the plain secret as well
GET  /user/login/
POST /user/login/ username=ann&password=secret
     X-CSRFToken: $csrf
302
GET  /user/login/
POST /user/login/ username=ann&password=secret
     X-CSRFToken: $cookie.csrftoken
302

test a token in the header signs nobody in on a page
as   ann
GET  /user/
302

test an error page knows who is signed in
GET  /user/login/
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
GET  /nowhere/
404
has  Sign out

# The session was written by Python in Django's format, for user 4 and this
# password.
test a session that Django began goes on here
sql  UPDATE auth_user SET password = 'pbkdf2_sha256$1000000$abcdefghijklmnopqrstuv$tW94pSigUM2AlIkWSQO4yVeVgz1Hy8/tw6HFhR010Gk=' WHERE id = 4;
     INSERT INTO django_session VALUES ('djangodjangodjangodjangodjango12', '.eJxVzEEOwiAQheG7sDaEMlCpS_e9gUkzA4NUDSSFrox3t0260O37X763mHBtaVorL9McxEUYcfrdCP2T8x7CA_O9SF9yW2aS-0UetcqxBH5dj-8fkLCmncUOeo9stDOknLHeu37QDkKkqC1pAvBnNgpiZGuhA3TATgHriIZ4Q3NpvEm3VSkexOcLgW48bA:1xocE4:HGdBY-GVPW3F8_KFTIu-ESG_wnPBf8_urSK9-LeJsHk', '2099-01-01 00:00:00')
GET  /user/
     Cookie: a=b; sessionid=djangodjangodjangodjangodjango12; c=d
200
has  Profile: dora
sql  UPDATE django_session SET expire_date = '2001-01-01 00:00:00' WHERE session_key LIKE 'django%'
GET  /user/
     Cookie: sessionid=djangodjangodjangodjangodjango12
302
sql  UPDATE django_session SET expire_date = '2099-01-01 00:00:00' WHERE session_key LIKE 'django%';
     UPDATE auth_user SET password = 'md5$a$b' WHERE id = 4
GET  /user/
     Cookie: sessionid=djangodjangodjangodjangodjango12
302

test an inactive user is signed out at once
GET  /user/login/
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
GET  /user/
200
sql  UPDATE auth_user SET is_active = NOT is_active WHERE id = 1
GET  /user/
302
sql  UPDATE auth_user SET is_active = NOT is_active WHERE id = 1
GET  /user/
200
