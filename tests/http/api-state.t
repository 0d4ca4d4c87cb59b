# States of patches: an addition of Thimble, in the newest version.
rows user name=ann

test the states in their order
GET  /api/states/?per_page=2
200
     | [{"id":1,"url":"http://pw.example.org/api/states/1/","name":"New","slug":"new","order":0,"action_required":true},{"id":2,"url":"http://pw.example.org/api/states/2/","name":"Under Review","slug":"under-review","order":1,"action_required":true}]
     Allow: GET, HEAD, OPTIONS
     Link: <http://pw.example.org/api/states/?page=2&per_page=2>; rel="next", ...
queries 2
GET  /api/1.4/states/?order=-name&per_page=1
200  [{"id": 2, "url": "http://pw.example.org/api/1.4/states/2/", "name": "Under Review", ...}]

test one state
GET  /api/1.4/states/3/
200  {"id": 3, "url": "http://pw.example.org/api/1.4/states/3/", "name": "Accepted", "slug": "accepted", "order": 2, "action_required": false}
queries 1
GET  /api/states/99/
404  {"detail": "No State matches the given query."}

test older versions do not know them, the index does not name them
GET  /api/1.3/states/
404
GET  /api/1.3/states/1/
404
GET  /api/
200
hasnt states

test they are only read
POST /api/states/ {"name": "Odd"}
405  {"detail": "Method \"POST\" not allowed."}
as   ann
PATCH /api/states/1/ {"name": "Odd"}
405
