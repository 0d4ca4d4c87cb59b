/* Values of text settings: which are taken. */
#include "conf/check.h"
#include "test.h"

/* clang-format off */
static const struct {
	check_fn *check;
	const char *value;
	bool ok;
} rows[] = {
	{ check_database,   "sqlite:a.db", true },
	{ check_database,   "sqlite:////var/lib/a.db", true },
	{ check_database,   "sqlite:", false },
	{ check_database,   "postgresql://u:p@h:1/db", true },
	{ check_database,   "postgres:///db", true },
	{ check_database,   "host=/run dbname=patches", true },
	{ check_database,   "mysql://h/db", false },
	{ check_database,   "mysql://h/db?a=b", false },
	{ check_database,   "a.db", false },
	{ check_database,   "", false },
	{ check_log_level,  "info", true },
	{ check_log_level,  "INFO", false },
	{ check_log_level,  "", false },
	{ check_public_url, "", true },
	{ check_public_url, "https://patches.example.org", true },
	{ check_public_url, "http://[::1]:8000", true },
	{ check_public_url, "https://patches.example.org/", false },
	{ check_public_url, "https://", false },
	{ check_public_url, "patches.example.org", false },
	{ check_public_url, "https://a\"b", false },
	{ check_host_port,  "", true },
	{ check_host_port,  "localhost:25", true },
	{ check_host_port,  "[::1]:25", true },
	{ check_host_port,  "::1:25", false },
	{ check_host_port,  "localhost", false },
	{ check_host_port,  "localhost:70000", false },
	{ check_host_port,  "localhost:-1", false },
	{ check_host_port,  ":25", false },
	{ check_listen,     "127.0.0.1:0", true },
	{ check_listen,     "127.0.0.1:80 unix:/run/t.sock  [::]:80", true },
	{ check_listen,     "", false },
	{ check_listen,     "127.0.0.1:80 unix:", false },
	{ check_listen,     "8000", false },
	{ check_origins,    "", true },
	{ check_origins,    "*", true },
	{ check_origins,    "https://ci.example.org  http://[::1]:80", true },
	{ check_origins,    "https://ci.example.org/", false },
	{ check_origins,    "ci.example.org", false },
	{ check_origins,    "https://ci.example.org, *", false },
	{ check_sender,     "Thimble <t@example.org>", true },
	{ check_sender,     "t@", false },
	{ check_sender,     "a@b\r\nBcc: c@d", false },
	{ check_sender,     "", false },
};
/* clang-format on */

TEST(values_are_taken_or_refused_with_a_reason)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *why = rows[i].check(str_c(rows[i].value));

		CHECK_INT(why == NULL, rows[i].ok, rows[i].value);
	}
}
