# Bodies of writes: their types, and what cannot be read. On a comment, which
# has one member, and whose answer says what was made of it.
rows project linkname=linux; user name=ann maintainer=linux; patch id=1; patch-comment id=1 patch=1

test types that are read
as   ann
PATCH /api/patches/1/comments/1/ {"addressed": true}
     Content-Type: Application/JSON; charset=latin1
200  {..., "addressed": true}
PATCH /api/patches/1/comments/1/ addressed=false
     Content-Type: application/x-www-form-urlencoded; charset=utf-8
200  {..., "addressed": false}
PATCH /api/patches/1/comments/1/ {"addressed": null, "addressed": true}
200  {..., "addressed": true}

# As curl sends it without a header.
test JSON that says it is a form is one odd field
as   ann
PATCH /api/patches/1/comments/1/ {"addressed": false}
     Content-Type: application/x-www-form-urlencoded
200  {..., "addressed": true}

test types that are not
as   ann
PATCH /api/patches/1/comments/1/ addressed=false
     Content-Type: text/plain
415  {"detail": "Unsupported media type \"text/plain\" in request."}
     Allow: GET, PUT, PATCH, HEAD, OPTIONS
PATCH /api/patches/1/comments/1/ <x/>
     Content-Type: application/xml; charset="utf-8"
415  {"detail": "Unsupported media type \"application/xml; charset=\"utf-8\"\" in request."}
PATCH /api/patches/1/comments/1/ x
     Content-Type: json
415  {"detail": "Unsupported media type \"json\" in request."}
PATCH /api/patches/1/comments/1/?format=api x
     Content-Type: text/plain
415
     Content-Type: text/html; charset=utf-8
has  Unsupported media type

test what is no JSON
as   ann
PATCH /api/patches/1/comments/1/ {"addressed": }
400  {"detail": "JSON parse error - ...: line 1 column ... (char ...)"}
PATCH /api/patches/1/comments/1/ {"addressed": NaN}
400  {"detail": "JSON parse error - ..."}
PATCH /api/patches/1/comments/1/ {"addressed": "\ud800"}
400  {"detail": "JSON parse error - ..."}
PATCH /api/patches/1/comments/1/ {"addressed": true} {}
400  {"detail": "JSON parse error - ..."}
PATCH /api/patches/1/comments/1/ {"addressed": 99999999999999999999999}
400  {"detail": "JSON parse error - ..."}

# rest-weaknesses 1.10
test JSON that is nested deeply
as   ann
PATCH /api/patches/1/comments/1/ [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
400  {"detail": "JSON parse error - Nested too deeply: line 1 column 0 (char 0)"}

test JSON that is no object
as   ann
PATCH /api/patches/1/comments/1/ [{"addressed": true}]
400  {"detail": ["Invalid data. Expected a dictionary, but got list."]}
PATCH /api/patches/1/comments/1/
     Content-Type: application/json
     | null
400  {"detail": ["No data provided"]}
PATCH /api/patches/1/comments/1/
     Content-Type: application/json
     | 1.5
400  {"detail": ["Invalid data. Expected a dictionary, but got float."]}
PATCH /api/patches/1/comments/1/
     Content-Type: application/json
     | true
400  {"detail": ["Invalid data. Expected a dictionary, but got bool."]}

test multipart forms that are none
as   ann
PATCH /api/patches/1/comments/1/ x
     Content-Type: multipart/form-data
400  {"detail": "Multipart form parse error - Invalid boundary in multipart: None"}
PATCH /api/patches/1/comments/1/ x
     Content-Type: multipart/form-data; boundary=a
400  {"detail": "Multipart form parse error - No part in multipart"}

# rest-api 6.2
test there is no override of the method
as   ann
PATCH /api/patches/1/comments/1/ _method=DELETE&addressed=true
     X-HTTP-Method-Override: DELETE
200  {..., "addressed": true}
POST /api/patches/1/comments/1/ _method=PATCH&addressed=true
405  {"detail": "Method \"POST\" not allowed."}

test HEAD and GET take no notice of a body
GET  /api/patches/1/comments/1/ {malformed
     Content-Type: application/json
200
