/* A request target, and its query. */
#include "http/request.h"

#include "fuzz/fuzz.h"

static void
check_values(const struct field_values *f, struct str text)
{
	size_t marks = 1;

	for (size_t i = 0; i < text.n; i++)
		marks += text.p[i] == '&';
	HOLDS(f->n <= marks && f->n <= LIMIT_QUERY_FIELDS);
	for (size_t i = 0; i < f->n; i++) {
		const struct field_value *v = &f->v[i];

		HOLDS(fuzz_is_text(v->name) && fuzz_is_text(v->value));
		HOLDS(v->name.p != NULL && v->value.p != NULL);
		HOLDS(field_values_last(f, v->name) >= v);
	}
}

void
fuzz_one(struct arena *a, struct str in)
{
	struct request rq = { .a = a, .target = in, .host = S("h") };
	struct str whole;

	if (request_parse_target(&rq) != OK)
		return;
	HOLDS(in.n <= LIMIT_REQUEST_LINE);
	HOLDS(str_starts(rq.path, S("/")));
	HOLDS(str_find_char(rq.path, '?') == rq.path.n);
	HOLDS(rq.has_query || rq.query_text.n == 0);
	HOLDS(rq.host.n > 0);
	/* Nothing of it is lost. */
	whole = rq.has_query
	    ? str_f(a, "%.*s?%.*s", STR_ARG(rq.path), STR_ARG(rq.query_text))
	    : rq.path;
	if (str_find_char(in, '\0') == in.n && str_starts(in, S("/")))
		HOLDS(str_eq(whole, in));
	check_values(&rq.query, rq.query_text);
}
