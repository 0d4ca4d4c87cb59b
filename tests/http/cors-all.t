# All sites may, or, as it is without the setting, none.
set  rest.origins=*

test any site may read
GET  /api/
     Origin: http://anywhere.example
200
     Access-Control-Allow-Origin: http://anywhere.example
     Vary: Accept, Cookie, Origin
