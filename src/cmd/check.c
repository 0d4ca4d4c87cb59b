/*
 * thimble check: recounts what triggers keep (docs/totals.md) and tells what
 * is wrong; with --repair it is put right. The comparison is of one snapshot,
 * so others may write meanwhile.
 */
#include "cmd/commands.h"
#include "db/db.h"
#include "db/kept.h"
#include "db/migrate.h"

/* clang-format off */
static const struct option_row options[] = {
	{ "--repair", NULL, 0, "put right what is wrong", NULL },
};
/* clang-format on */
const struct usage cmd_check_usage = { NULL, 0, 0, options, COUNT(options) };

enum { SHOWN = 10 }; /* differences of a table */

static void
add_lines(struct buf *b, const char *name, const struct difference *v, size_t n)
{
	if (n == 0) {
		buf_printf(b, "%s: ok\n", name);
		return;
	}
	buf_printf(b, "%s: %zu%s row%s wrong\n", name, n,
	    n == LIMIT_DIFFERENCES ? " or more" : "", n == 1 ? "" : "s");
	for (size_t i = 0; i < n && i < SHOWN; i++)
		buf_printf(b, "  %.*s: kept %lld, is %lld\n",
		    STR_ARG(v[i].what), (long long)v[i].kept,
		    (long long)v[i].truth);
	if (n > SHOWN)
		buf_lit(b, "  ..\n");
}

static enum err
compare(struct cmd *c, bool *wrong, size_t *nwrong)
{
	struct difference *v;
	struct str text;
	struct buf b;
	size_t n;
	enum err e;

	*nwrong = 0;
	for (enum kept k = 0; k < KEPT_COUNT; k++) {
		if ((e = kept_compare(c->db, c->a, k, &v, &n)) != OK)
			return e;
		wrong[k] = n > 0;
		*nwrong += n > 0;
		buf_init(&b, c->a, LIMIT_RESPONSE);
		add_lines(&b, kept_names[k], v, n);
		if ((e = buf_done(&b, &text)) != OK ||
		    (e = cmd_write(c, text)) != OK)
			return e;
	}
	return OK;
}

/* Not wrong by itself, but what others write then is not followed. */
static enum err
tell_bypass(struct cmd *c)
{
	struct bypass *v;
	size_t n;
	enum err e;

	if ((e = kept_list_bypass(c->db, c->a, &v, &n)) != OK)
		return e;
	for (size_t i = 0; i < n; i++)
		if ((e = cmd_write(c,
			 str_f(c->a,
			     "session_replication_role is replica for %.*s:"
			     " no trigger follows what it writes\n",
			     STR_ARG(v[i].who)))) != OK)
			return e;
	return OK;
}

static enum err
look(struct cmd *c)
{
	struct migration m;
	enum err e;

	if ((e = cmd_look_at_db(c, &m)) != OK)
		return e;
	if (m.empty)
		return err_set(ERR_CONFIG,
		    "the database is empty: run \"thimble migrate\"");
	if (m.missing > 0)
		return err_set(ERR_CONFIG,
		    "the database lacks %s: run \"thimble migrate\"", m.first);
	return OK;
}

static enum err
repair(struct cmd *c, const bool *wrong)
{
	enum err e;

	for (enum kept k = 0; k < KEPT_COUNT; k++)
		if (wrong[k] && (e = kept_mend(c->db, k)) != OK)
			return e;
	return OK;
}

enum err
cmd_check(struct cmd *c)
{
	bool wrong[KEPT_COUNT];
	size_t nwrong;
	enum err e;

	if ((e = look(c)) != OK || (e = tell_bypass(c)) != OK ||
	    (e = db_begin_read(c->db)) != OK)
		return e;
	e = compare(c, wrong, &nwrong);
	db_rollback(c->db);
	if (e != OK || nwrong == 0)
		return e;
	if (!cmd_has(c, "--repair"))
		return err_set(ERR_INVALID,
		    "%zu table%s wrong: run \"thimble check --repair\"", nwrong,
		    nwrong == 1 ? " is" : "s are");
	if ((e = repair(c, wrong)) != OK)
		return e;
	return cmd_write(c,
	    str_f(c->a, "%zu table%s repaired\n", nwrong,
		nwrong == 1 ? "" : "s"));
}
