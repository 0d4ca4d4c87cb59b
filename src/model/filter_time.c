/*
 * Date-times of since and before (spec/rest-api.md 8.3): ISO 8601 in its
 * extended and basic forms and week dates, the time in any precision, a zone
 * if there is one. A '+' that nobody escaped arrives as a blank, so a blank
 * before hh:mm after a time is an offset too.
 */
#include "base/time.h"
#include "model/filter.h"

/* Takes exactly n digits off the text. */
static bool
take_number(struct str *s, size_t n, int64_t *out)
{
	int64_t v = 0;

	if (s->n < n)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!char_is_digit(s->p[i]))
			return false;
		v = v * 10 + (s->p[i] - '0');
	}
	*s = str_from(*s, n);
	*out = v;
	return true;
}

static bool
take_char(struct str *s, char c)
{
	if (s->n == 0 || s->p[0] != c)
		return false;
	*s = str_from(*s, 1);
	return true;
}

static bool
is_digit_next(struct str s)
{
	return s.n > 0 && char_is_digit(s.p[0]);
}

/* Years have 52 weeks, and 53 if they begin on a Thursday, or leap and begin
 * on a Wednesday: then 28 December is in week 53. */
static bool
has_week(int64_t week, int64_t monday, int64_t year)
{
	int64_t last;

	if (time_from_civil(
		&(struct civil){ .year = year, .month = 12, .day = 28 },
		&last) != OK)
		return false;
	return week >= 1 && monday + (week - 1) * 7 * TIME_DAY <= last;
}

/* After the year: Www[-D], whose first week is that of 4 January. */
static bool
take_week(struct str *s, bool dashes, struct civil *c)
{
	struct civil first;
	int64_t week, day = 1, t;

	if (!take_char(s, 'W') || !take_number(s, 2, &week))
		return false;
	if (dashes ? take_char(s, '-') : is_digit_next(*s))
		if (!take_number(s, 1, &day) || day < 1 || day > 7)
			return false;
	if (time_from_civil(
		&(struct civil){ .year = c->year, .month = 1, .day = 4 }, &t) !=
	    OK)
		return false;
	time_to_civil(t, &first);
	t -= (first.weekday + 6) % 7 * TIME_DAY;
	if (!has_week(week, t, c->year))
		return false;
	time_to_civil(t + ((week - 1) * 7 + day - 1) * TIME_DAY, c);
	return true;
}

static int64_t
days_in_month(int64_t year, int64_t month)
{
	static const int8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

static bool
take_date(struct str *s, struct civil *c)
{
	bool dashes;

	if (!take_number(s, 4, &c->year) || c->year < 1)
		return false;
	dashes = take_char(s, '-');
	if (s->n > 0 && s->p[0] == 'W')
		return take_week(s, dashes, c);
	if (!take_number(s, 2, &c->month) || c->month < 1 || c->month > 12)
		return false;
	if (dashes != take_char(s, '-'))
		return false;
	return take_number(s, 2, &c->day) && c->day >= 1 &&
	    c->day <= days_in_month(c->year, c->month);
}

/* Digits after the sixth are dropped. */
static bool
take_fraction(struct str *s, struct civil *c)
{
	int scale = 100000;

	if (!is_digit_next(*s))
		return false;
	for (; is_digit_next(*s); *s = str_from(*s, 1)) {
		c->micro += (s->p[0] - '0') * scale;
		scale /= 10;
	}
	return true;
}

static bool
take_time(struct str *s, struct civil *c)
{
	bool colons;

	if (!take_number(s, 2, &c->hour) || c->hour > 23)
		return false;
	colons = take_char(s, ':');
	if (!colons && !is_digit_next(*s))
		return true;
	if (!take_number(s, 2, &c->minute) || c->minute > 59)
		return false;
	if (colons ? !take_char(s, ':') : !is_digit_next(*s))
		return true;
	if (!take_number(s, 2, &c->second) || c->second > 59)
		return false;
	if (take_char(s, '.') || take_char(s, ','))
		return take_fraction(s, c);
	return true;
}

/* Z, +hh, +hhmm, +hh:mm or nothing: how far ahead of UTC. */
static bool
take_zone(struct str *s, int64_t *offset)
{
	int64_t hours, minutes = 0, sign = 1;

	*offset = 0;
	if (s->n == 0 || take_char(s, 'Z') || take_char(s, 'z'))
		return true;
	if (take_char(s, '-'))
		sign = -1;
	else if (!take_char(s, '+') && !take_char(s, ' '))
		return false;
	if (!take_number(s, 2, &hours) || hours > 23)
		return false;
	take_char(s, ':');
	if (s->n > 0 && (!take_number(s, 2, &minutes) || minutes > 59))
		return false;
	*offset = sign * (hours * 60 + minutes) * TIME_MINUTE;
	return true;
}

bool
filter_parse_time(struct str text, int64_t *out)
{
	struct civil c = { 0 };
	int64_t offset = 0, t;

	text = str_trim(text);
	if (!take_date(&text, &c))
		return false;
	if (text.n > 0) {
		if (!take_char(&text, 'T') && !take_char(&text, ' '))
			return false;
		if (!take_time(&text, &c) || !take_zone(&text, &offset))
			return false;
	}
	if (text.n > 0 || time_from_civil(&c, &t) != OK)
		return false;
	*out = t - offset;
	return true;
}
