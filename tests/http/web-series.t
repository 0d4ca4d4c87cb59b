# A series that is too long for one page: spec/web.md 4 and 5.
rows project linkname=linux; series id=9 name=long total=300
rows patch id=1 series=9 number=1
sql  INSERT INTO patchwork_patch (id, msgid, date, headers, content, name,
         project_id, submitter_id, archived, number, series_id, state_id)
     WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 255)
     SELECT 1000 + n.i, '<long-' || n.i || '@example.org>', p.date, p.headers, p.content,
         'long ' || n.i, p.project_id, p.submitter_id, p.archived, n.i,
         p.series_id, p.state_id
     FROM n, patchwork_patch p WHERE p.id = 1

test what the page leaves out is counted
GET  /series/9/
200
valid
has  long 250
     | and 5 more
hasnt long 251<

test a mail of it lists the patches around it
GET  /project/linux/patch/long-200@example.org/
200
valid
queries 10
has  href="/project/linux/patch/long-199@example.org/" rel="prev"
     | href="/project/linux/patch/long-201@example.org/" rel="next"
     | 255 patches</summary>
     | long 75<
     | <b aria-current="true">long 200</b>
     | long 255<
     | and 74 more, in the <a href="/series/9/">series</a>
     | mbox with the patches before it
hasnt long 74<

test the first of them
GET  /project/linux/patch/patch-1@example.org/
200
valid
has  href="/project/linux/patch/long-2@example.org/" rel="next"
     | 255 patches</summary>
     | long 250<
     | and 5 more, in the <a href="/series/9/">series</a>
hasnt long 251<
hasnt rel="prev"
hasnt mbox with the patches before it

test the last of them, which has no number
rows patch id=5000 series=9 number=NULL date="2000-01-01 00:00:00" name=late
GET  /project/linux/patch/patch-5000@example.org/
200
valid
has  href="/project/linux/patch/long-255@example.org/" rel="prev"
     | 256 patches</summary>
     | long 131<
     | <b aria-current="true">late</b>
     | and 130 more
hasnt long 130<
hasnt rel="next"

test a cover lists the first
rows cover id=4
sql  UPDATE patchwork_series SET cover_letter_id = 4 WHERE id = 9
GET  /project/linux/cover/cover-4@example.org/
200
valid
has  href="/project/linux/patch/patch-1@example.org/" rel="next"
     | 256 patches</summary>
     | long 250<
     | and 6 more, in the <a href="/series/9/">series</a>
hasnt long 251<
