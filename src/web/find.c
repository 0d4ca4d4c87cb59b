/*
 * Message ids of URLs (spec/web.md 2.2). A slash may come raw, as %2F or as
 * %252F; after decoding once, the last one is the text "%2F", which an id may
 * also hold itself. Ids that were mended at their arrival have no brackets.
 * So an id has up to four spellings, and the first that there is counts.
 */
#include "web/find.h"

#include "model/cover.h"
#include "model/patch.h"
#include "model/project.h"

struct spellings {
	struct str v[4];
	size_t n;
};

static struct spellings
spell(struct arena *a, struct str segment)
{
	struct str id = path_msgid(a, segment);
	struct spellings s = { { id }, 1 };
	bool twice = str_find(segment, S("%2F")) < segment.n;

	if (twice)
		s.v[s.n++] = str_f(a, "<%.*s>", STR_ARG(segment));
	s.v[s.n++] = str_sub(id, 1, id.n - 2);
	if (twice)
		s.v[s.n++] = segment;
	return s;
}

enum err
find_patch(struct ctx *c, struct project *project, struct patch *out)
{
	struct spellings s = spell(c->a, ctx_arg(c, 1));
	enum err e;

	*project = (struct project){ .id = 0 };
	if ((e = project_find(c->db, c->a, ctx_arg(c, 0), project)) != OK)
		return e;
	for (size_t i = 0; i < s.n; i++)
		if ((e = patch_find(c->db, c->a, project->id, s.v[i], out)) !=
		    ERR_NOT_FOUND)
			return e;
	return err_set(ERR_NOT_FOUND, "there is no such patch");
}

enum err
find_cover(struct ctx *c, struct project *project, struct cover *out)
{
	struct spellings s = spell(c->a, ctx_arg(c, 1));
	enum err e;

	*project = (struct project){ .id = 0 };
	if ((e = project_find(c->db, c->a, ctx_arg(c, 0), project)) != OK)
		return e;
	for (size_t i = 0; i < s.n; i++)
		if ((e = cover_find(c->db, c->a, project->id, s.v[i], out)) !=
		    ERR_NOT_FOUND)
			return e;
	return err_set(ERR_NOT_FOUND, "there is no such cover letter");
}

struct str
find_canonical(
    struct ctx *c, enum path kind, struct str linkname, struct str msgid)
{
	struct str path = PATH(c->a, kind, linkname, msgid);

	if (str_find_char(msgid, '/') == msgid.n || str_eq(path, c->rq->path))
		return (struct str){ NULL, 0 };
	return c->rq->has_query ? str_f(c->a, "%.*s?%.*s", STR_ARG(path),
				      STR_ARG(c->rq->query_text))
				: path;
}
