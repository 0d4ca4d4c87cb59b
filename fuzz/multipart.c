/* A form as multipart/form-data: its Content-Type, 0xFF, the body. */
#include "http/request.h"

#include "fuzz/fuzz.h"

void
fuzz_one(struct arena *a, struct str in)
{
	struct str type = fuzz_piece(&in);
	struct field_values f;
	size_t bytes = 0, before = arena_size(a);

	if (form_parse_multipart(a, type, in, &f) == OK) {
		HOLDS(f.n <= LIMIT_FORM_FIELDS);
		for (size_t i = 0; i < f.n; i++) {
			HOLDS(fuzz_is_text(f.v[i].name));
			HOLDS(fuzz_is_text(f.v[i].value));
			bytes += f.v[i].value.n;
		}
		HOLDS(bytes <= 3 * in.n);
	}
	/* What it takes is in proportion to what came. */
	HOLDS(arena_size(a) - before <= (1 << 20) + 16 * (type.n + in.n));
}
