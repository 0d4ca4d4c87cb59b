/* A stored header block as JSON: a strict reader takes it, and no key is
 * there twice. */
#include "api/headers.h"

#include <jansson.h>

#include "fuzz/fuzz.h"

void
fuzz_one(struct arena *a, struct str in)
{
	struct str block = fuzz_text(a, in), text, subject;
	struct json j;
	struct buf b;
	json_error_t error;
	json_t *root;

	buf_init(&b, a, SIZE_MAX);
	json_init(&j, &b, 0);
	headers_show(&j, a, block);
	HOLDS(buf_done(&b, &text) == OK);
	HOLDS(fuzz_is_text(text));
	root = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, &error);
	HOLDS(root != NULL && json_is_object(root));
	subject = headers_find(block, S("Subject"));
	HOLDS(subject.n == 0 || json_object_size(root) > 0);
	json_decref(root);
}
