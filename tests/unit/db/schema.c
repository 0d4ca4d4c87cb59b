/*
 * What a new database is made of, read back from the catalogue of its engine
 * and compared with schema-*.want: the objects that Patchwork's and Django's
 * own migrations leave (spec/schema.md, appendices A and B), a line each.
 */
#include <stdlib.h>
#include <string.h>

#include "base/embed.h"
#include "db/migrate.h"
#include "fixture.h"
#include "test.h"

extern const struct embedded wanted[];
extern const size_t wanted_count;

/* 2016-09-11 12:00:00 UTC */
#define NOW INT64_C(1473595200000000)

struct line {
	struct str text;
};

/* clang-format off */
static const struct column columns[] = {
	{ "x.line", STR(line, text) },
};
static const struct table lines = TABLE(line, columns,
    SQL2("(SELECT sql AS line FROM sqlite_master"
	" WHERE sql IS NOT NULL AND name NOT LIKE 'thimble%'"
	" AND name NOT LIKE 'sqlite%') x",
	/* columns */
	"(SELECT c.relname || '.' || lpad(a.attnum::text, 2, '0') || ' '"
	" || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)"
	" || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END"
	" || CASE a.attidentity WHEN 'd' THEN ' from ' || replace("
	"pg_get_serial_sequence(c.relname, a.attname), 'public.', '')"
	" WHEN 'a' THEN ' always' ELSE '' END"
	" || CASE WHEN a.atthasdef THEN ' default' ELSE '' END AS line"
	" FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
	" WHERE c.relkind = 'r' AND a.attnum > 0"
	" AND c.relnamespace = 'public'::regnamespace"
	" AND c.relname NOT LIKE 'thimble%'"
	/* rules */
	" UNION ALL SELECT c.relname || ' ' || k.conname || ' '"
	" || pg_get_constraintdef(k.oid) FROM pg_constraint k"
	" JOIN pg_class c ON c.oid = k.conrelid"
	" WHERE c.relnamespace = 'public'::regnamespace"
	" AND c.relname NOT LIKE 'thimble%'"
	/* indexes that stand for themselves */
	" UNION ALL SELECT t.relname || ' ' || c.relname || ' INDEX '"
	" || substring(pg_get_indexdef(c.oid) FROM 'USING btree (.*)$')"
	" FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
	" JOIN pg_class t ON t.oid = i.indrelid"
	" WHERE c.relnamespace = 'public'::regnamespace"
	" AND c.relname NOT LIKE 'thimble%'"
	" AND t.relname NOT LIKE 'thimble%'"
	" AND NOT EXISTS (SELECT 1 FROM pg_constraint k"
	" WHERE k.conindid = c.oid)) x"));
/* clang-format on */

/* Without quotes, each run of white space one space, none inside of
 * parentheses: how SQL is laid out is of no matter. */
static struct str
plain(struct str s)
{
	struct buf b;

	buf_init(&b, test_arena(), s.n + 1);
	for (size_t i = 0; i < s.n; i++) {
		char last = b.n > 0 ? b.p[b.n - 1] : ' ';

		if (s.p[i] == '"')
			continue;
		if (!char_is_blank(s.p[i])) {
			if (s.p[i] == ')' && last == ' ')
				b.n--;
			buf_char(&b, s.p[i]);
		} else if (last != ' ' && last != '(') {
			buf_char(&b, ' ');
		}
	}
	return buf_str(&b);
}

static int
by_text(const void *a, const void *b)
{
	return str_cmp(
	    ((const struct line *)a)->text, ((const struct line *)b)->text);
}

static struct str
wanted_text(void)
{
	const struct embedded *file = embedded_find(wanted, wanted_count,
	    fixture_is_pg() ? S("schema-pg.want") : S("schema-sqlite.want"));

	CHECK(file != NULL, "embedded");
	return file->bytes;
}

TEST(a_new_database_is_as_patchwork_makes_it)
{
	struct db *db = fixture_open();
	struct str rest = wanted_text(), want;
	struct line *got;
	size_t n, i = 0;

	CHECK_OK(migrate_apply(db, test_arena(), NOW, NULL));
	CHECK_OK(db_list(db, test_arena(), &lines, &got, &n, "", NO_VALS));
	for (size_t k = 0; k < n; k++)
		got[k].text = plain(got[k].text);
	qsort(got, n, sizeof(*got), by_text);
	for (; str_line(&rest, &want); i++)
		CHECK_STRS(i < n ? got[i].text : str_c(NULL), want, "object");
	CHECK_INT(n, i, "objects");
	db_close(db);
}

static struct str
text_of(struct db *db, const char *query)
{
	const struct column column = { query, STR(line, text) };
	const struct table one = { "(SELECT 1) o", &column, 1,
		sizeof(struct line) };
	struct line got;

	CHECK_OK(db_get(db, test_arena(), &one, &got, "", NO_VALS));
	return got.text;
}

/* clang-format off */
#define JOINED(column) SQL2("group_concat(" column ", '|')", \
	"string_agg(" column ", '|')")
#define BY_BYTES SQL2("", " COLLATE \"C\"")
#define ROWS(what, from) "(SELECT " JOINED("v.x") " FROM (SELECT " what \
	" AS x FROM " from ") v)"
/* clang-format on */

TEST(a_new_database_has_the_rows_that_are_needed)
{
	/* clang-format off */
	static const struct {
		const char *query, *want;
	} t[] = {
		{ ROWS("m.name", "django_migrations m WHERE app = 'sites' ORDER BY name"),
		  "0001_initial|0002_alter_domain_unique" },
		{ ROWS("m.app", "(SELECT app, count(*) AS n FROM django_migrations"
		  " GROUP BY app) m ORDER BY m.app"),
		  "admin|auth|authtoken|contenttypes|patchwork|sessions|sites" },
		{ ROWS("m.n", "(SELECT app, CAST(count(*) AS text) AS n"
		  " FROM django_migrations GROUP BY app) m ORDER BY m.app"),
		  "3|12|4|2|49|1|2" },
		{ ROWS("m.name", "django_migrations m WHERE name LIKE '004%'"
		  " ORDER BY name"),
		  "0040_add_related_patches|0041_python3|0042_add_cover_model"
		  "|0043_merge_patch_submission|0044_add_project_linkname_validation"
		  "|0045_addressed_fields|0046_patch_comment_events"
		  "|0047_add_database_indexes|0048_series_dependencies" },
		{ ROWS("CAST(id AS text) || domain || name", "django_site"),
		  "1example.comexample.com" },
		{ ROWS("CAST(id AS text) || slug", "patchwork_state WHERE"
		  " action_required ORDER BY id"), "1new|2under-review" },
		{ ROWS("name", "patchwork_state ORDER BY ordering"),
		  "New|Under Review|Accepted|Rejected|RFC|Not Applicable"
		  "|Changes Requested|Awaiting Upstream|Superseded|Deferred" },
		{ ROWS("CAST(ordering AS text)", "patchwork_state ORDER BY id"),
		  "0|1|2|3|4|5|6|7|8|9" },
		{ ROWS("abbrev || name || pattern", "patchwork_tag"
		  " WHERE show_column ORDER BY id"),
		  "AAcked-by^Acked-by:|RReviewed-by^Reviewed-by:|TTested-by^Tested-by:" },
		{ ROWS("p.codename || ' ' || p.name", "auth_permission p"
		  " JOIN django_content_type t ON t.id = p.content_type_id"
		  " WHERE t.model IN ('tokenproxy', 'patchchangenotification')"
		  " AND p.codename NOT LIKE 'delete%' ORDER BY p.codename" BY_BYTES),
		  "add_patchchangenotification Can add patch change notification"
		  "|add_tokenproxy Can add Token"
		  "|change_patchchangenotification Can change patch change notification"
		  "|change_tokenproxy Can change Token"
		  "|view_patchchangenotification Can view patch change notification"
		  "|view_tokenproxy Can view Token" },
		{ ROWS("t.app_label || '.' || t.model", "django_content_type t"
		  " WHERE app_label <> 'patchwork' ORDER BY t.app_label" BY_BYTES ", t.model" BY_BYTES),
		  "admin.logentry|auth.group|auth.permission|auth.user"
		  "|authtoken.token|authtoken.tokenproxy|contenttypes.contenttype"
		  "|sessions.session|sites.site" },
	};
	/* clang-format on */
	struct db *db = fixture_open();

	CHECK_OK(migrate_apply(db, test_arena(), NOW, NULL));
	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(text_of(db, t[i].query), t[i].want, t[i].query);
	db_close(db);
}
