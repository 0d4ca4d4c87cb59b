# The browsable form.
set  rest.page=2
rows project linkname=linux; person email=secret@example.org name="A Person"; user id=1 name=ann; user id=2 name=hiddenuser
rows patch id=1 name="<script>alert(1)</script> & \"q\"" submitter=secret@example.org content="see <https://x.example/?a=1&b=2>, www.y.example.\njavascript:alert(1)";
     patch id=2 submitter=secret@example.org; patch id=3; patch id=4; patch id=5; patch id=6; patch id=7; patch id=8; patch id=9; patch id=10; patch id=11; patch id=12; check patch=1
rows patch-comment id=1 patch=1; bundle id=1 public=true owner=ann

test the page of an object
GET  /api/1.3/patches/1/comments/1/?format=api
200
     Content-Type: text/html; charset=utf-8
     Vary: Accept, Cookie
     Allow: GET, PUT, PATCH, HEAD, OPTIONS
     X-Frame-Options: DENY
     Content-Security-Policy: default-src 'none'; ...
     Set-Cookie: (none)
has  <title>Patch Comment Detail, REST API - Thimble</title>
has  <h1>Patch Comment Detail</h1>
has  <p>get:<br>
has  Show a patch comment.<br>
has  <li><a href="/api/1.3/?format=api">Index</a></li><li><a href="/api/1.3/patches/?format=api">Patch List</a></li><li><a href="/api/1.3/patches/1/?format=api">Patch Detail</a></li><li><a href="/api/1.3/patches/1/comments/?format=api">Patch Comment List</a></li><li><span aria-current="page">Patch Comment Detail</span></li>
has  <pre class="req"><b>GET</b> /api/1.3/patches/1/comments/1/?format=api</pre>
has  <pre class="json c"><b>HTTP 200 OK</b>
has  <b>Allow:</b> <span class="s">GET, PUT, PATCH, HEAD, OPTIONS</span>
has  <b>Content-Type:</b> <span class="s">application/json</span>
has  <b>Vary:</b> <span class="s">Accept</span>
has  <a href="/api/1.3/patches/1/comments/1/?format=json">json</a>
has  <div class="head"><h1>Patch Comment Detail</h1><a class="btn" href="/api/1.3/patches/1/comments/1/?format=api">GET</a><form method="post" action="/api/1.3/patches/1/comments/1/?format=api"><button name="_method" value="OPTIONS">OPTIONS</button></form></div>
hasnt <b>Link:</b>
hasnt enctype
hasnt <script
queries 4

test what mail says stays text
GET  /api/patches/1/
     Accept: text/html
200
has  &lt;script&gt;alert(1)&lt;/script&gt; &amp; \&quot;q\&quot;
has  &lt;<a href="https://x.example/?a=1&amp;b=2" rel="nofollow">https://x.example/?a=1&amp;b=2</a>&gt;, <a href="http://www.y.example" rel="nofollow">www.y.example</a>.\njavascript:alert(1)&quot;
hasnt <script
hasnt href="javascript

test the pages of a list
GET  /api/patches/?format=api&state=new&page=3
200
has  <span class="page"><a href="/api/patches/?format=api&amp;state=new">1</a></span><span class="page"><a href="/api/patches/?format=api&amp;page=2&amp;state=new">2</a></span><span class="page curr" aria-current="page">3</span><span class="page"><a href="/api/patches/?format=api&amp;page=4&amp;state=new">4</a></span><span class="off">…</span><span class="page"><a href="/api/patches/?format=api&amp;page=6&amp;state=new">6</a></span>
has  <b>Link:</b> <span class="s">&lt;<a href="http://pw.example.org/api/patches/?format=api&amp;page=4&amp;state=new" rel="nofollow">
GET  /api/patches/?format=api
200
has  <span class="page curr" aria-current="page">1</span><span class="page"><a href="/api/patches/?format=api&amp;page=2">2</a></span><span class="page"><a href="/api/patches/?format=api&amp;page=3">3</a></span><span class="off">…</span>
GET  /api/patches/?format=api&page=last
200
has  <span class="off">…</span><span class="page"><a href="/api/patches/?format=api&amp;page=4">4</a></span><span class="page"><a href="/api/patches/?format=api&amp;page=5">5</a></span><span class="page curr" aria-current="page">6</span>
GET  /api/patches/?format=api&per_page=12
200
hasnt class="paginator"

test filters, search and order of a list, and no list of people
GET  /api/1.1/patches/?format=api&q=x%22y&state=new&archived=true&order=-date&zzz=1&page=1
200
has  name="q" type="search" value="x&quot;y"
has  <option value="new" selected="">New</option>
has  <option value="true" selected="">Yes</option>
has  name="project" value=""
has  <input type="hidden" name="format" value="api">
has  <input type="hidden" name="order" value="-date">
has  <input type="hidden" name="zzz" value="1">
hasnt <input type="hidden" name="page"
hasnt name="msgid"
has  <a href="/api/1.1/patches/?archived=true&amp;format=api&amp;order=name&amp;q=x%22y&amp;state=new&amp;zzz=1">name - ascending</a>
has  aria-current="true">date - descending</a>
has  Filters (in use)
hasnt secret@example.org
hasnt hiddenuser
GET  /api/1.2/events/?format=api&category=patch-created
200
has  name="actor"
has  <option value="patch-created" selected="">patch-created</option>
hasnt patch-comment-created
hasnt type="search"
GET  /api/patches/1/checks/?format=api
200
has  <option value="success">success</option>
hasnt hiddenuser
GET  /api/projects/?format=api
200
has  type="search"
hasnt Filters (in use)

test a page of an error
GET  /api/bundles/77/?format=api
404
has  <h1>Bundle Detail</h1>
has  HTTP 404 Not Found
has  &quot;No Bundle matches the given query.&quot;
hasnt enctype
GET  /api/patches/?format=api&page=99
404
has  &quot;Invalid page.&quot;
hasnt class="paginator"
GET  /api/users/?format=api
403
has  <h1>User List</h1>
hasnt List users.
hasnt <form
PATCH /api/patches/1/?format=api {}
403
has  <b>PATCH</b> /api/patches/1/?format=api

test who is signed in
GET  /api/?format=api
200
has  <a href="/user/login/?next=%2Fapi%2F%3Fformat%3Dapi">Sign in</a>
has  <h1>Index</h1>
hasnt <p>
as   ann
GET  /api/?format=api
200
has  <a href="/user/">ann</a>
hasnt Sign in

test every list and object is a page
GET  /api/patches/1/comments/?format=api
200
GET  /api/covers/?format=api
200
GET  /api/series/?format=api
200
GET  /api/bundles/?format=api
200
GET  /api/bundles/1/?format=api
200
GET  /api/projects/linux/?format=api
200
GET  /api/patches/1/checks/1/?format=api
200
as   ann
GET  /api/people/?format=api
200
GET  /api/users/1/?format=api
200
GET  /api/patches/1/?format=api
200
HEAD /api/patches/?format=api
200  (empty)
     Content-Type: text/html; charset=utf-8
