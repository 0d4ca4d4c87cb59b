/*
 * thimble inspect: what the parser makes of a mail, as JSON
 * (spec/contract.md, inspect). It is the plan of a delivery, printed, with
 * the other readings of the text beside it; nothing is changed, and no mail
 * is an error.
 */
#include "base/json.h"
#include "base/time.h"
#include "cmd/commands.h"
#include "db/db.h"
#include "ingest/steps.h"
#include "mail/hash.h"
#include "mail/pull.h"

enum { INDENT = 2 };

static const struct option_row options[] = {
	{ "--json", NULL, 0, "print it for programs: in one line", NULL },
	{ "--list-id", "ID", 0, "the project's list id, whatever the mail says",
	    NULL },
	{ "--drop-prefix", "WORD", REPEAT,
	    "a prefix to drop from the subject, beside patch and the project's",
	    NULL },
};

const struct usage cmd_inspect_usage = { "[FILE]", 0, 1, options,
	COUNT(options) };

/* Everything that is printed. */
struct view {
	struct plan plan;
	struct subject subject;
	struct references references;
	bool has_from;
	struct address from;
	struct content patch, comment;
	struct str pull_url, hash;
	struct filenames files;
	struct depends depends;
	/* of the database */
	struct tag *tags;
	int64_t *tag_counts;
	size_t ntags;
	int64_t *depends_on;
	size_t ndepends_on;
	int64_t parent_patch, parent_cover;
	struct series *candidates;
	size_t ncandidates;
};

static void
read_from(struct arena *a, struct view *v)
{
	struct str from = mail_clean_header(a, &v->plan.mail, S("From"));

	v->has_from = from.n > 0 && address_split(a, from, &v->from) == OK;
}

/* As a patch and as a comment, whatever it is. */
static void
read_text(struct arena *a, struct view *v)
{
	const struct mail *m = &v->plan.mail;

	/* What is past a bound stays NULL. */
	if (plan_content(a, m, AS_COMMENT, &v->comment) != OK)
		v->comment = (struct content){ 0 };
	if (plan_content(a, m, AS_PATCH, &v->patch) != OK) {
		v->patch = (struct content){ 0 };
		return;
	}
	v->pull_url = pull_find(a, v->patch.message);
	depends_find(a, v->patch.message, &v->depends);
	if (v->patch.diff.p == NULL)
		return;
	if (hash_diff(a, v->patch.diff, &v->hash) != OK)
		v->hash = (struct str){ NULL, 0 };
	filenames_find(a, v->patch.diff, &v->files);
}

static enum err
count_tags(struct ingest *in, struct db *db, struct arena *a, struct view *v)
{
	enum err e;

	if ((e = tag_list(db, a, &v->tags, &v->ntags)) != OK)
		return e;
	v->tag_counts = arena_array(a, int64_t, v->ntags);
	tag_count(
	    &in->patterns, v->tags, v->ntags, v->patch.message, v->tag_counts);
	return OK;
}

static enum err
find_candidates(struct db *db, struct arena *a, int64_t now, struct view *v)
{
	const struct plan *p = &v->plan;
	struct series_query q = {
		.project = p->project.id,
		.msgid = p->msgid,
		.references = &p->references,
		.version = v->subject.version,
		.total = 1,
		.date = series_date(p->date, now),
	};
	struct person author;
	enum err e = ERR_NOT_FOUND;

	if (v->subject.has_marker && v->subject.total > 0)
		q.total = v->subject.total;
	if (p->has_author)
		e = lookup_person(db, a, p->author.email, &author);
	if (e == OK)
		q.submitter = author.id;
	else if (e != ERR_NOT_FOUND)
		return e;
	return series_candidates(db, a, &q, &v->candidates, &v->ncandidates);
}

static enum err
look_up(struct ingest *in, struct db *db, struct arena *a, int64_t now,
    struct view *v)
{
	const struct plan *p = &v->plan;
	enum err e;

	if ((e = count_tags(in, db, a, v)) != OK)
		return e;
	if ((e = depends_resolve(db, a, p->project.id, &v->depends,
		 &v->depends_on, &v->ndepends_on)) != OK)
		return e;
	if (p->project.id == 0)
		return OK;
	if ((e = parent_find_kind(db, p->project.id, &p->references,
		 COMMENT_PATCH, &v->parent_patch)) != OK ||
	    (e = parent_find_kind(db, p->project.id, &p->references,
		 COMMENT_COVER, &v->parent_cover)) != OK)
		return e;
	return find_candidates(db, a, now, v);
}

static enum err
view(struct ingest *in, struct db *db, struct arena *a, struct str bytes,
    int64_t now, struct view *v)
{
	enum err e;

	plan_mail(a, bytes, &v->plan);
	if ((e = plan_project(in, db, a, &v->plan)) != OK)
		return e;
	plan_text(in, a, &v->plan);
	v->subject.version = 1;
	if (v->plan.raw_subject.p != NULL)
		plan_subject(in, a, &v->plan, &v->subject);
	mail_list_references(a, &v->plan.mail, &v->references);
	read_from(a, v);
	read_text(a, v);
	return look_up(in, db, a, now, v);
}

/* Of the mail alone, whatever the database holds. */
static struct str
kind_name(const struct plan *p)
{
	if (p->missing.p != NULL || p->msgid.p == NULL || !p->has_author ||
	    p->hints.ignore)
		return S("none");
	switch (p->kind) {
	case MAIL_PATCH:
		return p->content.diff.p != NULL ? S("patch")
						 : S("pull-request");
	case MAIL_COVER:
		return S("cover");
	case MAIL_COMMENT:
		return S("comment");
	case MAIL_NONE:
		break;
	}
	return S("none");
}

static void
write_strs(struct json *j, struct str name, const struct str *rows, size_t n)
{
	json_key(j, name);
	json_begin_array(j);
	for (size_t i = 0; i < n; i++)
		json_str(j, rows[i]);
	json_end_array(j);
}

static void
write_str(struct json *j, struct str name, struct str value)
{
	json_key(j, name);
	json_str(j, value);
}

/* 0 is null. */
static void
write_id(struct json *j, struct str name, int64_t id)
{
	json_key(j, name);
	if (id != 0)
		json_int(j, id);
	else
		json_none(j);
}

static void
write_address(
    struct json *j, struct str name, bool is_there, const struct address *who)
{
	json_key(j, name);
	if (!is_there) {
		json_none(j);
		return;
	}
	json_begin_object(j);
	write_str(j, S("name"), who->name);
	write_str(j, S("email"), who->email);
	json_end_object(j);
}

static const struct str list_headers[] = { S("List-ID"), S("X-Mailing-List"),
	S("X-list") };

static void
write_list_ids(struct json *j, struct arena *a, const struct mail *m)
{
	json_key(j, S("list_ids"));
	json_begin_array(j);
	for (size_t i = 0; i < COUNT(list_headers); i++) {
		struct str text = mail_clean_header(a, m, list_headers[i]);

		if (text.n > 0)
			json_str(j, text);
	}
	json_end_array(j);
}

static void
write_project(struct json *j, const struct project *p)
{
	json_key(j, S("project"));
	if (p->id == 0) {
		json_none(j);
		return;
	}
	json_begin_object(j);
	json_key(j, S("id"));
	json_int(j, p->id);
	write_str(j, S("linkname"), p->linkname);
	json_end_object(j);
}

static void
write_subject(struct json *j, const struct view *v)
{
	const struct subject *s = &v->subject;

	json_key(j, S("subject"));
	if (v->plan.raw_subject.p == NULL) {
		json_none(j);
		return;
	}
	json_begin_object(j);
	write_str(j, S("raw"), s->raw);
	write_str(j, S("name"), s->name);
	write_strs(j, S("prefixes"), s->prefixes, s->nprefixes);
	write_strs(j, S("tokens"), s->tokens, s->ntokens);
	json_key(j, S("is_reply"));
	json_bool(j, s->is_reply);
	json_key(j, S("version"));
	json_int(j, s->version);
	json_key(j, S("number"));
	if (s->has_marker)
		json_int(j, s->number);
	else
		json_none(j);
	json_key(j, S("total"));
	if (s->has_marker)
		json_int(j, s->total);
	else
		json_none(j);
	json_end_object(j);
}

static void
write_hints(struct json *j, const struct hints *h)
{
	json_key(j, S("hints"));
	json_begin_object(j);
	json_key(j, S("ignore"));
	json_bool(j, h->ignore);
	write_str(j, S("state"), h->state);
	write_str(j, S("delegate"), h->delegate);
	json_key(j, S("action_required"));
	json_bool(j, h->action_required);
	json_end_object(j);
}

static void
write_mail(struct json *j, struct arena *a, const struct view *v)
{
	const struct plan *p = &v->plan;

	write_str(j, S("kind"), kind_name(p));
	write_str(j, S("msgid"), p->msgid);
	write_strs(j, S("references"), v->references.ids, v->references.n);
	write_list_ids(j, a, &p->mail);
	write_project(j, &p->project);
	write_address(j, S("from"), v->has_from, &v->from);
	write_address(j, S("author"), p->has_author, &p->author);
	json_key(j, S("date"));
	if (p->date == TIME_NONE) {
		json_none(j);
	} else {
		struct buf b;

		buf_init(&b, a, 64);
		time_write(&b, p->date, 'T');
		json_str(j, buf_str(&b));
	}
	write_str(j, S("headers"), p->headers);
	write_subject(j, v);
}

static void
write_text(struct json *j, const struct view *v)
{
	json_key(j, S("patch"));
	json_begin_object(j);
	write_str(j, S("diff"), v->patch.diff);
	write_str(j, S("comment"), v->patch.message);
	json_end_object(j);
	write_str(j, S("comment"), v->comment.message);
	write_str(j, S("diff_hash"), v->hash);
	write_strs(j, S("filenames"), v->files.names, v->files.n);
	write_str(j, S("pull_url"), v->pull_url);
	write_hints(j, &v->plan.hints);
}

static void
write_rows(struct json *j, const struct view *v)
{
	json_key(j, S("tags"));
	json_begin_object(j);
	for (size_t i = 0; i < v->ntags; i++)
		if (v->tag_counts[i] > 0) {
			json_key(j, v->tags[i].name);
			json_int(j, v->tag_counts[i]);
		}
	json_end_object(j);
	json_key(j, S("depends_on"));
	json_begin_object(j);
	json_key(j, S("series"));
	json_begin_array(j);
	for (size_t i = 0; i < v->ndepends_on; i++)
		json_int(j, v->depends_on[i]);
	json_end_array(j);
	write_strs(j, S("tokens"), v->depends.tokens, v->depends.n);
	json_end_object(j);
	json_key(j, S("parent"));
	json_begin_object(j);
	write_id(j, S("patch"), v->parent_patch);
	write_id(j, S("cover"), v->parent_cover);
	json_end_object(j);
	json_key(j, S("series"));
	json_begin_object(j);
	json_key(j, S("candidates"));
	json_begin_array(j);
	for (size_t i = 0; i < v->ncandidates; i++)
		json_int(j, v->candidates[i].id);
	json_end_array(j);
	json_end_object(j);
}

static enum err
print(struct cmd *c, const struct view *v)
{
	struct buf b;
	struct json j;
	struct str text;
	enum err e;

	buf_init(&b, c->a, SIZE_MAX);
	json_init(&j, &b, cmd_has(c, "--json") ? 0 : INDENT);
	json_begin_object(&j);
	write_mail(&j, c->a, v);
	write_text(&j, v);
	write_rows(&j, v);
	json_end_object(&j);
	buf_char(&b, '\n');
	if ((e = buf_done(&b, &text)) != OK)
		return e;
	return cmd_write(c, text);
}

/* The words of --drop-prefix. */
static void
list_drops(struct cmd *c, struct ingest *in)
{
	struct str *words = arena_array(c->a, struct str, c->ngiven);

	while (in->ndrop < c->ngiven &&
	    (words[in->ndrop] = cmd_option_at(c, "--drop-prefix", in->ndrop))
		    .p != NULL)
		in->ndrop++;
	in->drop = words;
}

enum err
cmd_inspect(struct cmd *c)
{
	struct view *v = arena_new(c->a, struct view);
	struct ingest in;
	struct str bytes;
	bool cut;
	enum err e;

	if ((e = cmd_read(c, cmd_operand(c, 0), (size_t)c->conf->mail_max_bytes,
		 &bytes, &cut)) != OK)
		return e;
	ingest_open(&in);
	in.list_id = cmd_option(c, "--list-id");
	list_drops(c, &in);
	e = view(&in, c->db, c->a, bytes, c->now, v);
	ingest_close(&in);
	return e == OK ? print(c, v) : e;
}
