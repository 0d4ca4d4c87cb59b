/*
 * The table of settings, and reading, setting and printing them by it. The
 * file comes over the defaults, the environment over the file, the command
 * line over both (the caller's doing). Names are exact; what is unknown,
 * wrong or given twice in the file is an error, never ignored: a misspelt
 * setting must not leave a site open.
 */
#include "conf/conf.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conf/check.h"
#include "conf/file.h"

enum { FILE_MAX = 1 << 20 };

enum setting_kind { SETTING_TEXT, SETTING_NUMBER, SETTING_SWITCH };

struct setting {
	const char *name;
	enum setting_kind kind;
	uint16_t at;
	const char *otherwise; /* the default */
	const char *help;      /* lines of the manual, by \n */
	check_fn *check;       /* of text */
	int64_t min, max;      /* numbers */
	bool secret;
};

/* The member's type is checked. */
#define AT(member, type)                           \
	(uint16_t)(offsetof(struct conf, member) + \
	    0 * sizeof(&((struct conf *)0)->member == (type *)0))
#define STR(member)    SETTING_TEXT, AT(member, struct str)
#define INT(member)    SETTING_NUMBER, AT(member, int64_t)
#define SWITCH(member) SETTING_SWITCH, AT(member, bool)

/* clang-format off */

/* As the manual has them: the head of the file, then section by section. */
static const struct setting settings[] = {
	/* name                  member                         default */
	{ "database",            STR(database),                 "sqlite:thimble.db",
	  "sqlite:PATH, or a PostgreSQL URI or keywords as libpq takes them.\n"
	  "Also by the environment variable THIMBLE_DATABASE.",
	  .check = check_database },
	{ "auto_migrate",        SWITCH(auto_migrate),          "on",
	  "Create what tables, triggers and indexes of Thimble are missing when the\n"
	  "database is opened. Off: only \"thimble migrate\" does." },
	{ "database_wait",       INT(database_wait),            "10",
	  "Seconds that a lock in the database is waited for.", .min = 1, .max = 3600 },
	{ "time_zone",           STR(time_zone),                "",
	  "Zone of the times that the site itself stamps: TIME_ZONE of a Patchwork\n"
	  "site. Empty: the environment variable TZ, else UTC." },
	{ "log_level",           STR(log_level),                "info",
	  "What is logged on standard error: error, warning, info or debug.",
	  .check = check_log_level },
	{ "public_url",          STR(public_url),               "",
	  "Beginning of absolute links, as in https://patches.example.org.\n"
	  "Empty: scheme and Host of each request.",
	  .check = check_public_url },
	{ "force_https_links",   SWITCH(force_https_links),     "off",
	  "The client configuration offered for download names https URLs." },
	{ "rest",                SWITCH(rest),                  "on",
	  "Answer below /api/." },
	{ "xmlrpc",              SWITCH(xmlrpc),                "off",
	  "Answer at /xmlrpc/." },
	{ "compat_redirect",     SWITCH(compat_redirect),       "on",
	  "Redirect the oldest URLs of bundles." },
	{ "secret_key",          STR(secret_key),               "",
	  "Signs sessions and tokens in links: SECRET_KEY of a Patchwork site, so that\n"
	  "its sessions go on here. Empty: each start makes one, with a warning, and\n"
	  "whoever is signed in has to sign in again.",
	  .secret = true },
	{ "smtp",                STR(smtp),                     "localhost:25",
	  "Host and port of the mail server that takes outgoing mail.",
	  .check = check_host_port },

	{ "http.listen",         STR(http_listen),              "127.0.0.1:8000",
	  "Where to listen: ADDR:PORT, [ADDR6]:PORT or unix:PATH, several by blanks.\n"
	  "Port 0 picks a free one.",
	  .check = check_listen },
	{ "http.threads",        INT(http_threads),             "0",
	  "Threads that accept and parse requests; 0 is one a core.", .max = 256 },
	{ "http.workers",        INT(http_workers),             "0",
	  "Threads that answer, each with a database connection; 0 is one a core, two\n"
	  "at least. One of several never takes what changes something.", .max = 256 },
	{ "http.queue",          INT(http_queue),               "1024",
	  "Requests that may wait for a worker, for each of tokens, sessions, changes\n"
	  "and anonymous visitors; further ones are answered 503.",
	  .min = 1, .max = 65536 },
	{ "http.max_connections", INT(http_max_connections),    "4096",
	  "Connections open at a time.", .min = 1, .max = 1000000 },
	{ "http.pack",           SWITCH(http_pack),             "on",
	  "Pack answers by zstd or gzip for clients that ask for it. Off where a proxy\n"
	  "does." },
	{ "http.debug_statements", SWITCH(http_debug_statements), "off",
	  "Say in the header X-Thimble-Statements how many SQL statements an answer\n"
	  "took. For tests." },

	{ "auth.hash_threads",   INT(auth_hash_threads),        "0",
	  "Threads that check passwords, which takes a tenth of a second of CPU each;\n"
	  "0 is one less than there are cores.", .max = 64 },
	{ "auth.hash_queue",     INT(auth_hash_queue),          "32",
	  "Passwords that may wait to be checked; further ones are answered 503.",
	  .min = 1, .max = 4096 },
	{ "auth.max_failures",   INT(auth_max_failures),        "100",
	  "Wrong passwords for one account within a quarter of an hour after which the\n"
	  "account waits; ten times as many for one address, unless it is of this\n"
	  "machine. Sessions and tokens go on. 0 is no limit.", .max = 1000000 },

	{ "rest.page",           INT(rest_page),                "30",
	  "Results a page of the API.", .min = 1, .max = 10000 },
	{ "rest.page_max",       INT(rest_page_max),            "250",
	  "Most results a page that a client may ask for.", .min = 1, .max = 10000 },
	{ "rest.page_token",     INT(rest_page_token),          "10000",
	  "The same for who comes with a token.", .min = 1, .max = LIMIT_ROWS_LONG },
	{ "rest.origins",        STR(rest_origins),             "",
	  "Sites whose scripts may read the API as anybody can, without sessions and\n"
	  "tokens: https://ci.example.org, several by blanks, or * for all.",
	  .check = check_origins },

	{ "web.page",            INT(web_page),                 "100",
	  "Rows a page of lists, for visitors who are not signed in.", .min = 1, .max = LIMIT_ROWS_PAGE },

	{ "mail.max_bytes",      INT(mail_max_bytes),           "33554432",
	  "Of a larger mail only headers and the first 64 KiB are kept.",
	  .min = 65536, .max = LIMIT_MAIL_TEXT },
	{ "mail.keep_days",      INT(mail_keep_days),           "0",
	  "Days that raw mail is kept in the journal; 0 is for ever.", .max = 36500 },
	{ "mail.from",           STR(mail_from),                "thimble@localhost",
	  "Sender of the mail that Thimble writes.",
	  .check = check_sender },
};

/* clang-format on */

static const struct setting *
find_setting(struct str name)
{
	for (size_t i = 0; i < COUNT(settings); i++)
		if (str_eq(name, str_c(settings[i].name)))
			return &settings[i];
	return NULL;
}

static bool
parse_switch(struct str s, bool *out)
{
	static const struct {
		const char *word;
		bool value;
	} words[] = {
		{ "on", true },
		{ "off", false },
		{ "yes", true },
		{ "no", false },
		{ "true", true },
		{ "false", false },
		{ "1", true },
		{ "0", false },
	};

	for (size_t i = 0; i < COUNT(words); i++)
		if (str_eq_nocase(s, str_c(words[i].word))) {
			*out = words[i].value;
			return true;
		}
	return false;
}

static enum err
set_text(struct arena *a, const struct setting *s, struct str *member,
    struct str value)
{
	const char *why = s->check != NULL ? s->check(value) : NULL;

	if (memchr(value.p, '\0', value.n) != NULL)
		why = "it holds a NUL";
	if (why != NULL)
		return err_set(ERR_CONFIG, "%s: %s", s->name, why);
	*member = str_dup(a, value);
	return OK;
}

static enum err
set_value(
    struct arena *a, struct conf *c, const struct setting *s, struct str value)
{
	void *member = (char *)c + s->at;

	switch (s->kind) {
	case SETTING_TEXT:
		return set_text(a, s, member, value);
	case SETTING_NUMBER:
		if (!str_int64(value, s->min, s->max, member))
			return err_set(ERR_CONFIG,
			    "%s: not a number from %lld to %lld", s->name,
			    (long long)s->min, (long long)s->max);
		return OK;
	case SETTING_SWITCH:
		if (!parse_switch(value, member))
			return err_set(
			    ERR_CONFIG, "%s: neither on nor off", s->name);
		return OK;
	}
	return OK;
}

static enum err
set_named(struct arena *a, struct conf *c, struct str name, struct str value)
{
	const struct setting *s = find_setting(name);

	if (s == NULL)
		return err_set(
		    ERR_CONFIG, "unknown setting %.*s", STR_ARG(name));
	return set_value(a, c, s, value);
}

enum err
conf_set(struct arena *a, struct conf *c, struct str assignment)
{
	struct str name, value;

	if (!str_cut(assignment, '=', &name, &value))
		return err_set(ERR_CONFIG, "\"%.*s\" is not NAME=VALUE",
		    STR_ARG(assignment));
	return set_named(a, c, str_trim(name), str_trim(value));
}

static enum err
set_defaults(struct arena *a, struct conf *c)
{
	for (size_t i = 0; i < COUNT(settings); i++) {
		enum err e =
		    set_value(a, c, &settings[i], str_c(settings[i].otherwise));

		if (e != OK)
			return e;
	}
	return OK;
}

static enum err
read_text(struct buf *b, const char *file)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	ssize_t n = 1;

	if (fd < 0)
		return err_set(ERR_CONFIG, "%s: %s", file, strerror(errno));
	while (n > 0) {
		char *room = buf_room(b, 4096);

		if (room == NULL)
			break;
		n = read(fd, room, 4096);
		if (n > 0)
			buf_used(b, (size_t)n);
	}
	(void)close(fd);
	if (n < 0)
		return err_set(ERR_CONFIG, "%s: %s", file, strerror(errno));
	if (b->err != OK)
		return err_set(
		    ERR_CONFIG, "%s: larger than %d bytes", file, FILE_MAX);
	return OK;
}

static enum err
set_once(
    struct arena *a, struct conf *c, const struct assignment *s, int *lines)
{
	const struct setting *row = find_setting(s->name);

	if (row == NULL)
		return err_set(
		    ERR_CONFIG, "unknown setting %.*s", STR_ARG(s->name));
	if (lines[row - settings] != 0)
		return err_set(ERR_CONFIG, "%s was set in line %d", row->name,
		    lines[row - settings]);
	lines[row - settings] = s->line;
	return set_value(a, c, row, s->value);
}

static enum err
set_from_file(struct arena *a, struct conf *c, const char *file)
{
	struct settings_file f = { .a = a };
	int lines[COUNT(settings)] = { 0 };
	struct assignment s;
	struct buf b;
	bool there;
	enum err e;

	buf_init(&b, a, FILE_MAX);
	if ((e = read_text(&b, file)) != OK)
		return e;
	f.rest = buf_str(&b);
	for (;;) {
		e = settings_file_next(&f, &s, &there);
		if (e == OK && !there)
			return OK;
		if (e == OK)
			e = set_once(a, c, &s, lines);
		if (e != OK)
			return err_set(ERR_CONFIG, "%s:%d: %s", file, f.line,
			    err_message());
	}
}

enum err
conf_read(struct arena *a, const char *file, struct conf *out)
{
	const char *database = getenv("THIMBLE_DATABASE");
	const char *zone = getenv("TZ");
	struct conf c = { .auto_migrate = false };
	enum err e;

	if (file == NULL)
		file = getenv("THIMBLE_CONFIG");
	if ((e = set_defaults(a, &c)) != OK)
		return e;
	if (file != NULL && *file != '\0' &&
	    (e = set_from_file(a, &c, file)) != OK)
		return e;
	if (database != NULL && *database != '\0' &&
	    (e = set_named(a, &c, S("database"), str_c(database))) != OK)
		return e;
	/* POSIX writes ":name" for a file of tzdata. */
	if (zone != NULL && *zone == ':')
		zone++;
	if (c.time_zone.n == 0)
		c.time_zone =
		    str_dup(a, zone && *zone ? str_c(zone) : S("UTC"));
	*out = c;
	return OK;
}

/* Sections are written before their first row; *section is kept. */
static struct str
write_section(struct buf *b, const struct setting *s, struct str *section)
{
	struct str left, right, name = str_c(s->name);

	if (!str_cut(name, '.', &left, &right))
		return name;
	if (!str_eq(left, *section)) {
		buf_printf(b, "[%.*s]\n\n", STR_ARG(left));
		*section = left;
	}
	return right;
}

static void
write_help(struct buf *b, const char *help)
{
	struct str rest = str_c(help), line;

	while (str_line(&rest, &line))
		buf_printf(b, "# %.*s\n", STR_ARG(line));
}

void
conf_write_manual(struct buf *b)
{
	struct str section = S("");

	for (size_t i = 0; i < COUNT(settings); i++) {
		const struct setting *s = &settings[i];
		struct str key = write_section(b, s, &section);

		write_help(b, s->help);
		buf_printf(b, "%.*s =%s%s\n\n", STR_ARG(key),
		    *s->otherwise ? " " : "", s->otherwise);
	}
}

/* postgresql://user:password@host, or password=.. among keywords. */
static bool
has_password(struct str url)
{
	size_t start = str_find(url, S("://"));
	struct str user = str_from(url, start + 3);

	user = str_sub(user, 0, str_find_char(user, '@'));
	return str_find(url, S("password")) < url.n ||
	    (start < url.n && str_find_char(user, ':') < user.n &&
		str_find_char(url, '@') < url.n);
}

static void
write_value(struct buf *b, const struct conf *c, const struct setting *s)
{
	const void *member = (const char *)c + s->at;
	struct str text;

	switch (s->kind) {
	case SETTING_TEXT:
		text = *(const struct str *)member;
		if (text.n > 0)
			buf_char(b, ' ');
		if (text.n > 0 && (s->secret || has_password(text)))
			text = S("(set)");
		buf_add(b, text);
		break;
	case SETTING_NUMBER:
		buf_printf(b, " %lld", (long long)*(const int64_t *)member);
		break;
	case SETTING_SWITCH:
		buf_printf(b, " %s", *(const bool *)member ? "on" : "off");
		break;
	}
}

void
conf_write_values(const struct conf *c, struct buf *b)
{
	struct str section = S("");

	for (size_t i = 0; i < COUNT(settings); i++) {
		struct str key;

		if (str_find_char(str_c(settings[i].name), '.') <
			strlen(settings[i].name) &&
		    section.n == 0)
			buf_char(b, '\n');
		key = write_section(b, &settings[i], &section);
		buf_printf(b, "%.*s =", STR_ARG(key));
		write_value(b, c, &settings[i]);
		buf_char(b, '\n');
	}
}
