/*
 * Calendar arithmetic by days from 1970 (the civil calendar repeats every
 * 400 years of 146,097 days), and the site's zone by the C library's tzdata.
 */
#include "base/time.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define YEAR_1     (INT64_C(-62135596800) * TIME_SECOND)
#define YEAR_10000 (INT64_C(253402300800) * TIME_SECOND)

/* Bound on each field before arithmetic, so that nothing overflows. */
#define ABSURD INT64_C(100000000000)

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

/* Days since 1970-01-01; months count from March, so that the leap day is
 * the last of the year. */
static int64_t
days_from_civil(int64_t year, int64_t month, int64_t day)
{
	int64_t era, of_era, of_year;

	year += floor_div(month - 1, 12);
	month = month - 1 - 12 * floor_div(month - 1, 12) + 1;
	if (month <= 2)
		year--;
	era = floor_div(year, 400);
	of_era = year - era * 400;
	of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	    of_year - 719468;
}

int64_t
time_now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	return (int64_t)ts.tv_sec * TIME_SECOND + ts.tv_nsec / 1000;
}

enum err
time_from_civil(const struct civil *c, int64_t *out)
{
	const int64_t fields[] = { c->year, c->month, c->day, c->hour,
		c->minute, c->second };
	int64_t t;

	for (size_t i = 0; i < COUNT(fields); i++)
		if (fields[i] > ABSURD || fields[i] < -ABSURD)
			return err_set(ERR_INVALID, "date is out of range");
	/* The product stays below 2^63 seconds for any of these fields;
	 * in microseconds it may not, hence the test before the scaling. */
	t = days_from_civil(c->year, c->month, c->day);
	t = t * 86400 + c->hour * 3600 + c->minute * 60 + c->second;
	if (t < YEAR_1 / TIME_SECOND || t >= YEAR_10000 / TIME_SECOND)
		return err_set(ERR_INVALID, "date is out of range");
	*out = t * TIME_SECOND + c->micro;
	return OK;
}

void
time_to_civil(int64_t t, struct civil *out)
{
	int64_t days = floor_div(t, TIME_DAY), left = t - days * TIME_DAY;
	int64_t era, of_era, year, of_year, shifted;

	out->weekday = (int)(days + 4 - 7 * floor_div(days + 4, 7));
	out->micro = (int)(left % TIME_SECOND);
	left /= TIME_SECOND;
	out->hour = left / 3600;
	out->minute = left / 60 % 60;
	out->second = left % 60;

	days += 719468;
	era = floor_div(days, 146097);
	of_era = days - era * 146097;
	year =
	    (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	of_year = of_era - (365 * year + year / 4 - year / 100);
	shifted = (5 * of_year + 2) / 153;
	out->day = of_year - (153 * shifted + 2) / 5 + 1;
	out->month = shifted < 10 ? shifted + 3 : shifted - 9;
	out->year = year + era * 400 + (out->month <= 2);
}

/* glibc takes any text for a zone and calls it UTC; so look for its file. */
static bool
is_zone(const char *name)
{
	char path[256];

	if (name[0] == '\0' || strcmp(name, "UTC") == 0 ||
	    strpbrk(name, ",<") != NULL)
		return true;
	if (strstr(name, "..") != NULL || name[0] == '/' ||
	    snprintf(path, sizeof(path), "/usr/share/zoneinfo/%s", name) >=
		(int)sizeof(path))
		return false;
	return access(path, R_OK) == 0;
}

/* Most sites' zone, which needs no look-up; set once, before threads. */
static bool is_utc;

enum err
time_set_zone(const char *name)
{
	if (name[0] == ':')
		name++;
	if (!is_zone(name))
		return err_set(ERR_CONFIG, "no time zone named '%s'", name);
	if (setenv("TZ", name[0] != '\0' ? name : "UTC", 1) != 0)
		return err_set(ERR_CONFIG, "time zone: %s", strerror(errno));
	tzset();
	is_utc = name[0] == '\0' || strcmp(name, "UTC") == 0;
	return OK;
}

/* The offset from UTC in force at t, in seconds. */
static int64_t
offset_at(int64_t t)
{
	time_t seconds = (time_t)floor_div(t, TIME_SECOND);
	struct tm tm;

	if (is_utc)
		return 0;
	return localtime_r(&seconds, &tm) != NULL ? tm.tm_gmtoff : 0;
}

int64_t
time_to_wall(int64_t t)
{
	return t + offset_at(t) * TIME_SECOND;
}

/* The offset a day before and a day after are the only two in question. */
int64_t
time_from_wall(int64_t wall)
{
	int64_t before = offset_at(wall - TIME_DAY) * TIME_SECOND;
	int64_t after = offset_at(wall + TIME_DAY) * TIME_SECOND;
	int64_t early = wall - (before > after ? before : after);
	int64_t late = wall - (before > after ? after : before);

	if (time_to_wall(early) == wall)
		return early;
	if (time_to_wall(late) == wall)
		return late;
	return wall - before; /* skipped: as if the clock went on */
}

void
time_write(struct buf *b, int64_t t, char sep)
{
	char text[32], *p = text;
	struct civil c;
	int v[6], widths[] = { 4, 2, 2, 2, 2, 2 };
	const char seps[] = { '-', '-', sep, ':', ':', '\0' };

	time_to_civil(t, &c);
	v[0] = (int)c.year, v[1] = (int)c.month, v[2] = (int)c.day;
	v[3] = (int)c.hour, v[4] = (int)c.minute, v[5] = (int)c.second;
	for (int i = 0; i < 6; i++) {
		for (int k = widths[i] - 1, n = v[i]; k >= 0; k--, n /= 10)
			p[k] = (char)('0' + n % 10);
		p += widths[i];
		if (seps[i] != '\0')
			*p++ = seps[i];
	}
	buf_add(b, str_n(text, (size_t)(p - text)));
	if (c.micro != 0)
		buf_printf(b, ".%06d", c.micro);
}

/* Exactly n digits at *s, which moves on. */
static bool
digits(struct str *s, size_t n, int64_t *out)
{
	bool ok = s->n >= n && str_int64(str_sub(*s, 0, n), 0, INT64_MAX, out);

	if (ok)
		*s = str_from(*s, n);
	return ok;
}

static bool
one_of(struct str *s, const char *set)
{
	if (s->n == 0 || s->p[0] == '\0' || strchr(set, s->p[0]) == NULL)
		return false;
	*s = str_from(*s, 1);
	return true;
}

static int
parse_fraction(struct str s)
{
	int micro = 0, scale = 100000;

	for (size_t i = 0; i < s.n && char_is_digit(s.p[i]); i++, scale /= 10)
		micro += (s.p[i] - '0') * scale;
	return micro;
}

enum err
time_parse(struct str s, int64_t *out)
{
	struct civil c = { 0 };

	if (!digits(&s, 4, &c.year) || !one_of(&s, "-") ||
	    !digits(&s, 2, &c.month) || !one_of(&s, "-") ||
	    !digits(&s, 2, &c.day) || !one_of(&s, " T") ||
	    !digits(&s, 2, &c.hour) || !one_of(&s, ":") ||
	    !digits(&s, 2, &c.minute) || !one_of(&s, ":") ||
	    !digits(&s, 2, &c.second))
		return err_set(ERR_INVALID, "not a date and time");
	if (one_of(&s, "."))
		c.micro = parse_fraction(s);
	return time_from_civil(&c, out);
}
