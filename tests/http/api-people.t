# Persons and accounts: for who is signed in.
rows user id=2 name=ann first_name=Ann last_name=Lee email=ann@example.org password=secret; user id=4 name=Bob email=bob@example.net; user id=3 name=gone is_active=false
rows person id=1 email=sam@example.org name=Sam; person id=2 email=Ann@example.org name=NULL user=ann

test nobody sees them
GET  /api/people/
403  {"detail": "Authentication credentials were not provided."}
     Vary: Accept, Cookie
GET  /api/people/1/
403
GET  /api/users/
403
GET  /api/users/2/
403
HEAD /api/1.0/users/2/
403

test persons, with their account
as   ann
GET  /api/people/
200
     | [{"id": 1, "url": "http://pw.example.org/api/people/1/", "name": "Sam", "email": "sam@example.org", "user": null},
     |  {"id": 2, "url": "http://pw.example.org/api/people/2/", "name": null, "email": "Ann@example.org",
     |   "user": {"id": 2, "url": "http://pw.example.org/api/users/2/", "username": "ann", "first_name": "Ann", "last_name": "Lee", "email": "ann@example.org"}}]
     Allow: GET, HEAD, OPTIONS
queries 3
GET  /api/people/2/
200  {"id": 2, ..., "user": {"id": 2, ...}}
GET  /api/people/9/
404  {"detail": "No Person matches the given query."}
GET  /api/people/?q=ANN
200  [{"id": 2, ...}]
GET  /api/people/?order=-email
200  [{"id": 1, ...}, {"id": 2, ...}]
GET  /api/people/?order=name
200  [{"id": 2, ...}, {"id": 1, ...}]
GET  /api/people/?project=nothing&q=sam
200  [{"id": 1, ...}]

test users, inactive ones too
as   ann
GET  /api/users/
200
     | [{"id": 2, "url": "http://pw.example.org/api/users/2/", "username": "ann", "first_name": "Ann", "last_name": "Lee", "email": "ann@example.org"},
     |  {"id": 3, ..., "username": "gone", ...}, {"id": 4, ...}]
queries 2
GET  /api/users/?q=lee
200  [{"id": 2, ...}]
GET  /api/users/?q=example.net,b
200  [{"id": 4, ...}]
GET  /api/users/?order=username
200  [{"id": 2, ...}, {"id": 4, ...}, {"id": 3, ...}]
GET  /api/users/9/
404  {"detail": "No User matches the given query."}

test settings are shown to whose they are, since 1.2
as   ann
GET  /api/users/2/
200  {"id": 2, "url": ..., "username": "ann", "first_name": ..., "last_name": ..., "email": ..., "settings": {"send_email": false, "items_per_page": 100, "show_ids": false}}
GET  /api/1.1/users/2/
200  {"id": 2, "url": ..., "username": "ann", "first_name": ..., "last_name": ..., "email": ...}
GET  /api/users/4/
200  {"id": 4, "url": ..., "username": "Bob", "first_name": ..., "last_name": ..., "email": ...}

test an account without a profile
sql  DELETE FROM patchwork_userprofile WHERE user_id = 2
as   ann basic secret
GET  /api/users/2/
200  {"id": 2, ..., "settings": {"send_email": false, "items_per_page": 100, "show_ids": false}}
