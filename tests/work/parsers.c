/* Each parser and writer of base and mail, with all that may be asked of what
 * it reads. */
#include "parsers.h"

#include "base/html.h"
#include "base/json.h"
#include "base/regex.h"
#include "base/url.h"
#include "base/utf8.h"
#include "mail/address.h"
#include "mail/content.h"
#include "mail/date.h"
#include "mail/depends.h"
#include "mail/diff.h"
#include "mail/export.h"
#include "mail/filenames.h"
#include "mail/glob.h"
#include "mail/hash.h"
#include "mail/mail.h"
#include "mail/mbox.h"
#include "mail/pull.h"
#include "mail/rfc2047.h"
#include "mail/subject.h"
#include "mail/trailer.h"

static void
parse_parts(struct arena *a, const struct mail *m)
{
	struct text_part *parts = arena_array(a, struct text_part, m->nparts);
	struct content content;

	for (size_t i = 0; i < m->nparts; i++)
		parts[i] = (struct text_part){ m->parts[i].subtype,
			part_text(a, &m->parts[i]) };
	(void)!content_of_patch(a, parts, m->nparts, &content);
	(void)!content_of_comment(a, parts, m->nparts, &content);
}

void
parse_mail(struct arena *a, struct str in)
{
	struct str id, lists[MAIL_LIST_IDS];
	struct references references;
	struct address author;
	struct hints hints;
	struct mail m;
	int64_t date;

	mail_parse(a, in, &m);
	for (size_t i = 0; i < m.nheaders; i++)
		(void)header_clean(a, m.headers[i].value);
	(void)mail_write_headers(a, &m);
	(void)!mail_find_id(a, &m, &id);
	mail_list_references(a, &m, &references);
	(void)mail_find_date(a, &m, &date);
	(void)mail_list_ids(a, &m, lists);
	mail_read_hints(a, &m, &hints);
	(void)!address_author(a, &m, S("tea@example.org"), &author);
	parse_parts(a, &m);
}

void
parse_header(struct arena *a, struct str in)
{
	(void)header_clean(a, in);
	(void)header_token(a, in);
	(void)header_param(a, in, S("charset"));
}

void
parse_words(struct arena *a, struct str in)
{
	(void)rfc2047_decode(a, in);
}

void
parse_addresses(struct arena *a, struct str in)
{
	struct addresses list;
	struct address one;

	address_list(a, in, &list);
	(void)!address_split(a, in, &one);
	(void)address_is_valid(in);
}

void
parse_date(struct arena *a, struct str in)
{
	int64_t t;

	(void)a;
	(void)!date_parse(in, &t);
}

void
parse_text(struct arena *a, struct str in)
{
	const struct text_part part = { S("plain"), in };
	struct content content;
	struct filenames names;
	struct depends depends;
	struct str hash;

	(void)!content_of_patch(a, &part, 1, &content);
	(void)content_to_lf(a, in);
	(void)content_clean(in);
	(void)pull_find(a, in);
	depends_find(a, in, &depends);
	filenames_find(a, in, &names);
	(void)!hash_diff(a, in, &hash);
	(void)trailer_ends(in);
	(void)trailer_classify(in);
}

void
parse_diff(struct arena *a, struct str in)
{
	struct diff_section s;
	struct str diff, rest;
	size_t at = 0;

	(void)!diff_split(a, in, &diff, &rest);
	while (diff_next(in, &at, &s))
		;
	(void)diff_count(in);
}

void
parse_subject(struct arena *a, struct str in)
{
	const struct subject_rules rules = { .linkname = S("tea") };
	struct subject subject;

	subject_parse(a, in, &rules, &subject);
}

void
parse_mbox(struct arena *a, struct str in)
{
	struct mbox b;
	struct str mail;

	(void)a;
	mbox_init(&b, in);
	while (mbox_next(&b, &mail))
		;
}

void
match_glob(struct arena *a, struct str in)
{
	(void)a;
	(void)glob_is_match(S("*a*a*a*b"), in);
}

void
match_regex(struct arena *a, struct str in)
{
	struct regex *re;

	(void)a;
	if (regex_open(S("^Acked-by:"), &re) != OK)
		return;
	(void)regex_count(re, in);
	regex_close(re);
}

void
write_html(struct arena *a, struct str in)
{
	struct buf b;

	buf_init(&b, a, SIZE_MAX);
	html_text_str(&b, in);
	html_url_str(&b, in);
	html_more_url_str(&b, in);
	html_url_path_str(&b, in);
	html_url_value_str(&b, in);
	url_encode_form(&b, in);
	url_encode_segment(&b, in);
}

void
write_json(struct arena *a, struct str in)
{
	struct json j;
	struct buf b;

	buf_init(&b, a, SIZE_MAX);
	json_init(&j, &b, 4);
	json_begin_array(&j);
	json_str(&j, in);
	for (size_t i = 0; i < in.n; i += 64) {
		json_begin_object(&j);
		json_key(&j, str_sub(in, i, 8));
		json_str(&j, str_sub(in, i, 64));
		json_end_object(&j);
	}
	json_end_array(&j);
}

void
write_mbox(struct arena *a, struct str in)
{
	const struct export_mail m = {
		.submitter_email = S("a@b"),
		.headers = in,
		.listemail = S("l@b"),
		.content = in,
		.diff = in,
		.comments = &in,
		.ncomments = 1,
	};
	struct buf b;

	buf_init(&b, a, SIZE_MAX);
	export_write(&b, a, &m);
	export_address(&b, in, S("a@b"));
	(void)export_file_name(a, in, S("x"));
}

void
make_text(struct arena *a, struct str in)
{
	struct str clean = utf8_clean(a, in);

	(void)utf8_squeeze(a, clean);
	(void)utf8_trim(clean);
	(void)utf8_cut(clean, LIMIT_NAME);
}
