/* A form as application/x-www-form-urlencoded, there and back. */
#include "base/url.h"
#include "http/request.h"

#include "fuzz/fuzz.h"

static struct str
encode(struct arena *a, const struct field_values *f)
{
	struct buf b;

	buf_init(&b, a, SIZE_MAX);
	for (size_t i = 0; i < f->n; i++) {
		if (i > 0)
			buf_char(&b, '&');
		url_encode_form(&b, f->v[i].name);
		buf_char(&b, '=');
		url_encode_form(&b, f->v[i].value);
	}
	return buf_str(&b);
}

void
fuzz_one(struct arena *a, struct str in)
{
	struct field_values f, again;

	if (form_parse_urlencoded(a, in, &f) != OK)
		return;
	HOLDS(f.n <= LIMIT_FORM_FIELDS);
	HOLDS(form_parse_urlencoded(a, encode(a, &f), &again) == OK);
	HOLDS(again.n == f.n);
	for (size_t i = 0; i < f.n; i++) {
		HOLDS(fuzz_is_text(f.v[i].value));
		HOLDS(str_eq(f.v[i].name, again.v[i].name));
		HOLDS(str_eq(f.v[i].value, again.v[i].value));
		HOLDS(!again.v[i].had_nul && !again.v[i].had_bad_utf8);
		HOLDS(f.v[i].value.n <= 3 * in.n);
	}
}
