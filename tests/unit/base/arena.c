/* base/arena: alignment, growing, marks. */
#include "test.h"

#include <string.h>

TEST(memory_is_aligned_for_any_type)
{
	for (size_t n = 0; n < 100; n++) {
		void *p = arena_alloc(test_arena(), n);

		CHECK(p != NULL, "never NULL");
		CHECK_INT((uintptr_t)p % _Alignof(max_align_t), 0, "aligned");
	}
}

TEST(objects_are_zeroed_where_others_were)
{
	struct arena *a = arena_open();

	memset(arena_alloc(a, 1000), 0xFF, 1000);
	arena_reset(a, (struct arena_mark){ 0 });
	for (size_t i = 0; i < 10; i++) {
		unsigned char *p = arena_array(a, unsigned char, 100);

		for (size_t k = 0; k < 100; k++)
			CHECK_INT(p[k], 0, "byte");
	}
	arena_close(a);
	arena_close(NULL);
}

TEST(what_grows_keeps_its_bytes)
{
	struct arena *a = arena_open();
	char *p = NULL, *other;
	size_t old = 0;

	/* In place, past what was given out behind it, past a chunk. */
	for (size_t n = 1; n < 1000000; n *= 3) {
		p = arena_grow(a, p, old, n);
		memset(p + old, (int)('a' + n % 26), n - old);
		old = n;
		other = arena_alloc(a, 24);
		memset(other, '!', 24);
	}
	old = 0;
	for (size_t n = 1; n < 1000000; n *= 3) {
		for (size_t i = old; i < n; i++)
			CHECK_INT(p[i], 'a' + n % 26, "byte");
		old = n;
	}
	arena_close(a);
}

TEST(a_reset_arena_does_not_grow)
{
	struct arena *a = arena_open();
	struct arena_mark mark = arena_mark(a);
	size_t first = 0;

	for (int i = 0; i < 100; i++) {
		for (int k = 0; k < 50; k++)
			memset(arena_alloc(a, 10000), i, 10000);
		if (i == 0)
			first = arena_size(a);
		arena_reset(a, mark);
	}
	CHECK(arena_size(a) <= first, "size");
	arena_close(a);
}

TEST(a_reset_keeps_what_is_older_than_the_mark)
{
	struct arena *a = arena_open();
	struct str kept = str_dup(a, S("kept"));
	size_t size = 0;

	for (int i = 0; i < 50; i++) {
		struct arena_mark mark = arena_mark(a);
		char *p = arena_alloc(a, 10);

		p = arena_grow(a, p, 10, 200000);
		memset(p, 'x', 200000);
		memset(arena_alloc(a, 3000), 'y', 3000);
		arena_reset(a, mark);
		CHECK_STR(kept, "kept", "older");
		if (i == 1)
			size = arena_size(a);
	}
	CHECK_INT(arena_size(a), size, "size");
	arena_close(a);
}

/* The first block of a chunk is moved, chunk and all, when it grows. */
TEST(a_mark_of_an_emptied_arena_survives_growing)
{
	struct arena *a = arena_open();

	for (int i = 0; i < 50; i++) {
		struct arena_mark mark = arena_mark(a);
		char *p = arena_alloc(a, 1000);

		memset(arena_grow(a, p, 1000, 5000000), i, 5000000);
		arena_reset(a, mark);
		memset(arena_alloc(a, 1000), i, 1000);
		arena_reset(a, mark);
		CHECK(arena_size(a) <= 1 << 20, "size");
	}
	arena_close(a);
}
