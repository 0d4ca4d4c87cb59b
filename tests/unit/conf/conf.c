/* Reading settings: defaults, file, environment, command line; printing. */
#include "conf/conf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "test.h"

static void
clear_environment(void)
{
	(void)unsetenv("THIMBLE_CONFIG");
	(void)unsetenv("THIMBLE_DATABASE");
	(void)unsetenv("TZ");
}

/* A file with that text; its name is in the test's arena. */
static const char *
write_temporary(struct str text)
{
	char *name = str_z(test_arena(), S("/tmp/thimble-conf-XXXXXX"));
	int fd = mkstemp(name);

	CHECK(fd >= 0, "mkstemp");
	CHECK(write(fd, text.p, text.n) == (ssize_t)text.n, "write");
	(void)close(fd);
	return name;
}

static enum err
read_file(struct str text, struct conf *c)
{
	const char *name = write_temporary(text);
	enum err e = conf_read(test_arena(), name, c);

	(void)unlink(name);
	return e;
}

TEST(defaults_are_those_of_the_contract)
{
	struct conf c;

	clear_environment();
	CHECK_OK(conf_read(test_arena(), NULL, &c));
	CHECK(c.rest && !c.xmlrpc && c.compat_redirect, "interfaces");
	CHECK_INT(c.web_page, 100, "web.page");
	CHECK_INT(c.rest_page, 30, "rest.page");
	CHECK_INT(c.rest_page_max, 250, "rest.page_max");
	CHECK_INT(c.mail_max_bytes, LIMIT_MAIL, "mail.max_bytes");
	CHECK_INT(c.http_queue, LIMIT_QUEUE, "http.queue");
	CHECK(c.auto_migrate, "auto_migrate");
	CHECK_STR(c.time_zone, "UTC", "time_zone");
	CHECK_STR(c.http_listen, "127.0.0.1:8000", "http.listen");
	CHECK_STR(c.public_url, "", "public_url");
}

TEST(a_file_comes_over_the_defaults)
{
	struct conf c;

	clear_environment();
	CHECK_OK(read_file(S("\xEF\xBB\xBF# comment\n"
			     "database = sqlite:/x y;z#1.db\r\n"
			     "  rest=off\n"
			     "\n; comment\n"
			     "[ http ]\n"
			     "listen = 127.0.0.1:1 unix:/s\n"
			     "[rest]\n"
			     "page =  7 \n"
			     "[http]\n"
			     "workers = 3"),
	    &c));
	CHECK_STR(c.database, "sqlite:/x y;z#1.db", "to the end of line");
	CHECK(!c.rest, "rest");
	CHECK_STR(c.http_listen, "127.0.0.1:1 unix:/s", "http.listen");
	CHECK_INT(c.rest_page, 7, "rest.page");
	CHECK_INT(c.http_workers, 3, "a section twice, no final line feed");
}

TEST(long_values_are_kept_whole)
{
	char text[4096] = "secret_key = ";
	size_t n = strlen(text);
	struct conf c;

	clear_environment();
	memset(text + n, 'k', 2000);
	CHECK_OK(read_file(str_n(text, n + 2000), &c));
	CHECK_INT(c.secret_key.n, 2000, "length");
}

TEST(the_environment_comes_over_the_file)
{
	struct conf c;
	const char *name = write_temporary(S("database = sqlite:file.db\n"));

	clear_environment();
	(void)setenv("THIMBLE_CONFIG", name, 1);
	(void)setenv("TZ", ":Australia/Canberra", 1);
	CHECK_OK(conf_read(test_arena(), NULL, &c));
	CHECK_STR(c.database, "sqlite:file.db", "THIMBLE_CONFIG");
	CHECK_STR(c.time_zone, "Australia/Canberra", "TZ");
	(void)setenv("THIMBLE_DATABASE", "sqlite:env.db", 1);
	CHECK_OK(conf_read(test_arena(), NULL, &c));
	CHECK_STR(c.database, "sqlite:env.db", "THIMBLE_DATABASE");
	CHECK_OK(conf_set(test_arena(), &c, S("database = sqlite:set.db")));
	CHECK_STR(c.database, "sqlite:set.db", "--set");
	(void)unlink(name);
	clear_environment();
}

TEST(mistakes_name_file_line_and_setting)
{
	static const struct {
		const char *text, *want;
	} t[] = {
		{ "rest = off\nrset = on\n", ":2: unknown setting rset" },
		{ "[http]\nrest = off\n", ":2: unknown setting http.rest" },
		{ "rest = maybe\n", ":1: rest: neither on nor off" },
		{ "\n[rest]\npage = 0\n",
		    ":3: rest.page: not a number from 1 to 10000" },
		{ "[rest]\npage = 7x\n",
		    ":2: rest.page: not a number from 1 to 10000" },
		{ "rest\n", ":1: expected: name = value" },
		{ "= 1\n", ":1: \"\" is no name" },
		{ "[http\n", ":1: no ] ends the section" },
		{ "[]\n", ":1: name of the section is wrong" },
		{ "rest = on\nrest = off\n", ":2: rest was set in line 1" },
		{ "database = x\n",
		    ":1: database: neither sqlite:PATH nor a PostgreSQL "
		    "URI" },
	};

	clear_environment();
	for (size_t i = 0; i < COUNT(t); i++) {
		struct conf c = { .rest_page = 4711 };
		struct str got;

		CHECK_INT(
		    read_file(str_c(t[i].text), &c), ERR_CONFIG, t[i].text);
		got = str_c(err_message());
		CHECK_STR(str_from(got, str_find_char(got, ':')), t[i].want,
		    t[i].text);
		CHECK_INT(c.rest_page, 4711, "out is untouched");
	}
}

TEST(a_missing_file_is_a_mistake)
{
	struct conf c;

	clear_environment();
	CHECK_INT(conf_read(test_arena(), "/nonexistent/thimble.ini", &c),
	    ERR_CONFIG, "no such file");
}

TEST(assignments_are_checked)
{
	static const struct {
		const char *text;
		enum err want;
	} t[] = {
		{ "rest=off", OK },
		{ "rest.page = 5", OK },
		{ "public_url=", OK },
		{ "rest", ERR_CONFIG },
		{ "Rest=off", ERR_CONFIG },
		{ "http.threads=257", ERR_CONFIG },
		{ "mail.max_bytes=1", ERR_CONFIG },
	};
	struct conf c;

	clear_environment();
	CHECK_OK(conf_read(test_arena(), NULL, &c));
	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_INT(conf_set(test_arena(), &c, str_c(t[i].text)),
		    t[i].want, t[i].text);
}

static struct str
print(const struct conf *c)
{
	struct str text = S("");
	struct buf b;

	buf_init(&b, test_arena(), 1 << 20);
	if (c != NULL)
		conf_write_values(c, &b);
	else
		conf_write_manual(&b);
	CHECK_OK(buf_done(&b, &text));
	return text;
}

static bool
has(struct str text, const char *part)
{
	return str_find(text, str_c(part)) < text.n;
}

TEST(the_manual_is_a_file_of_the_defaults)
{
	struct conf c, defaults;

	clear_environment();
	CHECK_OK(conf_read(test_arena(), NULL, &defaults));
	CHECK_OK(read_file(print(NULL), &c));
	CHECK_STRS(print(&c), print(&defaults), "read back");
}

TEST(secrets_and_passwords_are_not_printed)
{
	struct conf c;
	struct str text;

	clear_environment();
	CHECK_OK(conf_read(test_arena(), NULL, &c));
	CHECK(has(print(&c), "\nsecret_key =\n"), "none is set");
	CHECK_OK(conf_set(test_arena(), &c, S("secret_key=hush")));
	CHECK_OK(
	    conf_set(test_arena(), &c, S("database=postgresql://u:hush@h/db")));
	text = print(&c);
	CHECK(!has(text, "hush"), "hidden");
	CHECK(has(text, "\nsecret_key = (set)\n"), "but told");
	CHECK_OK(
	    conf_set(test_arena(), &c, S("database=host=h password=hush")));
	CHECK(!has(print(&c), "hush"), "keywords");
	CHECK_OK(
	    conf_set(test_arena(), &c, S("database=postgresql://u@h:1/db")));
	CHECK(has(print(&c), "postgresql://u@h:1/db"), "no password");
}
