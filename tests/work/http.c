/* Parsers of requests: a layer beside mail, with names of its own. */
#include "http/request.h"

#include "base/url.h"
#include "parsers.h"

void
parse_target(struct arena *a, struct str in)
{
	struct request rq = { .a = a, .target = in, .host = S("h") };

	(void)!request_parse_target(&rq);
}

void
parse_form(struct arena *a, struct str in)
{
	struct field_values f;

	(void)!form_parse_urlencoded(a, in, &f);
	(void)url_decode(a, in, true);
}

void
parse_multipart(struct arena *a, struct str in)
{
	struct field_values f;

	(void)!form_parse_multipart(
	    a, S("multipart/form-data; boundary=b"), in, &f);
}

void
parse_cookies(struct arena *a, struct str in)
{
	struct header header = { S("Cookie"), in };
	const struct request rq = { .a = a, .headers = &header, .nheaders = 1 };

	(void)request_cookie(&rq, S("sessionid"));
}
