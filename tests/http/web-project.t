# The list of projects, the page of one, about, the settings for clients:
# spec/web.md 1 and 8.
rows project linkname=linux name="Linux & co" listid=linux.example.org
     listemail=linux@example.org web_url=https://linux.example.org/
     scm_url=git://git.example.org/linux.git webscm_url=https://git.example.org/
     list_archive_url=https://lore.example.org/linux/
rows user name=ann maintainer=linux email=ann+x@example.com;
     user name=bob maintainer=linux; user name=carl email=carl@example.com;
     user name=dora password=secret
sql  UPDATE auth_user SET first_name = 'Ann', last_name = 'O''Nym'
     WHERE username = 'ann'
rows patch id=1; patch id=2; patch id=3 archived=true

test the only project is where visitors go
GET  /
302  (empty)
     Location: /project/linux/list/
queries 1

test of several projects there is a list, by link name
rows project linkname=git name=Git; project linkname=zebra name=Apple
     web_url=javascript:alert(1) webscm_url=" javascript:alert(1)"
     list_archive_url=data:text/html,x scm_url=javascript:alert(1) use_tags=false
GET  /
200
valid
queries 2
has  <title>Projects - Thimble</title>
     | <a href="/project/git/list/">Git</a>
     | 0 (+ 0 archived)
     | <a href="/project/linux/list/">Linux &amp; co</a>
     | linux.example.org
     | 2 (+ 1 archived)
     | <a href="/project/linux/">
     | <a href="/project/zebra/list/">Apple</a>

test a project with all that it says of itself
GET  /project/linux/
200
valid
queries 3
has  <title>About Linux &amp; co - Thimble</title>
     | <a href="/project/linux/list/"
     | <a href="/project/linux/" aria-current="page">
     | <h1>Linux &amp; co</h1>
     | linux@example.org
     | <a href="https://lore.example.org/linux/">https://lore.example.org/linux/</a>
     | Ann O&#39;Nym &lt;<a href="mailto:ann+x@example.com">ann+x@example.com</a>&gt;
     | bob
     | 2 (+ 1 archived)
     | <a href="https://linux.example.org/">
     | <a href="https://git.example.org/">
     | git://git.example.org/linux.git
     | <a href="/project/linux/pwclientrc/">pwclientrc</a>
hasnt carl

test what is no link to another site is none
GET  /project/zebra/
200
valid
hasnt href="javascript
hasnt href="data
has  javascript:alert(1)
hasnt Maintainers

test a project that is not there
GET  /project/nowhere/
404
GET  /project/LINUX/
404

test settings for clients
GET  /project/linux/pwclientrc/
200
     Content-Type: text/plain; charset=utf-8
     Content-Disposition: attachment; filename=.pwclientrc
     | # Settings of pwclient for the project Linux & co
     | # of http://pw.example.org/
     |
     | # To make it the default, take the signs off these lines.
     | #[options]
     | #default=linux
     |
     | [linux]
     | backend = rest
     | url = http://pw.example.org/api/
     |
GET  /project/nowhere/pwclientrc/
404

test settings for clients, for who is signed in
GET  /user/login/
POST /user/login/ username=dora&password=secret&csrfmiddlewaretoken=$csrf
302
GET  /project/linux/pwclientrc/
200
     Vary: Cookie
     Cache-Control: private, no-cache
has  url = http://pw.example.org/api/
     | username = dora
     | password = <your password>

test about
GET  /about/
200
valid
queries 0
has  <li>REST API: enabled</li>
     | <li>XML-RPC: disabled</li>
GET  /help/
301
     Location: /about/
GET  /help/about/
301
     Location: /about/
