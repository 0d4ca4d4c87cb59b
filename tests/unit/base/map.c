/* base/map: finding, replacing, order. */
#include "base/map.h"

#include "test.h"

TEST(a_map_finds_what_was_put)
{
	static int values[1000];
	struct map m;

	map_init(&m, test_arena());
	CHECK(map_find(&m, S("x")) == NULL, "empty");
	for (int i = 0; i < 1000; i++)
		map_put(&m, str_f(test_arena(), "key %d", i), &values[i]);
	for (int i = 0; i < 1000; i++)
		CHECK(map_find(&m, str_f(test_arena(), "key %d", i)) ==
			&values[i],
		    "find");
	CHECK(map_find(&m, S("key 1000")) == NULL, "absent");
	CHECK(map_find(&m, S("key")) == NULL, "beginning of a key");
	CHECK_INT(m.n, 1000, "rows");
}

TEST(a_key_put_again_is_replaced_in_its_place)
{
	int one, two, three;
	struct map m;

	map_init(&m, test_arena());
	map_put(&m, S("a"), &one);
	map_put(&m, S("b"), &two);
	map_put(&m, S("a"), &three);
	CHECK_INT(m.n, 2, "rows");
	CHECK(map_find(&m, S("a")) == &three, "the newer");
	CHECK_STR(m.rows[0].key, "a", "order");
	CHECK_STR(m.rows[1].key, "b", "order");
}

TEST(keys_are_bytes)
{
	int one, two, three;
	struct map m;

	map_init(&m, test_arena());
	map_put(&m, S(""), &one);
	map_put(&m, S("a\0b"), &two);
	map_put(&m, S("a\0c"), &three);
	CHECK(map_find(&m, (struct str){ NULL, 0 }) == &one, "empty");
	CHECK(map_find(&m, S("a\0b")) == &two, "with NUL");
	CHECK(map_find(&m, S("a\0c")) == &three, "with NUL");
	CHECK(map_find(&m, S("a")) == NULL, "before NUL");
}

/* Who knows the seed of one process does not know that of the next. */
TEST(seeds_differ)
{
	struct map m, other;

	map_init(&m, test_arena());
	map_init(&other, test_arena());
	CHECK(m.seed != other.seed, "seed");
}
