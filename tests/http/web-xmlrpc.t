# Pages of a site that answers XML-RPC alone, behind a proxy that has TLS.
set  rest=off
set  xmlrpc=on
set  force_https_links=on
rows project linkname=linux name="Two\nlines"

test the about page says what is on
GET  /about/
valid
has  <li>REST API: disabled</li>
     | <li>XML-RPC: enabled</li>
hasnt href="/api/"

test settings for clients name the other interface
GET  /project/linux/pwclientrc/
200
has  project Two lines
     | [linux]
     | backend = xmlrpc
     | url = https://pw.example.org/xmlrpc/
