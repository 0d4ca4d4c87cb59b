/*
 * Of an answer to GET or HEAD that is good, the variant for this client: its
 * coding (RFC 9110 8.4, 12.5.3), its entity tag (8.8.3), and 304 instead of
 * it for who has it already (13.1.2, 15.4.5). Handlers know nothing of it.
 *
 * The tag is the hash of the body, so it is the same on every server and
 * after every start, and changes of what is not shown do not change it. A
 * packed body has a tag of its own, as RFC 9110 8.8.3.3 asks. Streams have
 * none: their body is not known when the head is sent.
 *
 * An answer with a secret (the CSRF value of a form, a cookie, a token) stays
 * as it is: packed beside what came with the request, its length would tell
 * (BREACH); and its secret is masked anew each time, so no tag would fit
 * twice.
 */
#include "auth/digest.h"
#include "http/etag.h"
#include "site/site.h"

enum { TAG_BYTES = 16 };

static bool
has_secret(const struct ctx *c, const struct response *rs)
{
	return c->access.csrf.p != NULL ||
	    response_has_header(rs, "Set-Cookie") ||
	    str_eq(response_find_header(rs, "Cache-Control"), S("no-store"));
}

/* Without its parameters. */
static bool
is_text(struct str type)
{
	static const struct str others[] = { { "application/json", 16 },
		{ "image/svg+xml", 13 } };

	if (str_starts(type, S("text/")))
		return true;
	for (size_t i = 0; i < COUNT(others); i++)
		if (str_starts(type, others[i]))
			return true;
	return false;
}

/* What is not packed will do for everybody; so a cache need not ask. */
static void
choose_coding(struct ctx *c, struct response *rs)
{
	bool worth = is_text(rs->type) &&
	    (rs->stream.next != NULL || rs->body.n >= LIMIT_PACKED);

	if (!c->conf->http_pack)
		return;
	rs->coding =
	    coding_choose(request_header(c->rq, "Accept-Encoding"), worth);
	if (rs->coding != CODING_NONE)
		response_vary(rs, S("Accept-Encoding"));
}

static struct str
make_tag(struct ctx *c, const struct response *rs)
{
	struct str hash = digest_sha256(c->a, buf_str(&rs->body));
	struct str coding = coding_name(rs->coding);

	return str_f(c->a, "\"%.*s%s%.*s\"",
	    STR_ARG(digest_hex(c->a, str_sub(hash, 0, TAG_BYTES))),
	    coding.n > 0 ? "-" : "", STR_ARG(coding));
}

static bool
has_already(const struct request *rq, struct str tag)
{
	for (size_t i = 0; i < rq->nheaders; i++)
		if (str_eq_nocase(rq->headers[i].name, S("If-None-Match")) &&
		    etag_is_among(tag, rq->headers[i].value))
			return true;
	return false;
}

void
site_choose_variant(struct ctx *c, struct response *rs)
{
	struct str tag;

	if ((c->rq->method & (GET | HEAD)) == 0 || rs->status != 200 ||
	    has_secret(c, rs))
		return;
	choose_coding(c, rs);
	if (!response_has_header(rs, "Cache-Control"))
		response_header(rs, "Cache-Control", S("no-cache"));
	if (rs->stream.next != NULL)
		return;
	tag = make_tag(c, rs);
	response_header(rs, "ETag", tag);
	if (has_already(c->rq, tag)) {
		/* Other headers stay: Link may have changed though the body
		 * has not. */
		rs->status = 304;
		rs->type = (struct str){ NULL, 0 };
	}
}
