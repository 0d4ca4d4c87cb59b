/* A mail and all that is read from it. */
#include "base/utf8.h"
#include "fuzz/fuzz.h"
#include "mail/address.h"
#include "mail/mail.h"

/* Parsing copies nothing but to change line ends; what it keeps is a few
 * words for each field and part. */
enum { BYTES_EACH = 100, BYTES_MORE = 1 << 16 };

static void
check_headers(struct arena *a, const struct mail *m)
{
	struct str block = mail_write_headers(a, m), before, after;
	struct mail again;

	HOLDS(fuzz_is_ascii(block));
	mail_parse(a, str_f(a, "%.*s\n\n", STR_ARG(block)), &again);
	HOLDS(m->nheaders == again.nheaders);
	for (size_t i = 0; i < m->nheaders; i++) {
		before = header_clean(a, m->headers[i].value);
		after = header_clean(a, again.headers[i].value);
		HOLDS(fuzz_is_text(before));
		HOLDS(str_eq(utf8_squeeze(a, before), before));
		HOLDS(str_eq(before, after));
		HOLDS(str_eq(m->headers[i].name, again.headers[i].name));
		(void)header_token(a, m->headers[i].value);
		(void)header_param(a, m->headers[i].value, S("name"));
	}
}

static void
check_fields(struct arena *a, const struct mail *m)
{
	struct str id, lists[MAIL_LIST_IDS];
	struct references references;
	struct hints hints;
	size_t n;
	int64_t date;

	if (mail_find_id(a, m, &id) == OK)
		HOLDS(id.n > 0 && fuzz_is_text(id) &&
		    utf8_count(id) <= LIMIT_MSGID);
	mail_list_references(a, m, &references);
	HOLDS(references.n <= LIMIT_REFERENCES);
	for (size_t i = 0; i < references.n; i++) {
		HOLDS(references.ids[i].n > 0);
		for (size_t k = 0; k < i; k++)
			HOLDS(!str_eq(references.ids[i], references.ids[k]));
	}
	(void)mail_find_date(a, m, &date);
	n = mail_list_ids(a, m, lists);
	HOLDS(n <= MAIL_LIST_IDS);
	for (size_t i = 0; i < n; i++)
		HOLDS(lists[i].n > 0 && fuzz_is_text(lists[i]));
	mail_read_hints(a, m, &hints);
}

static void
check_author(struct arena *a, const struct mail *m)
{
	struct str list = header_clean(a, mail_header(m, S("X-List")));
	struct address author;

	if (address_author(a, m, list, &author) != OK)
		return;
	HOLDS(address_is_valid(author.email));
	HOLDS(fuzz_is_text(author.email) && fuzz_is_text(author.name));
	HOLDS(utf8_count(author.email) <= LIMIT_NAME);
	HOLDS(utf8_count(author.name) <= LIMIT_NAME);
}

void
fuzz_one(struct arena *a, struct str in)
{
	size_t before = arena_size(a), bytes = 0;
	struct mail m;

	mail_parse(a, in, &m);
	HOLDS(arena_size(a) - before <= BYTES_EACH * in.n + BYTES_MORE);
	HOLDS(m.nheaders <= LIMIT_HEADERS && m.nparts <= LIMIT_MIME_PARTS);
	for (size_t i = 0; i < m.nparts; i++) {
		struct str text = part_text(a, &m.parts[i]);

		HOLDS(text.p != NULL && fuzz_is_text(text));
		HOLDS(m.parts[i].nested <= LIMIT_MIME_DEPTH);
		bytes += m.parts[i].body.n;
	}
	/* No byte is in two parts. */
	HOLDS(bytes <= in.n);
	check_headers(a, &m);
	check_fields(a, &m);
	check_author(a, &m);
}
