# Behind a proxy that speaks https, which the setting public_url tells.
set  public_url=https://pw.example.org
rows user name=ann password=secret

test cookies go over https alone
GET  /user/login/
200
     Set-Cookie: csrftoken=...; Max-Age=31449600; Path=/; SameSite=Lax; Secure
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
     Referer: https://pw.example.org/user/login/
302
     Location: /user/
     Set-Cookie: sessionid=...; HttpOnly; Max-Age=1209600; Path=/; SameSite=Lax; Secure, csrftoken=...; Secure

test a form says where it comes from
GET  /user/login/
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
403
has  Referer checking failed - no Referer.
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
     Referer: https://evil.example/user/login/
403
has  Referer checking failed - https://evil.example/user/login/ does not match any trusted origins.
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
     Referer: http://pw.example.org/user/login/
403
has  Referer checking failed - Referer is insecure while host is secure.
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
     Origin: https://pw.example.org
302

test one comes back to a link of the public name
GET  /user/login/?next=https://pw.example.org/about/
POST /user/login/ username=ann&password=secret&next=https://pw.example.org/about/&csrfmiddlewaretoken=$csrf
     Origin: https://pw.example.org
302
     Location: /about/
