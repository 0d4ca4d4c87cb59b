/* The body of a write: its type is the piece before the first 0xFF byte. */
#include "api/body.h"

#include "api/spelling.h"
#include "base/utf8.h"
#include "fuzz/fuzz.h"

/* Whatever is asked of a value can be answered. */
static void
look_at(struct arena *a, const struct given *g, int depth)
{
	static const char *const names[] = { "a", "b", "state", "related" };
	struct given inner;

	HOLDS(fuzz_is_text(given_text(a, g)));
	HOLDS(given_type_name(g)[0] != '\0');
	if (g->type == GIVEN_TEXT) {
		HOLDS(utf8_is_valid(g->text));
		(void)spelling_is_url(g->text);
		HOLDS(fuzz_is_ascii(spelling_slug(a, g->text)));
	}
	if (g->type == GIVEN_LIST)
		for (size_t i = 0; i < given_count(g) && i < 100; i++) {
			inner = given_at(g, i);
			if (depth < LIMIT_JSON_DEPTH)
				look_at(a, &inner, depth + 1);
		}
	if (g->type != GIVEN_DICT)
		return;
	for (size_t i = 0; i < COUNT(names); i++)
		for (int as = GIVEN_TEXT; as <= GIVEN_DICT; as++)
			if (given_find(
				g, names[i], (enum given_type)as, &inner) &&
			    depth < 4)
				look_at(a, &inner, depth + 1);
}

void
fuzz_one(struct arena *a, struct str in)
{
	struct str type = fuzz_text(a, fuzz_piece(&in)), detail = S("");
	struct request rq = { .a = a, .content_type = type, .body = in };
	struct body b;
	int status = body_open(&rq, &b, &detail);

	HOLDS(status == 0 || status == 400 || status == 415);
	HOLDS((status == 0) == (detail.n == 0));
	HOLDS(fuzz_is_text(detail));
	if (status == 0)
		look_at(a, &b.root, 0);
	body_close(&b);
}
