/*
 * Comments into a thread, by In-Reply-To and References (RFC 5322, 3.6.4).
 * A comment answers an older one only: dates give the order, so no ring of
 * replies can be made, whatever the mails say. A thread is made while its
 * mails are read, a piece at a time: they may be far longer than what a page
 * shows of them.
 */
#include "web/talk.h"

#include "model/comment.h"
#include "web/frame.h"
#include "web/show.h"

#define NOBODY    SIZE_MAX
#define DEPTH_MAX 6

/* A node of the thread; children are a list by date. */
struct node {
	size_t parent, first, last, next;
	int depth;
};

/* Takes the next field of a stored block, folds included. */
static bool
next_field(struct str *rest, struct str *name, struct str *value)
{
	struct str block = *rest, line;
	size_t n = 0;

	if (!str_line(rest, &line))
		return false;
	while (rest->n > 0 && (rest->p[0] == ' ' || rest->p[0] == '\t') &&
	    str_line(rest, &line))
		;
	n = rest->n > 0 ? (size_t)(rest->p - block.p) : block.n;
	block.n = n;
	if (!str_cut(block, ':', name, value))
		*name = *value = S("");
	return true;
}

/* Takes the last "<..>" off the text. */
static bool
last_msgid(struct str *text, struct str *msgid)
{
	size_t end = str_find_last(*text, '>'), start;

	if (end == text->n)
		return false;
	start = str_find_last(str_sub(*text, 0, end), '<');
	if (start == end)
		return false;
	*msgid = str_sub(*text, start, end + 1 - start);
	text->n = start;
	return true;
}

static size_t
find_in(const struct map *known, struct str ids, const struct node *nodes)
{
	const struct node *found;
	struct str msgid;

	for (int i = 0; i < LIMIT_REFERENCES && last_msgid(&ids, &msgid); i++)
		if ((found = map_find(known, msgid)) != NULL)
			return (size_t)(found - nodes);
	return NOBODY;
}

static size_t
find_parent(
    const struct map *known, struct str headers, const struct node *nodes)
{
	struct str name, value, reply = S(""), references = S("");
	size_t parent;

	while (next_field(&headers, &name, &value)) {
		if (str_eq_nocase(name, S("In-Reply-To")) && reply.n == 0)
			reply = value;
		else if (str_eq_nocase(name, S("References")) &&
		    references.n == 0)
			references = value;
	}
	parent = find_in(known, reply, nodes);
	return parent != NOBODY ? parent : find_in(known, references, nodes);
}

/* Links node i below its parent, or at the end of the roots. */
static void
link_node(struct node *nodes, size_t n, size_t i)
{
	/* The roots hang on a node of their own, the last. */
	size_t up = nodes[i].parent == NOBODY ? n : nodes[i].parent;

	nodes[i].depth = up == n ? 0 : nodes[up].depth + 1;
	if (nodes[up].first == NOBODY)
		nodes[up].first = i;
	else
		nodes[nodes[up].last].next = i;
	nodes[up].last = i;
}

void
talk_init(
    struct talk *t, struct arena *a, const struct comment *comments, size_t n)
{
	*t = (struct talk){
		.a = a, .comments = comments, .n = n, .left = LIMIT_TALK_SHOWN
	};
	t->nodes = arena_array(a, struct node, n + 1);
	t->texts = arena_array(a, struct text_view, n);
	map_init(&t->known, a);
	for (size_t i = 0; i <= n; i++)
		t->nodes[i] =
		    (struct node){ NOBODY, NOBODY, NOBODY, NOBODY, 0 };
}

void
talk_add(struct talk *t, struct str headers, struct str content)
{
	size_t i = t->added++;
	size_t most = t->left < LIMIT_TEXT_SHOWN ? t->left : LIMIT_TEXT_SHOWN;
	/* One byte more tells that there is more. */
	struct str kept = str_dup(t->a, str_sub(content, 0, most + 1));
	size_t cost = kept.n < most ? kept.n : most, spans;

	assert(i < t->n);
	t->nodes[i].parent = find_parent(&t->known, headers, t->nodes);
	link_node(t->nodes, t->n, i);
	map_put(&t->known, t->comments[i].msgid, &t->nodes[i]);
	t->texts[i] = text_parse(t->a, kept, most);
	spans = t->texts[i].nspans * TEXT_SPAN;
	if (cost < spans)
		cost = spans;
	t->left -= cost < t->left ? cost : t->left;
}

struct place *
talk_order(const struct talk *t)
{
	const struct node *nodes = t->nodes;
	size_t n = t->n, at, count = 0;
	struct place *out = arena_array(t->a, struct place, n + 1);

	assert(t->added == n);
	/* Down to the first child, else on to the next brother of the
	 * nearest that has one. */
	for (at = nodes[n].first; at != NOBODY;) {
		out[count++] = (struct place){ at, nodes[at].depth };
		if (nodes[at].first != NOBODY) {
			at = nodes[at].first;
			continue;
		}
		while (at != NOBODY && nodes[at].next == NOBODY)
			at = nodes[at].parent;
		if (at != NOBODY)
			at = nodes[at].next;
	}
	assert(count == n);
	return out;
}

static struct str
depth_class(int depth)
{
	static const struct str names[] = { S(""), S("d1"), S("d2"), S("d3"),
		S("d4"), S("d5"), S("d6") };

	return names[depth < DEPTH_MAX ? depth : DEPTH_MAX];
}

static struct message
make_message(struct arena *a, const struct project *project,
    const struct comment *c, const struct sets *sets)
{
	return (struct message){
		.id = c->id,
		.author = show_person(sets_person(sets, c->submitter)),
		.author_url =
		    link_list_by(a, project, "submitter", c->submitter),
		.archive = show_archive_url(a, project, c->msgid),
		.date = c->date,
		.open = c->addressed == ADDRESSED_NO,
		.addressed = c->addressed == ADDRESSED_YES,
	};
}

struct discussion
talk_make(const struct talk *t, const struct project *project,
    const struct sets *sets)
{
	struct discussion d = { .n = t->n, .more = t->more };
	struct place *order = talk_order(t);
	struct arena *a = t->a;

	d.messages = arena_array(a, struct message, t->n);
	for (size_t i = 0; i < t->n; i++) {
		size_t at = order[i].comment;

		d.messages[i] =
		    make_message(a, project, &t->comments[at], sets);
		d.messages[i].n = (int64_t)at + 1;
		d.messages[i].depth = depth_class(order[i].depth);
		d.messages[i].text = t->texts[at];
		d.open += d.messages[i].open;
	}
	d.summary = show_number(a, (int64_t)t->n, "message", "messages");
	if (d.open > 0)
		d.summary = str_f(a, "%.*s, %lld open", STR_ARG(d.summary),
		    (long long)d.open);
	return d;
}

static void
take_text(void *to, const struct comment *c)
{
	talk_add(to, c->headers, c->content);
}

enum err
talk_load(struct ctx *c, enum comment_kind kind, int64_t parent,
    struct sets *sets, struct talk *out)
{
	struct comments comments;
	enum err e;

	if ((e = comment_list(c->db, c->a, kind, parent, &comments)) != OK)
		return e;
	talk_init(out, c->a, comments.v, comments.n);
	out->more = comments.more;
	for (size_t i = 0; i < comments.n; i++)
		set_want(&sets->persons, comments.v[i].submitter);
	return comment_each(c->db, &comments, take_text, out);
}
