/*
 * The plan of a mail (spec/ingest.md 4): what the bytes say, then which
 * project they are for, then what the text makes of them, last what the rows
 * of the project add. The first and third step touch no database, so that a
 * delivery holds the lock for the look-ups alone. Every field is filled
 * whatever is wrong with the others; the verdict is drawn at the end.
 */
#include "ingest/ingest.h"

#include "base/time.h"
#include "base/utf8.h"
#include "ingest/steps.h"
#include "mail/hash.h"
#include "mail/pull.h"

/* clang-format off */
static const struct {
	struct str name;
	bool stored;
} verdicts[VERDICTS] = {
	[VERDICT_PATCH]         = { S("patch"), true },
	[VERDICT_COVER]         = { S("cover"), true },
	[VERDICT_PATCH_COMMENT] = { S("patch comment"), true },
	[VERDICT_COVER_COMMENT] = { S("cover comment"), true },
	[VERDICT_DUPLICATE]     = { S("duplicate"), false },
	[VERDICT_IGNORED]       = { S("ignored"), false },
	[VERDICT_BROKEN]        = { S("broken"), false },
	[VERDICT_TOO_BIG]       = { S("too big"), false },
	[VERDICT_FAILED]        = { S("failed"), false },
};
/* clang-format on */

struct str
verdict_name(enum verdict v)
{
	assert(v < VERDICTS);
	return verdicts[v].name;
}

bool
verdict_is_stored(enum verdict v)
{
	assert(v < VERDICTS);
	return verdicts[v].stored;
}

void
ingest_open(struct ingest *in)
{
	*in = (struct ingest){ 0 };
	patterns_open(&in->patterns);
	known_open(&in->known);
	packer_open(&in->packer);
}

void
ingest_close(struct ingest *in)
{
	patterns_close(&in->patterns);
	known_close(&in->known);
	packer_close(&in->packer);
}

/* Headers without which there is nothing to store, in the order they are
 * tested; an empty value is there. */
static const struct str needed[] = {
	S("From"),
	S("Subject"),
	S("Message-Id"),
};

void
plan_mail(struct arena *a, struct str bytes, struct plan *out)
{
	struct plan p = { .date = TIME_NONE, .verdict = VERDICT_FAILED };

	mail_parse(a, bytes, &p.mail);
	for (size_t i = 0; i < COUNT(needed) && p.missing.p == NULL; i++)
		if (mail_header(&p.mail, needed[i]).p == NULL)
			p.missing = needed[i];
	mail_read_hints(a, &p.mail, &p.hints);
	p.nlist_ids = mail_list_ids(a, &p.mail, p.list_ids);
	if (mail_find_id(a, &p.mail, &p.msgid) != OK)
		p.msgid = str_n(NULL, 0);
	mail_list_references(a, &p.mail, &p.references);
	for (size_t i = 0; i < p.references.n; i++)
		p.references.ids[i] =
		    utf8_cut(p.references.ids[i], LIMIT_MSGID);
	if (!mail_find_date(a, &p.mail, &p.date))
		p.date = TIME_NONE;
	p.headers = mail_write_headers(a, &p.mail);
	p.raw_subject = mail_clean_header(a, &p.mail, S("Subject"));
	*out = p;
}

/* The parts that hold a patch or a message; others are never looked at. */
static size_t
decode_parts(struct arena *a, const struct mail *m, struct text_part **out)
{
	static const struct str read[] = { S("plain"), S("x-patch"),
		S("x-diff") };
	struct text_part *parts = arena_array(a, struct text_part, m->nparts);
	size_t n = 0;

	for (size_t i = 0; i < m->nparts; i++)
		for (size_t k = 0; k < COUNT(read); k++)
			if (str_eq(m->parts[i].subtype, read[k]))
				parts[n++] = (struct text_part){ read[k],
					part_text(a, &m->parts[i]) };
	*out = parts;
	return n;
}

enum err
plan_content(struct arena *a, const struct mail *m, enum reading reading,
    struct content *out)
{
	struct text_part *parts;
	size_t n = decode_parts(a, m, &parts);
	struct content content;
	enum err e;

	if (reading == AS_COMMENT)
		e = content_of_comment(a, parts, n, &content);
	else
		e = content_of_patch(a, parts, n, &content);
	if (e != OK)
		return e;
	content.message = content_to_lf(a, content.message);
	*out = content;
	return OK;
}

void
plan_subject(struct ingest *in, struct arena *a, const struct plan *p,
    struct subject *out)
{
	struct subject_rules rules = {
		.linkname = p->project.linkname,
		.drop = in->drop,
		.ndrop = in->ndrop,
		.has_references = p->references.n > 0,
	};

	subject_parse(a, p->raw_subject, &rules, out);
}

static bool
has_attached_patch(const struct mail *m)
{
	for (size_t i = 0; i < m->nparts; i++)
		if (content_is_patch(m->parts[i].subtype))
			return true;
	return false;
}

/* A cover letter that carries a diff is a cover with the diff in its text
 * (27.13). One that is attached is no text of a comment. */
static enum err
read_cover_with_diff(struct arena *a, struct plan *p)
{
	struct str diff = str_trim(content_to_lf(a, p->content.diff));
	struct str *text = &p->content.message;
	enum err e;

	if ((e = plan_content(a, &p->mail, AS_COMMENT, &p->content)) != OK ||
	    !has_attached_patch(&p->mail) || str_find(*text, diff) < text->n)
		return e;
	*text = text->n == 0
	    ? diff
	    : str_f(a, "%.*s\n\n%.*s", STR_ARG(*text), STR_ARG(diff));
	return OK;
}

/* Patch, cover or comment. */
static enum err
read_content(struct arena *a, struct plan *p)
{
	enum err e;

	if (p->subject.is_reply) {
		p->kind = MAIL_COMMENT;
		return plan_content(a, &p->mail, AS_COMMENT, &p->content);
	}
	if ((e = plan_content(a, &p->mail, AS_PATCH, &p->content)) != OK)
		return e;
	p->pull_url = pull_find(a, p->content.message);
	p->kind = MAIL_PATCH;
	if (p->pull_url.p != NULL)
		return OK;
	if (p->subject.has_marker && p->subject.number == 0 &&
	    (p->content.diff.p == NULL || p->subject.total > 0)) {
		p->kind = MAIL_COVER;
		if (p->content.diff.p != NULL)
			return read_cover_with_diff(a, p);
	} else if (p->content.diff.p == NULL)
		p->kind = MAIL_COMMENT;
	return OK;
}

void
plan_text(struct ingest *in, struct arena *a, struct plan *p)
{
	p->has_author =
	    address_author(a, &p->mail, p->project.listemail, &p->author) == OK;
	if (p->raw_subject.p == NULL)
		return;
	plan_subject(in, a, p, &p->subject);
	if ((p->text_err = read_content(a, p)) != OK)
		return;
	if (p->content.diff.p == NULL && p->content.message.n == 0) {
		p->kind = MAIL_NONE;
		return;
	}
	if (p->content.diff.p != NULL)
		p->text_err = hash_diff(a, p->content.diff, &p->hash);
	if (p->kind == MAIL_PATCH || p->kind == MAIL_COVER)
		depends_find(a, p->content.message, &p->depends);
}

enum err
ingest_plan(struct ingest *in, struct db *db, struct arena *a, struct str bytes,
    struct plan *out)
{
	struct plan p;
	enum err e;

	plan_mail(a, bytes, &p);
	if ((e = plan_project(in, db, a, &p)) != OK)
		return e;
	plan_text(in, a, &p);
	if ((e = plan_rows(in, db, a, &p)) != OK)
		return e;
	*out = p;
	return OK;
}
