# Pages of a site without any interface for programs.
set  rest=off
rows project linkname=linux

test there are no settings for clients
GET  /project/linux/
200
valid
hasnt pwclientrc
GET  /project/linux/pwclientrc/
404
