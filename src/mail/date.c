/*
 * Dates as thirty years of mailers wrote them. The grammar is that of
 * spec/ingest.md 6.3: five words in nearly any order; fields out of range
 * carry over.
 */
#include "mail/date.h"

#include "base/time.h"
#include "base/utf8.h"

enum { WORDS = 5, DAY = 0, MONTH, YEAR, CLOCK, ZONE };

/* clang-format off */
static const char *const months[] = {
	"jan", "feb", "mar", "apr", "may", "jun",
	"jul", "aug", "sep", "oct", "nov", "dec",
	"january", "february", "march", "april", "may", "june",
	"july", "august", "september", "october", "november", "december",
};
static const char *const days[] = {
	"mon", "tue", "wed", "thu", "fri", "sat", "sun",
};
/* Hours from UTC; RFC 5322 4.3. */
static const struct {
	const char *name;
	int hours;
} zones[] = {
	{ "UT", 0 },   { "UTC", 0 },  { "GMT", 0 },  { "Z", 0 },
	{ "AST", -4 }, { "ADT", -3 }, { "EST", -5 }, { "EDT", -4 },
	{ "CST", -6 }, { "CDT", -5 }, { "MST", -7 }, { "MDT", -6 },
	{ "PST", -8 }, { "PDT", -7 },
};
/* clang-format on */

/* Words of the text, as the grammar moves them about. */
struct words {
	struct str w[WORDS + 1];
	size_t n;
};

static bool
is_day_name(struct str s)
{
	for (size_t i = 0; i < COUNT(days); i++)
		if (str_eq_nocase(s, str_c(days[i])))
			return true;
	return false;
}

/* Number of the month from 1, or 0. */
static int
find_month(struct str s)
{
	for (size_t i = 0; i < COUNT(months); i++)
		if (str_eq_nocase(s, str_c(months[i])))
			return (int)(i % 12) + 1;
	return 0;
}

/* At most six words; later ones are comments. */
static void
split_words(struct str text, struct words *out)
{
	struct str word, rest;

	out->n = 0;
	while (text.n > 0 && out->n < COUNT(out->w)) {
		if (!str_cut(text, ' ', &word, &rest)) {
			word = text;
			rest = S("");
		}
		if (word.n > 0)
			out->w[out->n++] = word;
		text = rest;
	}
}

/* "Sun," and "Sun" go; of "Sun,11" what follows the comma stays. */
static void
drop_day_name(struct words *w)
{
	size_t comma;

	if (w->n == 0)
		return;
	if (str_ends(w->w[0], S(",")) || is_day_name(w->w[0])) {
		for (size_t i = 1; i < w->n; i++)
			w->w[i - 1] = w->w[i];
		w->n--;
		return;
	}
	comma = str_find_last(w->w[0], ',');
	if (comma < w->w[0].n)
		w->w[0] = str_from(w->w[0], comma + 1);
}

/* RFC 850: "11-Sep-16 23:22:03 GMT". */
static void
split_dashes(struct words *w)
{
	struct str day, month, year, rest;

	if (!str_cut(w->w[0], '-', &day, &rest) ||
	    !str_cut(rest, '-', &month, &year) ||
	    str_find_char(year, '-') < year.n)
		return;
	w->w[CLOCK] = w->w[1];
	w->w[ZONE] = w->w[2];
	w->w[DAY] = day;
	w->w[MONTH] = month;
	w->w[YEAR] = year;
	w->n = 5;
}

/* "23:22:03+0100" is two words; without a sign there is no zone. */
static void
split_zone(struct words *w)
{
	struct str s = w->w[CLOCK];
	size_t at = str_find_char(s, '+');

	if (at == s.n)
		at = str_find_char(s, '-');
	if (at == s.n || at == 0)
		at = s.n;
	w->w[CLOCK] = str_sub(s, 0, at);
	w->w[ZONE] = str_from(s, at);
	w->n = 5;
}

static void
swap(struct str *s, struct str *t)
{
	struct str kept = *s;

	*s = *t;
	*t = kept;
}

static void
drop_comma(struct str *s)
{
	if (str_ends(*s, S(",")))
		s->n--;
}

/* A whole number with an optional sign, small enough to add up. */
static bool
read_number(struct str s, int64_t *out)
{
	if (str_starts(s, S("+")) && s.n > 1 && char_is_digit(s.p[1]))
		s = str_from(s, 1);
	return str_int64(
	    s, -INT64_C(1000000000000), INT64_C(1000000000000), out);
}

/* h:m, h:m:s, or the same with dots. */
static bool
read_clock(struct str s, struct civil *c)
{
	char separator = str_find_char(s, ':') < s.n ? ':' : '.';
	struct str hour, minute, second, rest;

	if (!str_cut(s, separator, &hour, &rest))
		return false;
	if (!str_cut(rest, separator, &minute, &second)) {
		minute = rest;
		second = S("0");
	}
	return read_number(hour, &c->hour) && read_number(minute, &c->minute) &&
	    read_number(second, &c->second);
}

/* Offset east of UTC in seconds; what is no zone is UTC. */
static int64_t
zone_offset(struct str s)
{
	int64_t n;

	for (size_t i = 0; i < COUNT(zones); i++)
		if (str_eq_nocase(s, str_c(zones[i].name)))
			return zones[i].hours * 3600;
	if (!read_number(s, &n))
		return 0;
	return n / 100 * 3600 + n % 100 * 60;
}

static bool
read_day_and_month(struct words *w, struct civil *c)
{
	int month = find_month(w->w[MONTH]);

	if (month == 0) {
		swap(&w->w[DAY], &w->w[MONTH]);
		month = find_month(w->w[MONTH]);
	}
	c->month = month;
	drop_comma(&w->w[DAY]);
	return month != 0 && read_number(w->w[DAY], &c->day);
}

static bool
read_year(struct words *w, struct civil *c)
{
	struct str *year = &w->w[YEAR];
	size_t colon = str_find_char(*year, ':');

	if (colon > 0 && colon < year->n)
		swap(year, &w->w[CLOCK]);
	drop_comma(year);
	if (year->n == 0)
		return false;
	if (!char_is_digit(year->p[0]))
		swap(year, &w->w[ZONE]);
	if (!read_number(*year, &c->year))
		return false;
	if (c->year < 69)
		c->year += 2000;
	else if (c->year < 100)
		c->year += 1900;
	/* Even where a zone would bring it back. */
	return c->year < 10000;
}

enum err
date_parse(struct str text, int64_t *out)
{
	struct civil c = { 0 };
	struct words w;

	split_words(text, &w);
	drop_day_name(&w);
	if (w.n == 3)
		split_dashes(&w);
	if (w.n == 4)
		split_zone(&w);
	if (w.n < WORDS)
		return err_set(ERR_INVALID, "date has too few words");
	if (w.w[DAY].n == 0 || w.w[MONTH].n == 0 || w.w[YEAR].n == 0 ||
	    !read_day_and_month(&w, &c) || !read_year(&w, &c))
		return err_set(ERR_INVALID, "date has no day, month or year");
	drop_comma(&w.w[CLOCK]);
	if (!read_clock(w.w[CLOCK], &c))
		return err_set(ERR_INVALID, "date has no time");
	c.second -= zone_offset(w.w[ZONE]);
	return time_from_civil(&c, out);
}

struct str
date_write(struct arena *a, int64_t t)
{
	struct civil c;

	time_to_civil(t, &c);
	return str_f(a, "%.3s, %lld %.3s %04lld %02lld:%02lld:%02lld +0000",
	    &"SunMonTueWedThuFriSat"[c.weekday * 3], (long long)c.day,
	    &"JanFebMarAprMayJunJulAugSepOctNovDec"[(c.month - 1) * 3],
	    (long long)c.year, (long long)c.hour, (long long)c.minute,
	    (long long)c.second);
}
