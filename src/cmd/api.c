/*
 * thimble api: what the REST API has, as docs/api.md tells it or as an OpenAPI
 * document, without a server. Tests compare answers with it.
 */
#include "api/describe.h"
#include "cmd/commands.h"

enum { INDENT = 1, TEXT_MAX = 4 << 20 };

static const struct option_row options[] = {
	{ "--openapi", "VERSION", 0,
	    "print the OpenAPI document of a version, 1.0 to 1.4", NULL },
};

const struct usage cmd_api_usage = { NULL, 0, 0, options, COUNT(options) };

static enum err
write_openapi(struct cmd *c, struct str version, struct buf *b)
{
	struct json j;
	int minor;

	if (!str_starts(version, S("1.")) ||
	    !str_int(str_from(version, 2), 0, V_NEWEST - V1_0, &minor))
		return cmd_usage_error(
		    c, "no version of the API: %.*s", STR_ARG(version));
	json_init(&j, b, INDENT);
	openapi_write(&(struct openapi){
	    .j = &j,
	    .version = V1_0 + minor,
	    .prefix = str_f(c->a, "/api/1.%d/", minor),
	    .server = S("/"),
	});
	buf_char(b, '\n');
	return OK;
}

enum err
cmd_api(struct cmd *c)
{
	struct str version = cmd_option(c, "--openapi"), text;
	struct buf b;
	enum err e = OK;

	buf_init(&b, c->a, TEXT_MAX);
	if (version.p != NULL)
		e = write_openapi(c, version, &b);
	else
		api_write_manual(&b);
	if (e != OK || (e = buf_done(&b, &text)) != OK)
		return e;
	return cmd_write(c, text);
}
