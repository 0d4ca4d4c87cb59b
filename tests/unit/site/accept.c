/* Content negotiation: the recorded results of spec/rest-api.md 3. */
#include "site/accept.h"

#include "test.h"

TEST(types_are_chosen_as_clients_of_the_api_know_it)
{
	static const struct {
		const char *header;
		int want; /* 0 JSON, 1 HTML */
	} t[] = {
		{ NULL, 0 },
		{ "", -1 },
		{ "text/html", 1 },
		{ "text/*", 1 },
		{ "application/*", 0 },
		{ "*/*", 0 },
		{ "text/html,application/xhtml+xml,application/xml;q=0.9,"
		  "*/*;q=0.8",
		    1 },
		{ "application/json;q=0.1,text/html;q=0.9", 0 },
		{ "application/json; charset=utf-8", 0 },
		{ "application/json; version=1.0", 0 },
		{ "text/html, application/json; indent=2", 0 },
		{ "application/json, text/html; level=1", 1 },
		{ "*/*, text/html", 1 },
		{ "text/*, application/*", 0 },
		{ "Text/HTML", 1 },
		{ "*/html", 1 },
		{ "application/xhtml+xml", -1 },
		{ "image/png", -1 },
		{ "garbage", -1 },
		{ ",,;", -1 },
		{ "text/html;q=0", 1 },
	};
	const struct str types[] = { S("application/json"), S("text/html") };

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_INT(accept_choose(str_c(t[i].header), types, 2, NULL),
		    t[i].want, t[i].header ? t[i].header : "no header");
}

TEST(the_entry_that_fitted_keeps_its_parameters)
{
	const struct str types[] = { S("application/json"), S("text/html") };
	struct str entry;

	CHECK_INT(
	    accept_choose(S("image/png, */* ; indent=4 "), types, 2, &entry), 0,
	    "indent");
	CHECK_STR(entry, "*/* ; indent=4", "indent");
}

TEST(errors_are_json_for_whom_likes_it_better)
{
	static const struct {
		const char *header;
		bool want;
	} t[] = {
		{ NULL, false },
		{ "", false },
		{ "*/*", false },
		{ "application/json", true },
		{ "application/*", true },
		{ "application/json, text/plain, */*", true },
		{ "application/json, text/html", false },
		{ "application/json, text/html;q=0.9", true },
		{ "text/html, application/json;q=0.9", false },
		{ "application/json;q=0.5, */*;q=0.8", false },
		{ "application/json;q=0.8, */*;q=0.8", true },
		{ "application/json;q=0", false },
		{ "text/html;q=0, */*", true },
		{ "text/html,application/xhtml+xml,application/xml;q=0.9,"
		  "*/*;q=0.8",
		    false },
		{ "application/json;version=1.0", true },
		{ "application/json;q=1.5", false },
		{ "image/png", false },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_INT(accept_prefers(str_c(t[i].header),
			      S("application/json"), S("text/html")),
		    t[i].want, t[i].header ? t[i].header : "no header");
}
