/*
 * Values of text settings, as far as they can be told wrong without asking
 * the system: whether a host resolves or a zone exists is found out by those
 * who use it.
 */
#include "conf/check.h"

#include <string.h>

const char *
check_database(struct str v)
{
	struct str left, right;

	if (str_starts(v, S("sqlite:")))
		return v.n > 7 ? NULL : "sqlite: without a path";
	if (str_starts(v, S("postgresql://")) ||
	    str_starts(v, S("postgres://")))
		return NULL;
	/* Keywords of libpq: "host=/run dbname=patches". */
	if (str_cut(v, '=', &left, &right) && left.n > 0 &&
	    str_find(left, S(":")) == left.n)
		return NULL;
	return "neither sqlite:PATH nor a PostgreSQL URI";
}

const char *
check_log_level(struct str v)
{
	static const char *const levels[] = { "error", "warning", "info",
		"debug" };

	for (size_t i = 0; i < COUNT(levels); i++)
		if (str_eq(v, str_c(levels[i])))
			return NULL;
	return "not error, warning, info or debug";
}

const char *
check_public_url(struct str v)
{
	struct str host = v;

	if (v.n == 0)
		return NULL;
	if (str_starts(v, S("http://")))
		host = str_from(v, 7);
	else if (str_starts(v, S("https://")))
		host = str_from(v, 8);
	else
		return "does not begin with http:// or https://";
	for (size_t i = 0; i < host.n; i++)
		if (strchr("/?# \t\"<>", host.p[i]) != NULL)
			return "more than scheme, host and port";
	return host.n > 0 ? NULL : "no host";
}

/* HOST:PORT, with a host that may be [IPv6]. */
static const char *
check_address(struct str v)
{
	size_t colon = str_find_last(v, ':');
	struct str host = str_sub(v, 0, colon);
	int port;

	if (colon == v.n)
		return "no port";
	if (!str_int(str_from(v, colon + 1), 0, 65535, &port))
		return "port is not a number from 0 to 65535";
	if (host.n == 0)
		return "no address";
	if (host.p[0] != '[' && str_find_char(host, ':') < host.n)
		return "an IPv6 address stands in brackets";
	return NULL;
}

const char *
check_host_port(struct str v)
{
	return v.n == 0 ? NULL : check_address(v);
}

const char *
check_listen(struct str v)
{
	size_t words = 0;
	struct str word;

	for (; str_word(&v, &word); words++) {
		const char *why = NULL;

		if (!str_starts(word, S("unix:")))
			why = check_address(word);
		else if (word.n == 5)
			why = "unix: without a path";
		if (why != NULL)
			return why;
	}
	return words > 0 ? NULL : "no address";
}

const char *
check_origins(struct str v)
{
	struct str word;
	const char *why;

	if (str_find_char(v, ',') < v.n)
		return "a comma; there are blanks between origins";
	while (str_word(&v, &word))
		if (!str_eq(word, S("*")) &&
		    (why = check_public_url(word)) != NULL)
			return why;
	return NULL;
}

const char *
check_sender(struct str v)
{
	size_t at = str_find_char(v, '@');

	for (size_t i = 0; i < v.n; i++)
		if ((unsigned char)v.p[i] < 0x20)
			return "it holds a control character";
	return at > 0 && at + 1 < v.n ? NULL : "no mail address";
}
