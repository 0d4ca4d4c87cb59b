# Packing can be left to a proxy.
set  http.pack=off
rows patch id=1 content="one, and many words more"; patch id=2; patch id=3

test nothing is packed
GET  /api/patches/
     Accept-Encoding: gzip, identity;q=0
200  [{"id": 1, ...}, ...]
     Content-Encoding: (none)
     Vary: Accept, Cookie
     ETag: "..."
