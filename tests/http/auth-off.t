# Without REST there are no tokens.
set  rest=off
rows user name=ann password=secret

test nothing of tokens is there
GET  /user/login/
POST /user/login/ username=ann&password=secret&csrfmiddlewaretoken=$csrf
GET  /user/
200
hasnt oken</h2>
hasnt generate-token
POST /user/generate-token/ csrfmiddlewaretoken=$csrf
404
