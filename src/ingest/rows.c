/*
 * The last step of a plan: the rows of the project decide what is left open,
 * in the order of spec/ingest.md 4. It is run under the lock of the project,
 * and again when the rows changed meanwhile.
 */
#include "ingest/steps.h"

#include "base/utf8.h"

static void
end(struct plan *p, enum verdict verdict, const char *reason)
{
	p->verdict = verdict;
	p->reason = reason;
}

/* Whether the mail itself, or the lack of a project, settles it. */
static bool
is_settled(struct arena *a, struct plan *p)
{
	if (p->missing.p != NULL)
		end(p, VERDICT_BROKEN,
		    str_z(a, str_f(a, "no %.*s header", STR_ARG(p->missing))));
	else if (p->hints.ignore)
		end(p, VERDICT_IGNORED, "X-Patchwork-Hint says ignore");
	else if (p->project.id == 0)
		end(p, VERDICT_IGNORED, "no project has this list");
	else if (p->msgid.p == NULL)
		end(p, VERDICT_BROKEN, "empty Message-Id");
	else if (p->text_err == ERR_TOO_BIG)
		end(p, VERDICT_TOO_BIG, "decoded text past the limit");
	else if (p->text_err != OK)
		end(p, VERDICT_FAILED, "hash of the diff failed");
	else if (p->kind == MAIL_NONE)
		end(p, VERDICT_IGNORED, "no text in the mail");
	else
		return false;
	return true;
}

/* A row that was there already, or none. */
static enum err
check_duplicate(enum err looked_up, struct plan *p)
{
	if (looked_up == OK)
		end(p, VERDICT_DUPLICATE, "message id is stored already");
	return looked_up == ERR_NOT_FOUND ? OK : looked_up;
}

static enum err
find_state(struct ingest *in, struct db *db, struct arena *a, struct plan *p)
{
	enum err e = ERR_NOT_FOUND;

	if (p->hints.state.n > 0)
		e = lookup_state(db, a, p->hints.state, &p->state);
	if (e == ERR_NOT_FOUND)
		e = known_state(&in->known, db, &p->state);
	if (e == ERR_NOT_FOUND) {
		end(p, VERDICT_FAILED,
		    "no state has ordering 0, the default of new patches");
		return OK;
	}
	return e;
}

static enum err
find_delegate(struct ingest *in, struct db *db, struct arena *a, struct plan *p)
{
	enum err e = ERR_NOT_FOUND;

	p->delegate = 0;
	if (p->hints.delegate.n > 0)
		e = lookup_user(db, a, p->hints.delegate, &p->delegate);
	if (e == ERR_NOT_FOUND && p->content.diff.p != NULL)
		return delegate_find(
		    in, db, a, p->project.id, p->content.diff, &p->delegate);
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
plan_patch(struct ingest *in, struct db *db, struct arena *a, struct plan *p)
{
	int64_t id;
	enum err e;

	end(p, VERDICT_PATCH, NULL);
	if ((e = check_duplicate(
		 lookup_stored(db, p->project.id, true, p->msgid, p->date, &id),
		 p)) != OK ||
	    p->verdict != VERDICT_PATCH)
		return e;
	if ((e = find_state(in, db, a, p)) != OK)
		return e;
	return find_delegate(in, db, a, p);
}

static enum err
plan_cover(struct db *db, struct plan *p)
{
	int64_t id;

	end(p, VERDICT_COVER, NULL);
	return check_duplicate(
	    lookup_stored(db, p->project.id, false, p->msgid, p->date, &id), p);
}

/* A mail that comes once more when what it answers is there at last would be
 * stored twice if only the comments of its parent were looked at. Another
 * mail with its id is stored (spec/ingest.md 17). */
static enum err
plan_comment(struct db *db, struct plan *p)
{
	const struct comment like = { .parent = p->parent,
		.msgid = p->msgid,
		.date = p->date,
		.content = p->content.message };
	int64_t id;

	end(p,
	    p->parent_kind == COMMENT_PATCH ? VERDICT_PATCH_COMMENT
					    : VERDICT_COVER_COMMENT,
	    NULL);
	return check_duplicate(
	    lookup_comment(db, p->project.id, p->parent_kind, &like, &id), p);
}

static const char no_parent[] = "replies to nothing that is stored";

enum err
plan_rows(struct ingest *in, struct db *db, struct arena *a, struct plan *p)
{
	enum err e;

	if (is_settled(a, p))
		return OK;
	if (p->kind == MAIL_COMMENT) {
		if ((e = parent_find(db, a, p->project.id, &p->references,
			 &p->parent_kind, &p->parent)) != OK)
			return e;
		if (p->parent == 0) {
			end(p, VERDICT_IGNORED, no_parent);
			return OK;
		}
	}
	/* After the parent: what is dropped needs no author. */
	if (!p->has_author) {
		end(p, VERDICT_BROKEN, "no usable address in From");
		return OK;
	}
	if (p->kind == MAIL_COMMENT)
		return plan_comment(db, p);
	if ((e = depends_resolve(db, a, p->project.id, &p->depends,
		 &p->depends_on, &p->ndepends_on)) != OK)
		return e;
	if (p->kind == MAIL_COVER)
		return plan_cover(db, p);
	return plan_patch(in, db, a, p);
}
