/* auth/session: the vectors of spec/schema.md 6.2, and texts that a writer of
 * Django's format made (json, zlib, hmac of Python). */
#include "auth/session.h"

#include "base/time.h"
#include "test.h"

#define SECRET S("00000000000000000000000000000000000000000000000000")
#define SMALL  "eyJhIjoxfQ:1r31eq:Z4aZigIb9FqyeAF28CwDfGrUts5KQOQUxwuvlu0EEA0"
#define LARGE                                                                  \
	".eJyrVqpSslJKHAVEA6VaAKEsc-E:1:Xg_XFZjD9HaYSVA5qsxjiqmnAsJcGCKA1FudZ" \
	"q_a360"

TEST(data_is_read_as_django_writes_it)
{
	struct str got;

	CHECK_OK(session_decode(test_arena(), SECRET, S(SMALL), &got));
	CHECK_STR(got, "{\"a\":1}", "plain");
	CHECK_OK(session_decode(test_arena(), SECRET, S(LARGE), &got));
	CHECK_INT(got.n, 308, "compressed");
	CHECK(str_starts(got, S("{\"z\":\"aaaa")), "compressed");
}

TEST(data_is_written_as_django_writes_it)
{
	struct str got, back;

	CHECK_STR(session_encode(test_arena(), SECRET, S("{\"a\":1}"),
		      1700000000 * TIME_SECOND),
	    SMALL, "plain");
	CHECK_OK(session_decode(test_arena(), SECRET, S(LARGE), &got));
	got = session_encode(test_arena(), SECRET, got, TIME_SECOND);
	CHECK_STR(got, LARGE, "compressed");
	/* Two bytes must be saved: what zlib cannot shrink stays plain. */
	got = session_encode(test_arena(), SECRET, S("{\"k\":\"q8Zr1xW\"}"), 0);
	CHECK(!str_starts(got, S(".")), "not worth it");
	CHECK_OK(session_decode(test_arena(), SECRET, got, &back));
	CHECK_STR(back, "{\"k\":\"q8Zr1xW\"}", "back");
}

TEST(the_hash_of_a_password_is_djangos)
{
	CHECK_STR(session_hash(test_arena(), SECRET,
		      S("pbkdf2_sha256$1000000$abcdefghijklmnopqrstuv$"
			"tW94pSigUM2AlIkWSQO4yVeVgz1Hy8/tw6HFhR010Gk=")),
	    "4a136cae4284b0845cc869283dfbf25b2b33c7e403ffe55313a83e803e2fa4be",
	    "vector");
}

TEST(what_is_not_signed_is_refused)
{
	static const struct {
		const char *data, *why;
	} t[] = {
		{ "", "nothing" },
		{ ":", "no signature" },
		{ "::", "empty parts" },
		{ "eyJhIjoxfQ", "no colon" },
		{ "eyJhIjoxfQ:1r31eq", "no signature" },
		{ "eyJhIjoxfQ:1r31eq:", "empty signature" },
		{ "eyJhIjoyfQ:1r31eq:"
		  "Z4aZigIb9FqyeAF28CwDfGrUts5KQOQUxwuvlu0EEA0",
		    "other payload" },
		{ "eyJhIjoxfQ:1r31er:"
		  "Z4aZigIb9FqyeAF28CwDfGrUts5KQOQUxwuvlu0EEA0",
		    "other time" },
		{ "eyJhIjoxfQ:1r31eq:"
		  "Z4aZigIb9FqyeAF28CwDfGrUts5KQOQUxwuvlu0EEA1",
		    "other signature" },
		{ "eyJhIjoxfQ:1r31eq:"
		  "Z4aZigIb9FqyeAF28CwDfGrUts5KQOQUxwuvlu0EEA0=",
		    "padded signature" },
		{ "eyJhIjoxfQ:aui653i_1qdwvstx8GrJ-Zsuo7nUBH-W6vzWiiJOPMU",
		    "signed, without a time" },
		{ ".bm96bGli:1r31eq:"
		  "zfHOkTSmLtJ0_ijDWdgQlWN7NwtDU06heFpaxMSRvmM",
		    "signed, not compressed" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct str got = S("none");

		CHECK_INT(session_decode(
			      test_arena(), SECRET, str_c(t[i].data), &got),
		    ERR_INVALID, t[i].why);
		CHECK_STR(got, "none", t[i].why);
	}
}

TEST(another_secret_does_not_read_it)
{
	struct str got;

	CHECK_INT(session_decode(test_arena(), S("1"), S(SMALL), &got),
	    ERR_INVALID, "secret");
}

TEST(data_that_expands_without_end_is_refused)
{
	struct str zeros =
		       str_n(arena_zalloc(test_arena(), 1, 2 * LIMIT_SESSION),
			   2 * LIMIT_SESSION),
		   packed = session_encode(test_arena(), SECRET, zeros, 0), got;

	CHECK(packed.n < 4096, "it is small");
	CHECK_INT(session_decode(test_arena(), SECRET, packed, &got),
	    ERR_INVALID, "bomb");
}
