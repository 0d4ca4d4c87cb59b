/* Which form an answer takes. */
#include "test.h"
#include "api/negotiate.h"

/* A request for a target with an Accept header, or none. */
static struct request
asked(const char *target, const char *accept)
{
	struct header *h = arena_array(test_arena(), struct header, 1);
	struct request rq = { .a = test_arena(), .target = str_c(target) };

	CHECK_OK(request_parse_target(&rq));
	if (accept != NULL) {
		h[0] = (struct header){ S("Accept"), str_c(accept) };
		rq.headers = h;
		rq.nheaders = 1;
	}
	return rq;
}

/* "json", "json 4", "html", or the status of a refusal. */
static struct str
form_of(const char *target, const char *accept)
{
	struct request rq = asked(target, accept);
	struct accepted form;
	int status = negotiate(&rq, &form);

	if (status != 0)
		return str_f(test_arena(), "%d", status);
	if (form.html)
		return S("html");
	if (form.indent == 0)
		return S("json");
	return str_f(test_arena(), "json %d", form.indent);
}

TEST(accept_chooses_the_form)
{
	static const struct {
		const char *accept, *want;
	} t[] = {
		{ NULL, "json" },
		{ "", "406" },
		{ "*/*", "json" },
		{ "text/html", "html" },
		{ "text/*", "html" },
		{ "application/*", "json" },
		{ "text/html,application/xhtml+xml,application/xml;q=0.9,"
		  "*/*;q=0.8",
		    "html" },
		{ "application/json;q=0.1,text/html;q=0.9", "json" },
		{ "application/json; charset=utf-8", "json" },
		{ "application/json; version=1.0", "json" },
		{ "text/html, application/json; charset=utf-8", "json" },
		{ "*/*, text/html", "html" },
		{ "APPLICATION/JSON", "json" },
		{ "application/xhtml+xml", "406" },
		{ "image/png", "406" },
		{ "garbage", "406" },
		{ ",", "406" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(
		    form_of("/api/", t[i].accept), t[i].want, t[i].accept);
}

TEST(format_narrows_the_choice)
{
	static const struct {
		const char *target, *accept, *want;
	} t[] = {
		{ "/api/?format=json", NULL, "json" },
		{ "/api/?format=api", NULL, "html" },
		{ "/api/?format=api", "text/html", "html" },
		{ "/api/?format=json", "text/html", "406" },
		{ "/api/?format=api", "application/json", "406" },
		{ "/api/?format=xml", NULL, "404" },
		{ "/api/?format=JSON", NULL, "404" },
		{ "/api/?format=%00", NULL, "404" },
		{ "/api/?format=json%00", NULL, "404" },
		{ "/api/?format=", "text/html", "html" },
		{ "/api/?format", NULL, "json" },
		{ "/api/?format=api&format=json", NULL, "json" },
		{ "/api/?format=json&format=xml", NULL, "404" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(
		    form_of(t[i].target, t[i].accept), t[i].want, t[i].target);
}

TEST(indent_asks_for_readable_json)
{
	static const struct {
		const char *accept, *want;
	} t[] = {
		{ "application/json; indent=4", "json 4" },
		{ "application/json;indent=2", "json 2" },
		{ "*/*; indent=2", "json 2" },
		{ "application/*;q=1; INDENT = \"3\"", "json 3" },
		{ "application/json; indent=8", "json 8" },
		{ "application/json; indent=99", "json 8" },
		{ "application/json; indent=99999999999999999999", "json 8" },
		{ "application/json; indent=0", "json" },
		{ "application/json; indent=-1", "json" },
		{ "application/json; indent=x", "json" },
		{ "application/json; indent=", "json" },
		{ "application/json; indent", "json" },
		{ "text/html; indent=4", "html" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(
		    form_of("/api/", t[i].accept), t[i].want, t[i].accept);
}

TEST(the_format_goes_on_in_links)
{
	static const struct {
		const char *target, *want;
	} t[] = {
		{ "/api/", "" },
		{ "/api/?x=1", "" },
		{ "/api/?format=json", "?format=json" },
		{ "/api/?a=b&format=api", "?format=api" },
		{ "/api/?format=", "?format=" },
		{ "/api/?format=api&format=json", "?format=json" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct request rq = asked(t[i].target, NULL);

		CHECK_STR(negotiate_suffix(&rq), t[i].want, t[i].target);
	}
}
