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
