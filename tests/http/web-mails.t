# The page of a patch, of a cover letter, of a series: spec/web.md 4 and 5.
rows project linkname=linux name="Linux kernel"
     list_archive_url_format="https://lore.example.org/all/{}/"
     commit_url_format="https://git.example.org/c/{}"
rows project linkname=git
rows person email=sam@example.org name=Sam; person email=nameless@example.org name=NULL
rows user name=ann maintainer=linux; user name=ci
sql  UPDATE auth_user SET first_name = 'Ann', last_name = 'Other'
     WHERE username = 'ann'
rows cover id=4 name="[0/3] clock" content="Why.\n\nSigned-off-by: Sam"
     headers="From: Sam <sam@example.org>\nSubject: [0/3] clock\nX-Long: a\n b"
rows series id=3 name=clock cover_letter=4 total=3 version=2;
     series id=2 name=older; series id=9 name=later depends=3
sql  INSERT INTO patchwork_series_dependencies (id, from_series_id, to_series_id)
     VALUES (50, 3, 2)
rows relation id=5
rows patch id=7 name="[1/3] start" series=3 number=1 delegate=ann
     state=under-review archived=true commit_ref=abc123 related=5
     headers="From: Sam\nSubject: [1/3] start" content="Starts it.\n\nAcked-by: Me"
     diff="diff --git a/clock.c b/clock.c\n--- a/clock.c\n+++ b/clock.c\n@@ -1,2 +1,2 @@ main\n-old\n+new\n same\n";
     patch id=8 name="[2/3] tick" series=3 number=2 related=5;
     patch id=10 name="elsewhere" project=git related=5;
     patch id=11 name="please pull" diff=NULL
     pull_url="git://git.example.org/clock.git tags/v1";
     patch id=12 name="alone"
rows patch-comment id=40 patch=7 submitter=nameless@example.org addressed=false
     content="> Starts it.\nWhy?"
     headers="In-Reply-To: <patch-7@example.org>";
     patch-comment id=41 patch=7 addressed=true content="Because."
     headers="In-Reply-To: <reply-40@example.org>";
     patch-comment id=42 patch=7 content="Fine."
rows cover-comment id=40 cover=4 content="Good series." addressed=false
rows check patch=7 state=success context=build user=ci target_url=https://ci.example.org/1;
     check patch=7 state=fail context=test user=ci description="it hangs"
     target_url=https://ci.example.org/2;
     check patch=7 state=pending context=bench user=ann;
     check patch=7 state=warning context=style user=ci date="2025-01-01 00:00:00";
     check patch=7 state=success context=style user=ci

test a patch with all that is known of it
GET  /project/linux/patch/patch-7@example.org/
200
     Content-Type: text/html; charset=utf-8
     Set-Cookie: (none)
valid
queries 13
has
     | <title>[1/3] start - Thimble</title>
     | <a href="/project/linux/list/">Linux kernel</a>
     | <a href="/series/3/">clock</a> <span class="ver">v2</span>
     | 1 of 3
     | <a href="/project/linux/cover/cover-4@example.org/" rel="prev" title="[0/3] clock">
     | <a href="/project/linux/patch/patch-8@example.org/" rel="next" title="[2/3] tick">
     | <h1>[1/3] start</h1>
     | State
     | <span class="st review">Under Review</span> <span class="chip">archived</span>
     | <a href="/project/linux/list/?submitter=1">Sam</a>
     | <time datetime="2026-01-02T03:07:00Z">2026-01-02 03:07:00 UTC</time>
     | Delegate
     | Ann Other
     | href="https://lore.example.org/all/patch-7@example.org/">patch-7@example.org</a>
     | <a href="https://git.example.org/c/abc123">abc123</a>
     | <a href="/project/linux/list/?series=3">clock</a>
     | 2 patches
     | <a href="/project/linux/cover/cover-4@example.org/">[0/3] clock</a>
     | <b aria-current="true">[1/3] start</b>
     | <a href="/project/linux/patch/patch-8@example.org/">[2/3] tick</a>
     | 2 related patches
     | <a href="/project/linux/patch/patch-8@example.org/">[2/3] tick</a>
     | <a href="/project/git/patch/patch-10@example.org/">elsewhere</a> <span class="dim">git</span>
     | +1</span> <span class="bad">−1
     | in 1 file<
     | href="/project/linux/patch/patch-7@example.org/mbox/"
     | href="/project/linux/patch/patch-7@example.org/raw/"
     | href="/series/3/mbox/"
     | >7<
     | 2 headers
     | From: Sam
     | Subject: [1/3] start
     | Checks
     | 1 failed
     | 1 pending
     | 2 passed
     | ci/test
     | fail
     | <a href="https://ci.example.org/2">it hangs</a>
     | ann/bench
     | pending
     | ci/build
     | success
     | <a href="https://ci.example.org/1">details</a>
     | ci/style
     | success
     | Commit message
     | Starts it.
     | <span class="trl">Acked-by: Me</span>
     | Patch</h2>
     | clock.c
     | @@ -1,2 +1,2 @@ main
     | id="f1-o1"
     | id="f1-n1"
     | Comments
     | 3 messages, 1 open
     | id="40"
     | nameless@example.org
     | #1
     | Unaddressed
     | Archive
     | Why?
     | id="41"
     | Addressed
     | Because.
     | id="42"
     | Fine.
hasnt with the patches before it

test a patch within its series can be had with those before it
GET  /project/linux/patch/patch-8@example.org/
200
valid
has  href="/project/linux/patch/patch-7@example.org/" rel="prev"
     | href="/project/linux/patch/patch-8@example.org/mbox/?series=*">mbox with the patches before it
hasnt rel="next"

test a pull request has no diff
GET  /project/linux/patch/patch-11@example.org/
200
valid
has  Pull request
     | <a href="git://git.example.org/clock.git%20tags/v1">git://git.example.org/clock.git tags/v1</a>
     | href="/project/linux/patch/patch-11@example.org/mbox/"
     | Message</h2>
hasnt /raw/
hasnt Commit message
hasnt Patch</h2>

test a patch that stands alone
GET  /project/linux/patch/patch-12@example.org/
200
valid
queries 6
hasnt Series
hasnt Checks
hasnt Comments
hasnt Related
hasnt rel="next"

test the number of statements does not depend on the discussion
sql  INSERT INTO patchwork_patchcomment (id, msgid, date, headers, content,
     patch_id, submitter_id, addressed)
     SELECT id + 100, '<many-' || id || '@x>', date, '', content, 12, 2, NULL
     FROM patchwork_patchcomment
GET  /project/linux/patch/patch-12@example.org/
has  3 messages
queries 7

test a cover letter
GET  /project/linux/cover/cover-4@example.org/
200
valid
queries 10
has
     | <title>[0/3] clock - Thimble</title>
     | <a href="/series/3/">clock</a>
     | <a href="/project/linux/patch/patch-7@example.org/" rel="next"
     | <h1>[0/3] clock</h1>
     | <a href="/project/linux/list/?submitter=1">Sam</a>
     | href="https://lore.example.org/all/cover-4@example.org/">cover-4@example.org</a>
     | <b aria-current="true">[0/3] clock</b>
     | href="/project/linux/patch/patch-7@example.org/">[1/3] start
     | href="/project/linux/cover/cover-4@example.org/mbox/"
     | href="/series/3/mbox/"
     | 3 headers
     | Message</h2>
     | <span class="trl">Signed-off-by: Sam</span>
     | 1 message, 1 open
     | id="40"
     | Good series.
hasnt State</dt>
hasnt Checks

test a series
GET  /series/3/
200
valid
queries 12
has
     | <title>Series clock - Thimble</title>
     | <a href="/project/linux/list/">Linux kernel</a>
     | <h1>clock <span class="ver">v2</span></h1>
     | <a href="/project/linux/list/?submitter=1">Sam</a>
     | 2 of 3, incomplete
     | Depends on
     | <a href="/series/2/">older</a>
     | Needed by
     | <a href="/series/9/">later</a>
     | href="/series/3/mbox/"
     | href="/project/linux/list/?series=3"
     | href="/project/linux/cover/cover-4@example.org/">[0/3] clock</a>
     | <tr id="patch-row:7" data-patch-id="7">
     | id="patch-name:7"><a href="/project/linux/patch/patch-7@example.org/">[1/3] start</a>
     | id="patch-state:7"><span class="st review">Under Review</span>
     | id="patch-checks:7"
     | 1 failed
     | <tr id="patch-row:8"
     | none yet
     | Cover letter
     | Why.
     | Comments on the cover letter
     | Good series.

test a series without anything
GET  /series/2/
200
valid
has  0 of 1, incomplete
     | No patches to display
GET  /series/77/
404
GET  /series/99999999999999999999/
404

test a mail of the other kind is found
GET  /project/linux/patch/cover-4@example.org/
302  (empty)
     Location: /project/linux/cover/cover-4@example.org/
GET  /project/linux/cover/patch-7@example.org/
302  (empty)
     Location: /project/linux/patch/patch-7@example.org/
GET  /project/linux/patch/nothing@example.org/
404
queries 6
GET  /project/git/patch/patch-7@example.org/
404
GET  /project/nowhere/patch/patch-7@example.org/
404

test numbers lead to message ids, the query is dropped
GET  /patch/7/?a=b
302  (empty)
     Location: /project/linux/patch/patch-7@example.org/
queries 2
GET  /patch/7/mbox/
302
     Location: /project/linux/patch/patch-7@example.org/mbox/
GET  /patch/10/raw/
302
     Location: /project/git/patch/patch-10@example.org/raw/
GET  /cover/4/
302
     Location: /project/linux/cover/cover-4@example.org/
GET  /cover/4/mbox/
302
     Location: /project/linux/cover/cover-4@example.org/mbox/
GET  /patch/4/
404
GET  /cover/7/
404
GET  /patch/99999999999999999999/
404
GET  /patch/7x/
404

test a comment leads to its place, a patch's before a cover's of that number
GET  /comment/41/
302  (empty)
     Location: /project/linux/patch/patch-7@example.org/#41
GET  /comment/40/
302
     Location: /project/linux/patch/patch-7@example.org/#40
GET  /comment/99/
404
rows cover-comment id=77 cover=4
GET  /comment/77/
302
     Location: /project/linux/cover/cover-4@example.org/#77
