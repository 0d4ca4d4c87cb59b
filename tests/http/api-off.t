# Without the API there is nothing below /api/.
set rest=off

test no route of the API is there
GET  /api/
404
     Content-Type: text/html; charset=utf-8
GET  /api/1.2/patches/
404
GET  /api/patches
404
