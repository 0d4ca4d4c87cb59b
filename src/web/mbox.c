/*
 * Patches and covers as mbox: mail/export.h writes them, here is what they
 * are made of. A series may be of thousands of mails, so it is a stream
 * (decisions.md 12): each piece is one patch, read by itself, and nothing is
 * held while the client reads. Who sent and who is responsible is read once,
 * before the first piece.
 */
#include "web/mbox.h"

#include "mail/export.h"
#include "mail/trailer.h"
#include "model/comment.h"
#include "model/patch.h"
#include "web/sets.h"

void
mbox_download(struct response *rs, struct str type, struct str name,
    struct str fallback, const char *extension)
{
	rs->type = type;
	/* Clients take what follows "filename=" as it is: no quotes. */
	response_header(rs, "Content-Disposition",
	    str_f(rs->a, "attachment; filename=%.*s.%s",
		STR_ARG(export_file_name(rs->a, name, fallback)), extension));
}

/* Of what was answered, the lines that may become part of the commit. */
static void
take_trailers(void *to, const struct comment *c)
{
	trailers_add(to, c->content);
}

/* A mail without what it does not share with the other kind. */
static enum err
write_mail(struct db *db, struct arena *a, struct buf *out,
    enum comment_kind kind, const struct project *project,
    const struct sets *sets, int64_t submitter, struct export_mail *m)
{
	const struct person *person = sets_person(sets, submitter);
	struct comments comments;
	struct trailers trailers;
	struct str lines;
	enum err e;

	trailers_init(&trailers, a, m->with_nacks);
	if ((e = comment_list_trailers(db, a, kind, m->id, &comments)) != OK)
		return e;
	if ((e = comment_each(db, &comments, take_trailers, &trailers)) != OK)
		return e;
	lines = buf_str(&trailers.lines);
	m->comments = &lines;
	m->ncomments = 1;
	m->listemail = project->listemail;
	if (person != NULL) {
		m->submitter_name = person->name;
		m->submitter_email = person->email;
	}
	export_write(out, a, m);
	return out->err;
}

static enum err
write_patch(struct db *db, struct arena *a, struct buf *out,
    const struct project *project, const struct sets *sets,
    const struct patch *p)
{
	const struct user *delegate = sets_user(sets, p->delegate);
	struct export_mail m = {
		.id = p->id,
		.date = p->date,
		.headers = p->headers,
		.content = p->content,
		.diff = p->diff,
		.delegate_email = delegate != NULL ? delegate->email
						   : (struct str){ NULL, 0 },
	};

	return write_mail(
	    db, a, out, COMMENT_PATCH, project, sets, p->submitter, &m);
}

enum err
mbox_write_patch(struct ctx *c, struct response *rs,
    const struct project *project, const struct patch *patch)
{
	struct sets sets;
	enum err e;

	sets_init(&sets, c->a);
	set_want(&sets.persons, patch->submitter);
	set_want(&sets.users, patch->delegate);
	if ((e = sets_load(&sets, c->db)) != OK)
		return e;
	return write_patch(c->db, c->a, &rs->body, project, &sets, patch);
}

enum err
mbox_write_cover(struct ctx *c, struct response *rs,
    const struct project *project, const struct cover *cover)
{
	struct export_mail m = {
		.id = cover->id,
		.date = cover->date,
		.headers = cover->headers,
		.content = cover->content,
	};
	struct sets sets;
	enum err e;

	sets_init(&sets, c->a);
	set_want(&sets.persons, cover->submitter);
	if ((e = sets_load(&sets, c->db)) != OK)
		return e;
	return write_mail(c->db, c->a, &rs->body, COMMENT_COVER, project, &sets,
	    cover->submitter, &m);
}

/* In the request's arena; ids in the order of the file. */
struct series_state {
	struct sets sets;
	int64_t *ids;
	size_t n, at;
	bool any; /* a message was written */
};

static enum err
next_patch(
    void *arg, void *db, struct arena *chunk, struct buf *out, bool *done)
{
	struct series_state *s = arg;
	const struct project *project;
	struct patch p;
	enum err e;

	*done = s->at + 1 >= s->n;
	if (s->at >= s->n)
		return OK;
	e = patch_get(db, chunk, s->ids[s->at++], &p);
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	if ((project = sets_project(&s->sets, p.project)) == NULL)
		return OK;
	if (s->any)
		buf_char(out, '\n');
	s->any = true;
	return write_patch(db, chunk, out, project, &s->sets, &p);
}

enum err
mbox_stream(
    struct ctx *c, struct response *rs, const struct patch *patches, size_t n)
{
	struct series_state *s = arena_new(c->a, struct series_state);
	enum err e;

	s->ids = arena_array(c->a, int64_t, n);
	s->n = n;
	sets_init(&s->sets, c->a);
	for (size_t i = 0; i < n; i++) {
		s->ids[i] = patches[i].id;
		set_want(&s->sets.persons, patches[i].submitter);
		set_want(&s->sets.users, patches[i].delegate);
		set_want(&s->sets.projects, patches[i].project);
	}
	if ((e = sets_load(&s->sets, c->db)) != OK)
		return e;
	rs->stream = (struct stream){ .next = next_patch, .state = s };
	return OK;
}
