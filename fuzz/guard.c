/* The head of a request: method, target, version, then names and values, with
 * 0xFF between them. */
#include "http/guard.h"

#include "fuzz/fuzz.h"

enum { HEADERS = 64 };

static size_t
count(const struct request *rq, const char *name)
{
	size_t n = 0;

	for (size_t i = 0; i < rq->nheaders; i++)
		n += str_eq_nocase(rq->headers[i].name, str_c(name));
	return n;
}

void
fuzz_one(struct arena *a, struct str in)
{
	struct request rq = { .a = a,
		.headers = arena_array(a, struct header, HEADERS) };
	struct str version, host, id;
	int64_t length;

	rq.method_name = fuzz_piece(&in);
	rq.target = fuzz_piece(&in);
	version = fuzz_piece(&in);
	while (in.n > 0 && rq.nheaders < HEADERS) {
		struct header *h = &rq.headers[rq.nheaders++];

		h->name = fuzz_piece(&in);
		h->value = fuzz_piece(&in);
	}
	id = request_given_id(&rq);
	HOLDS(id.p == NULL || (fuzz_is_ascii(id) && id.n <= 64));
	if (guard_check(&rq, version) != 0)
		return;
	HOLDS(count(&rq, "Content-Length") + count(&rq, "Transfer-Encoding") <=
	    1);
	HOLDS(count(&rq, "Host") <= 1);
	host = request_header(&rq, "Host");
	HOLDS(host.p == NULL || guard_is_host(host));
	length = guard_length(&rq);
	HOLDS((length >= 0) == (count(&rq, "Content-Length") == 1));
	HOLDS(str_find_char(rq.target, ' ') == rq.target.n);
}
