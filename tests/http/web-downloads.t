# Diffs and mbox files: spec/web.md 6, spec/rest-api.md 20.
rows project linkname=linux listemail=list@example.org
rows person email=sam@example.org name="Sam Ünal"
rows user name=ann email=ann@example.com; user name=bob email=bob@example.com
rows cover id=4 name="[0/3] the clock!" content="Why.\n-- \nsig" date="2026-01-02 03:04:05"
     headers="From: Sam <sam@example.org>\nSubject: [0/3] the clock!\nContent-type: text/html"
rows cover-comment id=1 cover=4 content="Acked-by: Cover <c@example.com>"
rows series id=3 name="the clock" cover_letter=4 total=3; series id=5 name="../é";
     series id=6 name=NULL
rows patch id=7 name="[1/3] start: it" series=3 number=1 delegate=ann
     date="2026-01-02 03:07:00"
     headers="From: Sam <sam@example.org>\nSubject: [1/3] start: it\nMIME-Version: 1.0\nX-Patchwork-Delegate: old@example.com"
     content="Starts it.\n\nSigned-off-by: Sam\n---\n f | 1 +"
     diff="diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -0,0 +1 @@\n+ü\n";
     patch id=8 name="[2/3] tick" series=3 number=2 diff="d2\n" content="two" headers="Subject: two";
     patch id=9 name="[3/3] tock" series=3 number=3 diff="d3\n" content="From the start\nFrom: x" headers="From: list@example.org";
     patch id=10 name="" diff=NULL content="pull" headers="Subject: pull";
     patch id=11 name="loose" series=5 diff="d5\n" headers="X: y"
rows patch-comment id=40 patch=7 content="> Starts it.\nReviewed-by: R <r@example.com>\n Tested-by: not at the start"
     date="2026-01-02 04:00:00";
     patch-comment id=41 patch=7 content="acked-by: A\nReviewed-by: R <r@example.com>\nNacked-by: N"
     date="2026-01-02 05:00:00";
     patch-comment id=42 patch=8 content="nothing to see"

test a diff as it was sent
GET  /project/linux/patch/patch-7@example.org/raw/
200
     Content-Type: text/x-patch
     Content-Disposition: attachment; filename=1-3-start-it.diff
     X-Content-Type-Options: nosniff
     | diff --git a/f b/f
     | --- a/f
     | +++ b/f
     | @@ -0,0 +1 @@
     | +ü
     |
queries 2

test what has no diff
GET  /project/linux/patch/patch-10@example.org/raw/
404
GET  /project/linux/patch/cover-4@example.org/raw/
404

test a patch with what reviewers added
GET  /project/linux/patch/patch-7@example.org/mbox/
200
     Content-Type: text/plain; charset=utf-8
     Content-Disposition: attachment; filename=1-3-start-it.patch
     | From patchwork Fri Jan  2 03:07:00 2026
     | Content-Type: text/plain; charset="utf-8"
     | MIME-Version: 1.0
     | Content-Transfer-Encoding: 8bit
     | X-Patchwork-Submitter: =?utf-8?b?U2FtIMOcbmFs?= <sam@example.org>
     | X-Patchwork-Id: 7
     | X-Patchwork-Delegate: ann@example.com
     | From: Sam <sam@example.org>
     | Subject: [1/3] start: it
     | Date: Fri, 02 Jan 2026 03:07:00 -0000
     |
     | Starts it.
     |
     | Signed-off-by: Sam
     | Reviewed-by: R <r@example.com>
     | acked-by: A
     | ---
     |  f | 1 +
     |
     | diff --git a/f b/f
     | --- a/f
     | +++ b/f
     | @@ -0,0 +1 @@
     | +ü
     |
queries 6

test a patch with those before it in the series
GET  /project/linux/patch/patch-8@example.org/mbox/?series=*
200
     Content-Type: text/plain; charset=utf-8
     Content-Disposition: attachment; filename=2-3-tick.patch
has  X-Patchwork-Id: 7
     | From patchwork
     | X-Patchwork-Id: 8
hasnt X-Patchwork-Id: 9
GET  /project/linux/patch/patch-9@example.org/mbox/?series=3
200
has  X-Patchwork-Id: 7
     | X-Patchwork-Id: 8
     | X-Patchwork-Id: 9
     | X-Patchwork-Original-From: list@example.org
     | From: =?utf-8?b?U2FtIMOcbmFs?= <sam@example.org>
     | >From the start
     | From: x
GET  /project/linux/patch/patch-8@example.org/mbox/?series=
200
hasnt X-Patchwork-Id: 7
GET  /project/linux/patch/patch-11@example.org/mbox/?series=*
200
has  X-Patchwork-Id: 11

test a patch in a series that it is not in
GET  /project/linux/patch/patch-8@example.org/mbox/?series=5
404
GET  /project/linux/patch/patch-8@example.org/mbox/?series=x
404
GET  /project/linux/patch/patch-10@example.org/mbox/?series=*
404
GET  /project/linux/patch/patch-10@example.org/mbox/?series=3
404

test a pull request
GET  /project/linux/patch/patch-10@example.org/mbox/
200
     Content-Disposition: attachment; filename=patch-10.patch
has  Subject: pull
     |
     | pull

test a cover letter
GET  /project/linux/cover/cover-4@example.org/mbox/
200
     Content-Type: text/plain
     Content-Disposition: attachment; filename=0-3-the-clock.mbox
     | From patchwork Fri Jan  2 03:04:05 2026
     | Content-Type: text/plain; charset="utf-8"
     | MIME-Version: 1.0
     | Content-Transfer-Encoding: 7bit
     | X-Patchwork-Submitter: =?utf-8?b?U2FtIMOcbmFs?= <sam@example.org>
     | X-Patchwork-Id: 4
     | From: Sam <sam@example.org>
     | Subject: [0/3] the clock!
     | Date: Fri, 02 Jan 2026 03:04:05 -0000
     |
     | Why.
     |
     | Acked-by: Cover <c@example.com>
     | ---
     | sig
     |
queries 5

test a series is its patches by number, without the cover
GET  /series/3/mbox/
200
     Content-Type: text/plain
     Content-Disposition: attachment; filename=the-clock.patch
has  From patchwork
     | X-Patchwork-Id: 7
     | +ü
     |
     | From patchwork
     | X-Patchwork-Id: 8
     | From patchwork
     | X-Patchwork-Id: 9
     | d3
hasnt X-Patchwork-Id: 4
queries 5

test a series without patches, or a name
GET  /series/6/mbox/
200  (empty)
     Content-Disposition: attachment; filename=series-6.patch
GET  /series/5/mbox/
200
     Content-Disposition: attachment; filename=...patch
GET  /series/77/mbox/
404
GET  /series/99999999999999999999/mbox/
404

test HEAD of downloads
HEAD /series/3/mbox/
200  (empty)
     Content-Disposition: attachment; filename=the-clock.patch
HEAD /project/linux/patch/patch-7@example.org/mbox/
200  (empty)
     Content-Disposition: attachment; filename=1-3-start-it.patch

test a patch that joins a series is in its mbox
sql  UPDATE patchwork_patch SET series_id = 6, number = 1 WHERE id = 10
GET  /series/6/mbox/
200
has  X-Patchwork-Id: 10

test a series that is longer than one turn of its stream
sql  UPDATE patchwork_patch SET diff =
     diff||diff||diff||diff||diff||diff||diff||diff||diff||diff WHERE id IN (8, 9)
sql  UPDATE patchwork_patch SET diff =
     diff||diff||diff||diff||diff||diff||diff||diff||diff||diff WHERE id IN (8, 9)
sql  UPDATE patchwork_patch SET diff =
     diff||diff||diff||diff||diff||diff||diff||diff||diff||diff WHERE id IN (8, 9)
sql  UPDATE patchwork_patch SET diff =
     diff||diff||diff||diff||diff||diff||diff||diff||diff||diff WHERE id IN (8, 9)
sql  UPDATE patchwork_patch SET diff =
     diff||diff||diff||diff||diff||diff||diff||diff||diff||diff||'end'||id WHERE id IN (8, 9)
GET  /series/3/mbox/
200
     Transfer-Encoding: chunked
     Content-Disposition: attachment; filename=the-clock.patch
has  X-Patchwork-Id: 7
     | X-Patchwork-Id: 8
     | d2
     | end8
     |
     | From patchwork
     | X-Patchwork-Id: 9
     | d3
     | end9
GET  /about/
200
