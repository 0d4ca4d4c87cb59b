/*
 * What the parser makes of mails, for compare.py to read. Standard input is a
 * row of mails, each with its length in front (four bytes, lowest first);
 * standard output has one line of JSON for each:
 *
 *	headers     [[name, clean value], ...]
 *	parts       [[subtype, nested, text], ...]
 *	id, references, lists, date (seconds), truncated
 *	from        [name, address], the addresses of To and Cc in others
 *
 * dump --charset NAME prints what the charset makes of every byte and every
 * pair of bytes: a line each, the bytes and their UTF-8 in hexadecimal.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/time.h"
#include "mail/address.h"
#include "mail/charset.h"
#include "mail/mail.h"

static void
write_address(struct json *j, const struct address *address)
{
	json_begin_array(j);
	json_str(j, address->name);
	json_str(j, address->email);
	json_end_array(j);
}

static void
write_list(
    struct json *j, struct arena *a, const struct mail *m, struct str field)
{
	struct addresses list;
	struct str value;
	size_t at = 0;

	while (mail_next_header(m, field, &at, &value)) {
		address_list(a, header_clean(a, value), &list);
		for (size_t i = 0; i < list.n; i++)
			write_address(j, &list.rows[i]);
	}
}

static void
write_strs(struct json *j, struct str key, const struct str *rows, size_t n)
{
	json_key(j, key);
	json_begin_array(j);
	for (size_t i = 0; i < n; i++)
		json_str(j, rows[i]);
	json_end_array(j);
}

static void
write_tree(struct json *j, struct arena *a, const struct mail *m)
{
	json_key(j, S("headers"));
	json_begin_array(j);
	for (size_t i = 0; i < m->nheaders; i++) {
		json_begin_array(j);
		json_str(j, m->headers[i].name);
		json_str(j, header_clean(a, m->headers[i].value));
		json_end_array(j);
	}
	json_end_array(j);
	json_key(j, S("parts"));
	json_begin_array(j);
	for (size_t i = 0; i < m->nparts; i++) {
		json_begin_array(j);
		json_str(j, m->parts[i].subtype);
		json_int(j, m->parts[i].nested);
		json_str(j, part_text(a, &m->parts[i]));
		json_end_array(j);
	}
	json_end_array(j);
	json_key(j, S("truncated"));
	json_bool(j, m->truncated);
}

static void
write_fields(struct json *j, struct arena *a, const struct mail *m)
{
	struct references references;
	struct str id = { NULL, 0 }, lists[MAIL_LIST_IDS];
	struct address from;
	int64_t date;

	if (mail_find_id(a, m, &id) != OK)
		id = str_n(NULL, 0);
	json_key(j, S("id"));
	json_str(j, id);
	mail_list_references(a, m, &references);
	write_strs(j, S("references"), references.ids, references.n);
	write_strs(j, S("lists"), lists, mail_list_ids(a, m, lists));
	json_key(j, S("date"));
	if (mail_find_date(a, m, &date))
		json_int(j, date / TIME_SECOND);
	else
		json_none(j);
	json_key(j, S("from"));
	if (address_author(a, m, S(""), &from) == OK)
		write_address(j, &from);
	else
		json_none(j);
	json_key(j, S("others"));
	json_begin_array(j);
	write_list(j, a, m, S("To"));
	write_list(j, a, m, S("Cc"));
	json_end_array(j);
}

static void
dump(struct arena *a, struct str bytes)
{
	struct mail m;
	struct json j;
	struct str line;
	struct buf b;

	buf_init(&b, a, SIZE_MAX);
	json_init(&j, &b, 0);
	mail_parse(a, bytes, &m);
	json_begin_object(&j);
	write_tree(&j, a, &m);
	write_fields(&j, a, &m);
	json_end_object(&j);
	buf_char(&b, '\n');
	line = buf_str(&b);
	if (fwrite(line.p, 1, line.n, stdout) != line.n)
		exit(74);
}

/* The next mail; false at the end of the input. */
static bool
read_mail(struct arena *a, struct str *out)
{
	unsigned char head[4];
	size_t n;
	char *p;

	if (fread(head, 1, sizeof(head), stdin) != sizeof(head))
		return false;
	n = head[0] | (size_t)head[1] << 8 | (size_t)head[2] << 16 |
	    (size_t)head[3] << 24;
	p = arena_alloc(a, n);
	if (fread(p, 1, n, stdin) != n)
		exit(65);
	*out = str_n(p, n);
	return true;
}

static void
print_hex(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		printf("%02x", (unsigned char)s.p[i]);
}

static int
dump_charset(struct arena *a, struct str name)
{
	const struct charset *c = charset_find(name);
	struct arena_mark mark = arena_mark(a);
	struct str text;

	if (c == NULL)
		return 1;
	for (int i = 0; i < 256 + 65536; i++, arena_reset(a, mark)) {
		char pair[2] = { (char)(i < 256 ? i : (i - 256) >> 8),
			(char)i };
		struct str bytes = str_n(pair, i < 256 ? 1 : 2);

		if (!charset_decode(a, c, bytes, &text))
			continue;
		print_hex(bytes);
		putchar(' ');
		print_hex(text);
		putchar('\n');
	}
	return 0;
}

int
main(int argc, char **argv)
{
	struct arena *a = arena_open();
	struct str bytes;
	int status = 0;

	if (argc == 3 && strcmp(argv[1], "--charset") == 0) {
		status = dump_charset(a, str_c(argv[2]));
	} else {
		while (read_mail(a, &bytes)) {
			dump(a, bytes);
			arena_reset(a, (struct arena_mark){ 0 });
		}
	}
	arena_close(a);
	return status;
}
