/* auth/csrf: every text, every form of a token. */
#include "auth/csrf.h"

#include "test.h"

#define PLAIN "abcdefghijklmnopqrstuvwxyzABCDEF"
#define OTHER "bbcdefghijklmnopqrstuvwxyzABCDEF"
/* PLAIN under the mask "bbb..": each letter one place on. */
#define MASKED                             \
	"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" \
	"bcdefghijklmnopqrstuvwxyzABCDEFG"
#define OTHER_MASKED                       \
	"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" \
	"ccdefghijklmnopqrstuvwxyzABCDEFG"

TEST(a_mask_hides_the_secret_and_comes_off)
{
	struct str secret = csrf_make_secret(test_arena()), once, twice;

	CHECK_INT(secret.n, 32, "length");
	CHECK(!str_eq(secret, csrf_make_secret(test_arena())), "random");
	once = csrf_mask(test_arena(), secret);
	twice = csrf_mask(test_arena(), secret);
	CHECK_INT(once.n, 64, "length");
	CHECK(!str_eq(once, twice), "masked anew");
	CHECK(str_find(once, secret) == once.n, "hidden");
	CHECK_STRS(csrf_secret(test_arena(), once), secret, "once");
	CHECK_STRS(csrf_secret(test_arena(), twice), secret, "twice");
	CHECK_STR(csrf_secret(test_arena(), S(MASKED)), PLAIN, "vector");
	CHECK_STR(csrf_secret(test_arena(), S(PLAIN)), PLAIN, "plain");
	CHECK_STR(csrf_secret(test_arena(), S("abc")), NULL, "short");
	CHECK_STR(
	    csrf_secret(test_arena(), S("abcdefghijklmnopqrstuvwxyzABCDE-")),
	    NULL, "character");
}

#define SITE      .scheme = S("http"), .host = S("pw.example.org:8000")
#define TLS       .scheme = S("https"), .host = S("pw.example.org")
#define SEND(...) ((struct csrf_request){ __VA_ARGS__ })

static void
check(struct csrf_request rq, const char *text, const char *what)
{
	enum err e;

	e = csrf_check(test_arena(), &rq);
	CHECK_INT(e, text ? ERR_DENIED : OK, what);
	if (text != NULL)
		CHECK_STR(str_c(err_message()), text, what);
}

TEST(a_token_must_match_the_cookie)
{
	static const struct {
		const char *cookie, *field, *header, *text;
	} t[] = {
		{ PLAIN, PLAIN, NULL, NULL },
		{ PLAIN, MASKED, NULL, NULL },
		{ MASKED, PLAIN, NULL, NULL },
		{ MASKED, MASKED, NULL, NULL },
		{ PLAIN, NULL, PLAIN, NULL },
		{ PLAIN, NULL, MASKED, NULL },
		{ PLAIN, "", MASKED, NULL },
		/* A field stands before the header. */
		{ PLAIN, MASKED, OTHER, NULL },
		{ PLAIN, OTHER, PLAIN, "CSRF token from POST incorrect." },
		{ NULL, NULL, NULL, "CSRF cookie not set." },
		{ NULL, PLAIN, PLAIN, "CSRF cookie not set." },
		{ "", PLAIN, NULL, "CSRF cookie has incorrect length." },
		{ "abc", PLAIN, NULL, "CSRF cookie has incorrect length." },
		{ "abcdefghijklmnopqrstuvwxyzABCDE!", PLAIN, NULL,
		    "CSRF cookie has invalid characters." },
		{ PLAIN, NULL, NULL, "CSRF token missing." },
		{ PLAIN, "", NULL, "CSRF token missing." },
		{ PLAIN, NULL, "",
		    "CSRF token from the 'X-Csrftoken' HTTP header has "
		    "incorrect length." },
		{ PLAIN, NULL, "abc",
		    "CSRF token from the 'X-Csrftoken' HTTP header has "
		    "incorrect length." },
		{ PLAIN, NULL, "abcdefghijklmnopqrstuvwxyzABCDE ",
		    "CSRF token from the 'X-Csrftoken' HTTP header has "
		    "invalid characters." },
		{ PLAIN, NULL, OTHER,
		    "CSRF token from the 'X-Csrftoken' HTTP header "
		    "incorrect." },
		{ PLAIN, NULL, OTHER_MASKED,
		    "CSRF token from the 'X-Csrftoken' HTTP header "
		    "incorrect." },
		{ PLAIN, OTHER, NULL, "CSRF token from POST incorrect." },
		{ PLAIN, "x", NULL,
		    "CSRF token from POST has incorrect "
		    "length." },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		check(SEND(SITE, .cookie = str_c(t[i].cookie),
			  .field = str_c(t[i].field),
			  .header = str_c(t[i].header)),
		    t[i].text, str_f(test_arena(), "row %zu", i).p);
}

TEST(an_origin_must_be_ours)
{
	static const struct {
		const char *origin, *public_url;
		bool ok;
	} t[] = {
		{ "http://pw.example.org:8000", "", true },
		{ "HTTP://PW.example.org:8000", "", true },
		{ "https://pw.example.org:8000", "", false },
		{ "http://pw.example.org", "", false },
		{ "http://pw.example.org:80001", "", false },
		{ "http://evil.example", "", false },
		{ "http://pw.example.org:8000.evil.example", "", false },
		{ "http://evil.example/http://pw.example.org:8000", "", false },
		{ "null", "", false },
		{ "", "", false },
		{ "https://patches.example.org", "https://patches.example.org/",
		    true },
		{ "http://pw.example.org:8000", "https://patches.example.org",
		    true },
		{ "http://patches.example.org", "https://patches.example.org",
		    false },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct str text = str_f(test_arena(),
		    "Origin checking failed - %s does not match any trusted "
		    "origins.",
		    t[i].origin);

		check(SEND(SITE, .cookie = S(PLAIN), .header = S(PLAIN),
			  .origin = str_c(t[i].origin),
			  .public_url = str_c(t[i].public_url)),
		    t[i].ok ? NULL : text.p, t[i].origin);
	}
}

TEST(over_https_a_referer_stands_in_for_the_origin)
{
	static const struct {
		const char *referer, *text;
	} t[] = {
		{ "https://pw.example.org/user/login/?next=/", NULL },
		{ "https://pw.example.org", NULL },
		{ NULL, "Referer checking failed - no Referer." },
		{ "", "Referer checking failed - Referer is malformed." },
		{ "/user/login/",
		    "Referer checking failed - Referer is malformed." },
		{ "https:///x",
		    "Referer checking failed - Referer is malformed." },
		{ "http://pw.example.org/",
		    "Referer checking failed - Referer is insecure while host "
		    "is secure." },
		{ "https://evil.example/",
		    "Referer checking failed - https://evil.example/ does not "
		    "match any trusted origins." },
		{ "https://evil.example/?https://pw.example.org/",
		    "Referer checking failed - "
		    "https://evil.example/?https://pw.example.org/ does not "
		    "match any trusted origins." },
		{ "https://pw.example.org@evil.example/",
		    "Referer checking failed - "
		    "https://pw.example.org@evil.example/ does not match any "
		    "trusted origins." },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		check(SEND(TLS, .cookie = S(PLAIN), .field = S(MASKED),
			  .referer = str_c(t[i].referer)),
		    t[i].text, t[i].referer);
	/* An origin makes it unnecessary, a public URL necessary. */
	check(SEND(TLS, .cookie = S(PLAIN), .field = S(PLAIN),
		  .origin = S("https://pw.example.org")),
	    NULL, "origin");
	check(SEND(.scheme = S("http"), .host = S("pw.example.org"),
		  .public_url = S("https://pw.example.org"), .cookie = S(PLAIN),
		  .field = S(PLAIN)),
	    "Referer checking failed - no Referer.", "behind a proxy");
	check(SEND(.scheme = S("http"), .host = S("127.0.0.1:8000"),
		  .public_url = S("https://pw.example.org"), .cookie = S(PLAIN),
		  .field = S(PLAIN)),
	    NULL, "past the proxy");
}
