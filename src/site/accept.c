/*
 * The Accept header as Patchwork's clients know it: entries are tried from
 * the most specific kind to the least, and within a kind the server's order
 * of types decides. q-values are ignored, parameters of an entry do not
 * prevent a match (spec/rest-api.md 3).
 */
#include "site/accept.h"

#include "http/weight.h"

enum { ANY, ANY_SUBTYPE, PLAIN, WITH_PARAMETERS };

struct media_range {
	struct str type, subtype;
	int kind;
};

static bool
has_parameters(struct str rest)
{
	struct str parameter, name, value;

	while (rest.n > 0) {
		if (!str_cut(rest, ';', &parameter, &rest)) {
			parameter = rest;
			rest = S("");
		}
		if (!str_cut(parameter, '=', &name, &value))
			name = parameter;
		name = str_trim(name);
		if (name.n > 0 && !str_eq_nocase(name, S("q")))
			return true;
	}
	return false;
}

static struct media_range
read_range(struct str entry)
{
	struct str range, parameters;
	struct media_range m;

	if (!str_cut(entry, ';', &range, &parameters)) {
		range = entry;
		parameters = S("");
	}
	if (!str_cut(range, '/', &m.type, &m.subtype)) {
		m.type = range;
		m.subtype = S("");
	}
	m.type = str_trim(m.type);
	m.subtype = str_trim(m.subtype);
	if (str_eq(m.type, S("*")))
		m.kind = ANY;
	else if (str_eq(m.subtype, S("*")))
		m.kind = ANY_SUBTYPE;
	else
		m.kind = has_parameters(parameters) ? WITH_PARAMETERS : PLAIN;
	return m;
}

static bool
takes(const struct media_range *m, struct str offered)
{
	struct str type, subtype;

	if (!str_cut(offered, '/', &type, &subtype))
		return false;
	return (str_eq(m->type, S("*")) || str_eq_nocase(m->type, type)) &&
	    (str_eq(m->subtype, S("*")) || str_eq_nocase(m->subtype, subtype));
}

/* The best type that entries of this kind take, n if none. */
static size_t
choose_by_kind(struct str header, int kind, const struct str *types, size_t n,
    struct str *entry)
{
	struct str rest = header, item;
	size_t best = n;

	while (rest.n > 0) {
		struct media_range m;

		if (!str_cut(rest, ',', &item, &rest)) {
			item = rest;
			rest = S("");
		}
		m = read_range(item);
		for (size_t i = 0; m.kind == kind && i < best; i++) {
			if (takes(&m, types[i])) {
				best = i;
				*entry = str_trim(item);
			}
		}
	}
	return best;
}

int
accept_choose(
    struct str header, const struct str *types, size_t n, struct str *entry)
{
	struct str found = S("");

	if (header.p == NULL)
		header = S("*/*");
	for (int kind = WITH_PARAMETERS; kind >= ANY; kind--) {
		size_t i = choose_by_kind(header, kind, types, n, &found);

		if (i < n) {
			if (entry != NULL)
				*entry = found;
			return (int)i;
		}
	}
	return -1;
}

/* What an Accept header makes of a type: the entry that names it best counts,
 * and of several that name it alike the first. */
struct liking {
	int weight, kind;
};

static struct liking
find_liking(struct str header, struct str type)
{
	struct liking best = { 0, -1 };
	struct str item, range, parameters;

	while (header.n > 0) {
		struct media_range m;

		if (!str_cut(header, ',', &item, &header)) {
			item = header;
			header = S("");
		}
		m = read_range(item);
		if (!takes(&m, type) || m.kind <= best.kind)
			continue;
		if (!str_cut(item, ';', &range, &parameters))
			parameters = S("");
		best = (struct liking){ weight_read(parameters), m.kind };
	}
	return best;
}

bool
accept_prefers(struct str header, struct str type, struct str over)
{
	struct liking a = find_liking(header, type);
	struct liking b = find_liking(header, over);

	return a.weight > b.weight ||
	    (a.weight == b.weight && a.weight > 0 && a.kind > b.kind);
}
