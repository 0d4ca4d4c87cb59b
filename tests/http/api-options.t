# What OPTIONS tells.
rows project linkname=linux; user id=1 name=ann maintainer=linux; user id=2 name=bob; patch id=1;
     bundle id=1 owner=ann public=true

test what is only read
OPTIONS /api/covers/77/
200
     | {"name":"Cover Detail","description":"Show a cover letter.","renders":["application/json","text/html"],"parses":["application/json","application/x-www-form-urlencoded","multipart/form-data"]}
     Content-Type: application/json
     Allow: GET, HEAD, OPTIONS
     Vary: Accept, Cookie
queries 0
OPTIONS /api/
200  {"name": "Index", "description": "", "renders": ..., "parses": ...}
OPTIONS /api/events/
200  {"name": "Event List", "description": "List events.", "renders": ..., "parses": ...}
     Link: (none)

test checks are offered to everybody
OPTIONS /api/patches/77/checks/
200
     | {"name": "Check List Create", "description": "get:\nList checks.\n\npost:\nCreate a check.", "renders": ..., "parses": ...,
     |  "actions": {"POST": {"id": {"type": "integer", "required": false, "read_only": true, "label": "ID"}, "url": ..., "user": ..., "date": ...,
     |   "state": {"type": "choice", ..., "choices": [{"value": 0, "display_name": "pending"}, ...]}, "target_url": ..., "context": ..., "description": ...}}}

test others are offered what they may change
OPTIONS /api/patches/1/
200  {"name": "Patch Detail", "description": "get:\nShow a patch.\n\npatch:\nUpdate a patch.\n\nput:\nUpdate a patch.", "renders": ..., "parses": ...}
OPTIONS /api/patches/77/
200  {"name": "Patch Detail", "description": ..., "renders": ..., "parses": ...}
as   bob
OPTIONS /api/patches/1/
200  {"name": "Patch Detail", "description": ..., "renders": ..., "parses": ...}
OPTIONS /api/bundles/1/
200  {"name": "Bundle Detail", "description": ..., "renders": ..., "parses": ...}
OPTIONS /api/bundles/
200  {"name": "Bundle List", ..., "actions": {"POST": {"id": ..., "url": ..., "web_url": ..., "project": ..., "name": {"type": "string", "required": true, ...}, ...}}}
OPTIONS /api/users/2/
200  {"name": "User Detail", ..., "actions": {"PUT": {"id": ..., ..., "settings": {"type": "nested object", "required": true, ..., "children": {...}}}}}
as   ann
OPTIONS /api/1.0/patches/1/
200  {"name": "Patch Detail", ..., "actions": {"PUT": {"id": ..., ..., "related": {...}, ...}}}
OPTIONS /api/1.1/bundles/
200  {"name": "Bundle List", "description": ..., "renders": ..., "parses": ...}
OPTIONS /api/projects/linux/
200  {"name": "Project Detail", ..., "actions": {"PUT": {...}}}

test a page of it
OPTIONS /api/patches/1/
     Accept: text/html
200
     Content-Type: text/html; charset=utf-8
has  <b>OPTIONS</b> /api/patches/1/
has  &quot;Patch Detail&quot;
