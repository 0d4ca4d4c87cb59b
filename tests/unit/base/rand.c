/* base/rand. */
#include "base/rand.h"

#include <string.h>

#include "test.h"

TEST(bytes_differ_each_time_and_fill_the_room)
{
	unsigned char a[64] = { 0 }, b[64] = { 0 }, c[66] = { 0 };

	rand_bytes(a, sizeof(a));
	rand_bytes(b, sizeof(b));
	CHECK(memcmp(a, b, sizeof(a)) != 0, "differ");
	rand_bytes(c + 1, 64);
	CHECK(c[0] == 0 && c[65] == 0, "nothing beside");
	rand_bytes(c, 0);
	CHECK_INT(c[0], 0, "none");
}

/* 64,000 draws over three letters: a tenth off would be 90 sigma. */
TEST(letters_of_the_alphabet_are_even)
{
	struct str text = rand_text(test_arena(), S("abc"), 64000);
	int n[3] = { 0 };

	CHECK_INT(text.n, 64000, "length");
	CHECK_INT(text.p[text.n], 0, "NUL");
	for (size_t i = 0; i < text.n; i++) {
		CHECK(text.p[i] >= 'a' && text.p[i] <= 'c', "alphabet");
		n[text.p[i] - 'a']++;
	}
	for (int i = 0; i < 3; i++)
		CHECK(n[i] > 20300 && n[i] < 22400, "even");
}

TEST(an_alphabet_may_have_one_letter)
{
	CHECK_STR(rand_text(test_arena(), S("a"), 3), "aaa", "one");
	CHECK_STR(rand_text(test_arena(), S("a"), 0), "", "none");
}
