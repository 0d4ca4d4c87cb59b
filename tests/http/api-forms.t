# Forms of the browsable API: for whom, with what in them.
rows project linkname=linux web_url=https://linux.example.org/ show_dependencies=true; project linkname=git
rows user id=1 name=ann password=secret maintainer=linux; user id=2 name=bob password=secret; user id=3 name=hiddenuser
rows person email=bob@example.org user=bob; person email=secret@example.org
rows relation id=5; patch id=1 project=linux submitter=bob@example.org state=under-review delegate=hiddenuser commit_ref=<abc> related=5; patch id=2 project=linux related=5; patch id=3 project=git
rows cover id=1 project=linux submitter=bob@example.org; patch-comment id=1 patch=1 addressed=true; cover-comment id=1 cover=1
rows bundle id=1 name="mine & yours" owner=ann public=true patches=2,1; bundle id=2 owner=bob public=true patches=3

test a maintainer of a project
GET  /user/login/
200
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
302
GET  /api/projects/linux/?format=api
200
     Cache-Control: private, no-cache
valid
has  <form class="form gap" method="post" action="/api/projects/linux/?format=api" enctype="multipart/form-data" aria-label="PUT, HTML form">
     | <input type="hidden" name="csrfmiddlewaretoken" value="
     | "><input type="hidden" name="_method" value="PUT">
     | <label for="e-web_url">Web url</label><input id="e-web_url" name="web_url" type="text" value="https://linux.example.org/" maxlength="2000" aria-describedby="h-web_url">
     | <div class="hint" id="h-web_url">An address on the web; it is not checked.</div>
     | <label for="e-scm_url">Scm url</label><input id="e-scm_url" name="scm_url" type="text" value=""
     | name="webscm_url"
     | name="list_archive_url"
     | name="list_archive_url_format"
     | name="commit_url_format"
     | <label for="e-show_dependencies">Show dependencies</label><input id="e-show_dependencies" name="show_dependencies" type="checkbox" value="true" checked="" aria-describedby="h-show_dependencies">
     | <button class="wide main">PUT</button>
     | </form>
has  aria-label="PUT, raw data">
     | <input type="hidden" name="csrfmiddlewaretoken" value="
     | <label for="c-type">Media type</label><select id="c-type" name="_content_type"><option value="application/json">application/json</option><option value="application/x-www-form-urlencoded">application/x-www-form-urlencoded</option><option value="multipart/form-data">multipart/form-data</option></select>
     | <label for="c-text">Content</label><textarea id="c-text" name="_content" class="mono" rows="12" spellcheck="false">
     | {
     |     &quot;web_url&quot;: &quot;https://linux.example.org/&quot;,
     |     &quot;scm_url&quot;: &quot;&quot;,
     |     &quot;webscm_url&quot;: &quot;&quot;,
     |     &quot;list_archive_url&quot;: &quot;&quot;,
     |     &quot;list_archive_url_format&quot;: &quot;&quot;,
     |     &quot;commit_url_format&quot;: &quot;&quot;,
     |     &quot;show_dependencies&quot;: true
     | }</textarea>
     | <button class="main" name="_method" value="PUT">PUT</button><button name="_method" value="PATCH">PATCH</button>
hasnt DELETE
GET  /api/1.1/projects/linux/?format=api
200
has  name="webscm_url"
hasnt name="list_archive_url"
hasnt name="show_dependencies"
GET  /api/projects/git/?format=api
200
hasnt PUT, HTML form
hasnt PUT, raw data

test a maintainer of a patch, and who is in no list
GET  /user/login/
200
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
302
GET  /api/patches/1/?format=api
200
valid
queries 9
has  aria-label="PUT, HTML form">
     | <label for="e-commit_ref">Commit ref</label><input id="e-commit_ref" name="commit_ref" type="text" value="&lt;abc&gt;" maxlength="255">
     | <label for="e-pull_url">Pull url</label><input id="e-pull_url" name="pull_url" type="text" value="" maxlength="255">
     | <label for="e-state">State</label><select id="e-state" name="state" aria-describedby="h-state"><option value="new">New</option><option value="under-review" selected="">Under Review</option><option value="accepted">Accepted</option>
     | <label for="e-archived">Archived</label><input id="e-archived" name="archived" type="checkbox" value="true">
     | <label for="e-delegate">Delegate</label><input id="e-delegate" name="delegate" type="number" value="3" aria-describedby="h-delegate">
     | <label for="e-related">Related</label><input id="e-related" name="related" type="text" value="2" aria-describedby="h-related">
has  <textarea id="c-text"
     | {
     |     &quot;commit_ref&quot;: &quot;&lt;abc&gt;&quot;,
     |     &quot;pull_url&quot;: null,
     |     &quot;state&quot;: &quot;under-review&quot;,
     |     &quot;archived&quot;: false,
     |     &quot;delegate&quot;: 3,
     |     &quot;related&quot;: [
     |         2
     |     ]
     | }</textarea>
hasnt <option value="3"
has  <a class="btn" href="#write">PUT</a>
has  Ids of patches that this one is related to. Set apart by blanks.
hasnt secret@example.org
GET  /api/patches/?format=api
200
hasnt secret@example.org
hasnt hiddenuser</option>
hasnt PUT, HTML form
hasnt POST, HTML form
GET  /api/patches/3/?format=api
200
hasnt PUT, HTML form

test who sent a patch has a form without what is for maintainers
GET  /user/login/
200
POST /user/login/ username=bob&password=secret&csrfmiddlewaretoken=$csrf
302
GET  /api/patches/1/?format=api
200
has  name="delegate" type="number" value="3"
hasnt name="related"
has  &quot;delegate&quot;: 3
     | }</textarea>
GET  /api/patches/2/?format=api
200
hasnt PUT, HTML form
GET  /api/1.3/patches/1/comments/1/?format=api
200
valid
has  <label for="e-addressed">Addressed</label><input id="e-addressed" name="addressed" type="checkbox" value="true" checked="" aria-describedby="h-addressed">
has  &quot;addressed&quot;: true
     | }</textarea>
GET  /api/covers/1/comments/1/?format=api
200
has  name="addressed" type="checkbox" value="true" aria-describedby
has  &quot;addressed&quot;: null
     | }</textarea>
GET  /api/covers/1/?format=api
200
hasnt PUT, HTML form
GET  /api/projects/linux/?format=api
200
hasnt PUT, HTML form

test checks are reported by who may
GET  /user/login/
200
POST /user/login/ username=bob&password=secret&csrfmiddlewaretoken=$csrf
302
GET  /api/patches/1/checks/?format=api
200
valid
has  aria-label="POST, HTML form">
     | <label for="e-user">User</label><input id="e-user" name="user" type="number" value="" aria-describedby="h-user">
     | <label for="e-state">State</label><select id="e-state" name="state" aria-describedby="h-state"><option value="0">pending</option><option value="1">success</option><option value="2">warning</option><option value="3">fail</option></select>
     | <label for="e-target_url">Target url</label><input id="e-target_url" name="target_url" type="url" value="" maxlength="200" aria-describedby="h-target_url">
     | <label for="e-context">Context</label><input id="e-context" name="context" type="text" value="default" maxlength="255" aria-describedby="h-context">
     | <label for="e-description">Description</label><textarea id="e-description" name="description" rows="4" aria-describedby="h-description">
     | </textarea>
     | <button class="wide main">POST</button>
has  <textarea id="c-text"
     | {
     |     &quot;state&quot;: &quot;&quot;,
     |     &quot;target_url&quot;: &quot;&quot;,
     |     &quot;context&quot;: &quot;default&quot;,
     |     &quot;description&quot;: &quot;&quot;
     | }</textarea>
     | <button class="main" name="_method" value="POST">POST</button></p>
hasnt hiddenuser
GET  /api/patches/2/checks/?format=api
200
hasnt POST, HTML form

test bundles are made by anybody with an account, and changed by their owner
GET  /user/login/
200
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
302
GET  /api/bundles/?format=api
200
valid
has  aria-label="POST, HTML form">
     | <label for="e-name">Name</label><input id="e-name" name="name" type="text" value="" maxlength="50" required="">
     | <label for="e-patches">Patches</label><input id="e-patches" name="patches" type="text" value="" required="" aria-describedby="h-patches">
     | <label for="e-public">Public</label><input id="e-public" name="public" type="checkbox" value="true" aria-describedby="h-public">
has  <textarea id="c-text"
     | {
     |     &quot;name&quot;: &quot;&quot;,
     |     &quot;patches&quot;: [],
     |     &quot;public&quot;: false
     | }</textarea>
GET  /api/bundles/1/?format=api
200
valid
has  <details><summary class="btn risk">DELETE</summary><form class="acts gap" method="post" action="/api/bundles/1/?format=api"><input type="hidden" name="csrfmiddlewaretoken" value="
     | <button class="risk" name="_method" value="DELETE">DELETE it</button></form></details>
has  name="name" type="text" value="mine &amp; yours"
     | name="patches" type="text" value="2 1"
     | name="public" type="checkbox" value="true" checked=""
has  &quot;patches&quot;: [
     |         2,
     |         1
     |     ],
GET  /api/bundles/2/?format=api
200
hasnt PUT, HTML form
hasnt DELETE it
GET  /api/1.1/bundles/?format=api
200
hasnt POST, HTML form
GET  /api/1.1/bundles/1/?format=api
200
hasnt PUT, HTML form
hasnt DELETE it
GET  /api/bundles/77/?format=api
404
hasnt PUT, HTML form
hasnt DELETE it

test users change themselves
GET  /user/login/
200
POST /user/login/ username=bob&password=secret&csrfmiddlewaretoken=$csrf
302
GET  /api/users/2/?format=api
200
valid
has  <label for="e-first_name">First name</label><input id="e-first_name" name="first_name" type="text" value="" maxlength="150">
     | name="last_name"
     | <h3 class="wide">Settings</h3>
     | <label for="e-settings.send_email">Send email</label><input id="e-settings.send_email" name="settings.send_email" type="checkbox" value="true" aria-describedby="h-settings.send_email">
     | <label for="e-settings.items_per_page">Items per page</label><input id="e-settings.items_per_page" name="settings.items_per_page" type="number" value="100" aria-describedby="h-settings.items_per_page">
     | name="settings.show_ids" type="checkbox"
has  &quot;settings&quot;: {
     |         &quot;send_email&quot;: false,
     |         &quot;items_per_page&quot;: 100,
     |         &quot;show_ids&quot;: false
     |     }
     | }</textarea>
GET  /api/1.1/users/2/?format=api
200
valid
has  name="last_name"
hasnt settings
GET  /api/users/1/?format=api
200
hasnt PUT, HTML form

test there is no form without a session
GET  /api/patches/1/checks/?format=api
200
     Set-Cookie: (none)
hasnt POST, HTML form
as   ann
GET  /api/patches/1/?format=api
200
     Set-Cookie: (none)
hasnt PUT, HTML form
hasnt csrfmiddlewaretoken
has  <form method="post" action="/api/patches/1/?format=api"><button name="_method" value="OPTIONS">OPTIONS</button></form>
GET  /api/bundles/1/?format=api
200
hasnt PUT, HTML form
hasnt DELETE it

test who is signed in signs out from here
GET  /user/login/
200
POST /user/login/ username=bob&password=secret&csrfmiddlewaretoken=$csrf
302
GET  /api/?format=api
200
valid
has  <li><form method="post" action="/user/logout/"><input type="hidden" name="csrfmiddlewaretoken" value="
hasnt HTML form
POST /user/logout/ csrfmiddlewaretoken=$csrf
302
GET  /api/?format=api
200
has  Sign in

test every other page for who is signed in
GET  /user/login/
200
POST /user/login/ username=bob&password=secret&csrfmiddlewaretoken=$csrf
302
GET  /api/people/?format=api
200
valid
has  <h1>Person List</h1>
hasnt enctype
GET  /api/people/1/?format=api
200
valid
hasnt enctype
GET  /api/users/?format=api
200
valid
hasnt enctype
GET  /api/covers/?format=api
200
valid
hasnt enctype
GET  /api/series/?format=api
200
valid
hasnt enctype
GET  /api/events/?format=api
200
valid
hasnt enctype
GET  /api/projects/?format=api
200
valid
hasnt enctype
GET  /api/patches/1/comments/?format=api
200
valid
hasnt enctype
