# The words of `rows` (rows.py), so that other files can rely on them.
rows project linkname=linux name="Linux kernel" use_tags=false
rows person email=sam@example.org name=Sam
rows user name=ann maintainer=linux email=ann@example.com password=secret
rows cover id=4 name="a cover"; series id=3 name=fixes cover_letter=4 total=2
rows relation id=5; patch id=7 series=fixes number=1 delegate=bob state=under-review;
     patch id=8 series=3 number=2 archived=true related=5
rows patch-comment id=9 patch=7 addressed=true content="one\ntwo"
rows cover-comment cover=4; check patch=7 state=fail context=ci/build user=ann
rows bundle name=mine owner=ann patches=8,7 public=false
rows event category=patch-created patch=7; state name=Odd slug=odd ordering=90
rows series id=6 depends=fixes; tag abbrev=X

test what was named and not there is made
select SELECT email, name FROM patchwork_person ORDER BY id
       | sam@example.org Sam
select SELECT username, email FROM auth_user ORDER BY username
       | ann ann@example.com
       | bob ''

test rows refer to each other
select SELECT p.id, s.name, number, archived, u.username, st.slug, related_id
       FROM patchwork_patch p JOIN patchwork_series s ON s.id = p.series_id
       JOIN patchwork_state st ON st.id = p.state_id
       LEFT JOIN auth_user u ON u.id = p.delegate_id ORDER BY p.id
       | 7 fixes 1 0 bob under-review NULL
       | 8 fixes 2 1 NULL new 5
select SELECT patch_id, addressed, content FROM patchwork_patchcomment
       | 7 1 one
       | two
select SELECT c.state, c.context, u.username FROM patchwork_check c
       JOIN auth_user u ON u.id = c.user_id
       | 3 ci/build ann
select SELECT b.name, bp.patch_id FROM patchwork_bundle b
       JOIN patchwork_bundlepatch bp ON bp.bundle_id = b.id
       ORDER BY bp."order"
       | mine 8
       | mine 7
select SELECT from_series_id, to_series_id FROM patchwork_series_dependencies
       | 6 3
select SELECT p.linkname, pr.user_id
       FROM patchwork_userprofile_maintainer_projects m
       JOIN patchwork_userprofile pr ON pr.id = m.userprofile_id
       JOIN patchwork_project p ON p.id = m.project_id
       | linux 1

test rows may come while the server runs
GET  /project/late/
404
rows project linkname=late
GET  /project/late/
200
has  late
sql  UPDATE patchwork_project SET name = 'Much later'
     WHERE linkname = 'late'
GET  /project/late/
200
has  Much later
