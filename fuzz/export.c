/* A stored patch as an mbox message: headers, content, diff and comments are
 * pieces of the input. */
#include "mail/export.h"

#include "base/utf8.h"
#include "fuzz/fuzz.h"
#include "mail/mail.h"
#include "mail/mbox.h"

enum { COMMENTS = 4 };

static size_t
count(const struct mail *m, struct str name)
{
	size_t at = 0, n = 0;
	struct str value;

	while (mail_next_header(m, name, &at, &value))
		n++;
	return n;
}

/* One message, whose body is what was written. */
static void
check_message(struct arena *a, struct str text)
{
	struct str message, body;
	struct mbox box;
	struct mail m;

	mbox_init(&box, str_f(a, "%.*s\n", STR_ARG(text)));
	HOLDS(mbox_next(&box, &message));
	mail_parse(a, message, &m);
	HOLDS(m.nparts == 1 && str_eq(m.parts[0].subtype, S("plain")));
	HOLDS(count(&m, S("Content-Type")) == 1);
	HOLDS(count(&m, S("Content-Transfer-Encoding")) == 1);
	HOLDS(count(&m, S("MIME-Version")) == 1);
	HOLDS(count(&m, S("X-Patchwork-Id")) == 1);
	HOLDS(count(&m, S("X-Patchwork-Submitter")) == 1);
	HOLDS(count(&m, S("Date")) >= 1);
	HOLDS(str_eq(header_token(
			 a, mail_header(&m, S("Content-Transfer-Encoding"))),
		  S("7bit")) == fuzz_is_ascii(m.parts[0].body));
	body = str_from(text, str_find(text, S("\n\n")) + 2);
	HOLDS(body.n == 0 || str_ends(body, S("\n")));
	HOLDS(!mbox_next(&box, &message));
}

void
fuzz_one(struct arena *a, struct str in)
{
	struct export_mail m = { .id = 7, .listemail = S("l@x.org") };
	struct str comments[COMMENTS], text;
	struct buf out, plain;

	m.with_nacks = fuzz_byte(&in) & 1;
	m.submitter_name = fuzz_text(a, fuzz_piece(&in));
	m.submitter_email = fuzz_text(a, fuzz_piece(&in));
	m.delegate_email = fuzz_text(a, fuzz_piece(&in));
	m.headers = fuzz_text(a, fuzz_piece(&in));
	m.content = fuzz_text(a, fuzz_piece(&in));
	m.diff = fuzz_text(a, fuzz_piece(&in));
	m.comments = comments;
	while (m.ncomments < COMMENTS && in.n > 0)
		comments[m.ncomments++] = fuzz_text(a, fuzz_piece(&in));
	buf_init(&out, a, SIZE_MAX);
	export_write(&out, a, &m);
	HOLDS(buf_done(&out, &text) == OK);
	HOLDS(fuzz_is_text(text));
	check_message(a, text);
	text = export_file_name(a, m.content, S("none"));
	HOLDS(text.n > 0 && fuzz_is_ascii(text));
	HOLDS(str_find_char(text, '/') == text.n);
	buf_init(&plain, a, SIZE_MAX);
	export_address(&plain, m.submitter_name, m.submitter_email);
	HOLDS(str_find_char(buf_str(&plain), '\n') == plain.n);
}
