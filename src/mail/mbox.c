/*
 * Cutting an mbox into messages. A "From " at the start of a line is common
 * in prose and in patches within patches, so it begins a message only where
 * the file begins or after a blank line, and only if a date follows, in any
 * of the forms that mail programs have written since 1975:
 *	From mboxrd@z Thu Jan  1 00:00:00 1970
 *	From someone at example.com  Thu Jan 01 00:00:00 1970 +0100
 *	From a@example.com 1970-01-01 00:00
 * or if an address is all that follows. Lines end in LF or CRLF.
 */
#include "mail/mbox.h"

#include <string.h>

static const struct str from = S("From ");

static bool
is_month(struct str word)
{
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";

	for (size_t i = 0; i + 3 < sizeof(months); i += 3)
		if (str_eq_nocase(word, str_n(months + i, 3)))
			return true;
	return false;
}

/* Whether the word begins with the form: '9' is a digit, others themselves. */
static bool
has_form(struct str word, const char *form)
{
	size_t i;

	for (i = 0; form[i] != '\0'; i++)
		if (i >= word.n ||
		    (form[i] == '9' ? !char_is_digit(word.p[i])
				    : word.p[i] != form[i]))
			return false;
	return true;
}

/* A time of day with a year and a month, or with a date of ISO 8601; or one
 * word that is an address. */
static bool
is_envelope(struct str line)
{
	bool time = false, month = false, year = false, address = false;
	size_t words = 0, n;
	struct str word;

	for (line = str_from(line, from.n); line.n > 0;
	     line = str_from(line, n + 1)) {
		n = str_find_char(line, ' ');
		word = str_trim(str_sub(line, 0, n));
		if (word.n == 0)
			continue;
		words++;
		address = address || str_find_char(word, '@') < word.n;
		month = month || is_month(word);
		time =
		    time || has_form(word, "99:99") || has_form(word, "9:99");
		if (has_form(word, "9999-99-99")) {
			year = month = true;
			time = time || has_form(str_from(word, 10), "T99:99");
		}
		year = year || (word.n == 4 && has_form(word, "9999"));
	}
	return (time && month && year) || (words == 1 && address);
}

/* Length of the line at an offset, without its LF. */
static size_t
line_length(struct str bytes, size_t at)
{
	return str_find_char(str_from(bytes, at), '\n');
}

/* Start of the blank line that ends just before an offset; false if the line
 * there is not blank. */
static bool
blank_before(struct str bytes, size_t at, size_t *start)
{
	size_t p = at;

	if (p == 0 || bytes.p[--p] != '\n')
		return false;
	if (p > 0 && bytes.p[p - 1] == '\r')
		p--;
	*start = p;
	return p == 0 || bytes.p[p - 1] == '\n';
}

/* The next envelope line at or after an offset that starts a line, or the
 * end. */
static size_t
find_envelope(struct str bytes, size_t at)
{
	const char *next;
	size_t blank;

	while (at < bytes.n) {
		if (str_starts(str_from(bytes, at), from) &&
		    (at == 0 || blank_before(bytes, at, &blank)) &&
		    is_envelope(str_sub(bytes, at, line_length(bytes, at))))
			return at;
		next =
		    memmem(bytes.p + at, bytes.n - at, "\nFrom ", from.n + 1);
		if (next == NULL)
			break;
		at = (size_t)(next - bytes.p) + 1;
	}
	return bytes.n;
}

void
mbox_init(struct mbox *b, struct str bytes)
{
	*b = (struct mbox){ bytes, find_envelope(bytes, 0) };
}

bool
mbox_next(struct mbox *b, struct str *message)
{
	size_t start, end, blank;

	if (b->at >= b->bytes.n)
		return false;
	start = b->at + line_length(b->bytes, b->at) + 1;
	if (start > b->bytes.n)
		start = b->bytes.n;
	end = b->at = find_envelope(b->bytes, start);
	/* One blank line belongs to the file, also at its end. */
	if (end > start && blank_before(b->bytes, end, &blank) &&
	    blank >= start)
		end = blank;
	*message = str_sub(b->bytes, start, end - start);
	return true;
}
