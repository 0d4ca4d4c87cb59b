/*
 * The head of a request, copied from the library: a worker may need it after
 * the connection has gone.
 *
 * The library parses in place and leaves things out without a word: what
 * follows a NUL, lines without a name. A line that is continued (obs-fold,
 * RFC 9112 5.2) it joins to the *name* of the header, so that
 * "Content-Lengt: 5" and " h" become another header than any proxy saw. So
 * the pieces must lie in its buffer side by side, as they were sent, with
 * nothing but line ends and blanks between.
 */
#include "http/connection.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include "base/utf8.h"

struct head {
	struct request *rq;
	const char *at; /* where the next line end must be */
	bool sound;
};

static enum MHD_Result
count_header(void *cls, enum MHD_ValueKind kind, const char *name,
    size_t name_size, const char *value, size_t value_size)
{
	size_t *n = cls;

	(void)kind, (void)name, (void)name_size, (void)value, (void)value_size;
	(*n)++;
	return MHD_YES;
}

/* How far b lies behind a; what is not behind it at all is very far. */
static uintptr_t
distance(const char *a, const char *b)
{
	return (uintptr_t)b - (uintptr_t)a;
}

/* From a colon to a value. */
static bool
is_blank(const char *from, const char *to)
{
	if (distance(from, to) > LIMIT_REQUEST_HEADERS)
		return false;
	for (; from < to; from++) {
		if (*from != ' ' && *from != '\t')
			return false;
	}
	return true;
}

static enum MHD_Result
keep_header(void *cls, enum MHD_ValueKind kind, const char *name,
    size_t name_size, const char *value, size_t value_size)
{
	struct head *h = cls;
	struct request *rq = h->rq;
	uintptr_t line_end = distance(h->at, name);

	(void)kind;
	/* CR LF, the name, a colon, blanks, the value. A lone LF is a line
	 * end to some and not to others. */
	if (value == NULL || line_end != 2 ||
	    !is_blank(name + name_size + 1, value)) {
		h->sound = false;
		return MHD_NO;
	}
	h->at = value + value_size;
	rq->headers[rq->nheaders++] = (struct header){
		.name = str_dup(rq->a, str_n(name, name_size)),
		.value = utf8_clean(
		    rq->a, str_dup(rq->a, str_trim(str_n(value, value_size)))),
	};
	return MHD_YES;
}

/* The end of the last line and the empty one: CR LF CR LF, of which the
 * library has made some bytes NUL. A line that it left out would stand here. */
static bool
is_end(const char *at)
{
	for (int i = 0; i < 4; i++) {
		if (at[i] != '\0' && at[i] != '\r' && at[i] != '\n')
			return false;
	}
	return true;
}

static struct str
write_remote(struct arena *a, struct MHD_Connection *mhd)
{
	const union MHD_ConnectionInfo *info =
	    MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	char text[INET6_ADDRSTRLEN] = "";

	if (info != NULL && info->client_addr->sa_family == AF_INET)
		inet_ntop(AF_INET,
		    &((const struct sockaddr_in *)(const void *)
			    info->client_addr)
			 ->sin_addr,
		    text, sizeof(text));
	else if (info != NULL && info->client_addr->sa_family == AF_INET6)
		inet_ntop(AF_INET6,
		    &((const struct sockaddr_in6 *)(const void *)
			    info->client_addr)
			 ->sin6_addr,
		    text, sizeof(text));
	return text[0] != '\0' ? str_dup(a, str_c(text)) : S("unix");
}

/* What the log and the client call the request by. The beginning is of this
 * process, so that several front ends make different ones. */
static struct str
take_id(struct server *s, const struct request *rq)
{
	struct str given = request_given_id(rq);
	uint64_t n = atomic_fetch_add(&s->requests, 1);

	if (given.p != NULL)
		return given;
	return str_f(rq->a, "%08x%08llx", s->id, (unsigned long long)n);
}

bool
head_read(struct exchange *ex, const char *method, const char *version)
{
	struct request *rq = &ex->rq;
	struct head h = { rq, NULL, true };
	size_t n = 0;

	rq->method_name = str_dup(rq->a, str_c(method));
	rq->method = method_parse(rq->method_name);
	rq->scheme = S("http");
	rq->remote = write_remote(rq->a, ex->mhd);
	MHD_get_connection_values_n(ex->mhd, MHD_HEADER_KIND, count_header, &n);
	rq->headers = arena_array(rq->a, struct header, n + 1);
	h.at = version + str_c(version).n;
	h.sound = distance(ex->target_end, version) == 1;
	if (h.sound)
		MHD_get_connection_values_n(
		    ex->mhd, MHD_HEADER_KIND, keep_header, &h);
	rq->host = request_header(rq, "Host");
	rq->content_type = request_header(rq, "Content-Type");
	rq->id = take_id(ex->server, rq);
	return h.sound && is_end(h.at);
}
