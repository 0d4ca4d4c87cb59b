/*
 * One line a request: name=value, by blanks, in a fixed order. What a client
 * chose stands in quotes and cannot hold one, so that a line can be taken
 * apart again; addresses that are a secret (links of mails) are cut.
 */
#include "cmd/request_log.h"

enum { TARGET = 600, AGENT = 200, LINE = 1800 };

/* What follows is worth as much as a password. */
static const char *const secrets[] = { "/confirm/", "/user/password-reset/",
	"%2Fconfirm%2F", "%2Fuser%2Fpassword-reset%2F" };

static void
add_quoted(struct buf *b, struct str s, size_t most)
{
	for (size_t i = 0; i < s.n && i < most; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '"' || c == '\\' || c < 0x20 || c == 0x7f)
			buf_printf(b, "%%%02X", c);
		else
			buf_char(b, s.p[i]);
	}
	if (s.n > most)
		buf_lit(b, "...");
}

void
request_log_target(struct buf *b, struct str target)
{
	for (size_t i = 0; i < COUNT(secrets); i++) {
		size_t at = str_find(target, str_c(secrets[i]));

		if (at < target.n) {
			at += str_c(secrets[i]).n;
			add_quoted(b, str_sub(target, 0, at), TARGET);
			if (at < target.n)
				buf_lit(b, "...");
			return;
		}
	}
	add_quoted(b, target, TARGET);
}

void
request_log(enum log_level level, const struct request *rq,
    const struct response *rs, size_t bytes, int64_t micros)
{
	struct str agent = request_header(rq, "User-Agent");
	struct buf b;

	if (!log_is_on(level))
		return;
	buf_init(&b, rs->a, LINE);
	buf_lit(&b, "request id=");
	buf_add(&b, rq->id);
	buf_lit(&b, " from=");
	buf_add(&b, rq->remote);
	buf_printf(&b, " status=%d bytes=%zu us=%lld sql=%lld", rs->status,
	    bytes, (long long)micros, (long long)rs->statements);
	buf_lit(&b, " method=\"");
	add_quoted(&b, rq->method_name, 20);
	buf_lit(&b, "\" target=\"");
	request_log_target(&b, rq->target);
	buf_lit(&b, "\" agent=\"");
	add_quoted(&b, agent, AGENT);
	buf_char(&b, '"');
	log_line(level, "%.*s", STR_ARG(buf_str(&b)));
}
