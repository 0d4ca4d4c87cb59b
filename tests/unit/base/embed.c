/* base/embed: finding a file by its exact name. */
#include "base/embed.h"

#include "test.h"

static const struct embedded rows[] = {
	{ { "a.css", 5 }, { "text/css", 8 }, { "01", 2 }, { "x", 1 } },
	{ { "a.js", 4 }, { "text/javascript", 15 }, { "02", 2 }, { "y", 1 } },
};

TEST(a_file_is_found_by_its_whole_name)
{
	CHECK(embedded_find(rows, COUNT(rows), S("a.js")) == &rows[1], "js");
	CHECK(embedded_find(rows, COUNT(rows), S("a.css")) == &rows[0], "css");
	CHECK(embedded_find(rows, COUNT(rows), S("a.")) == NULL, "beginning");
	CHECK(embedded_find(rows, COUNT(rows), S("A.js")) == NULL, "case");
	CHECK(embedded_find(rows, 0, S("a.js")) == NULL, "no rows");
}
