/*
 * Values on their way to a statement. What does not fit its column is refused
 * here, so that both engines say the same and a transaction does not fail of
 * it (SQLite would store it, PostgreSQL would break off).
 */
#include "db/engine.h"

#include <string.h>

#include "base/time.h"
#include "base/utf8.h"

#define YEAR_1     (INT64_C(-62135596800) * TIME_SECOND)
#define YEAR_10000 (INT64_C(253402300800) * TIME_SECOND)

static int64_t
wall_clock(const struct value *v)
{
	return v->kind == V_TIME ? time_to_wall(v->i) : v->i;
}

static enum err
check_range(const struct value *v, int64_t min, int64_t max)
{
	if (v->i >= min && v->i <= max)
		return OK;
	return err_set(
	    ERR_INVALID, "number %lld is out of range", (long long)v->i);
}

static enum err
check_time(const struct value *v)
{
	/* First the instant: the zone's offset is at most a day. */
	if (v->i >= YEAR_1 - TIME_DAY && v->i < YEAR_10000 + TIME_DAY &&
	    wall_clock(v) >= YEAR_1 && wall_clock(v) < YEAR_10000)
		return OK;
	return err_set(ERR_INVALID, "date is out of range");
}

static enum err
check_text(const struct value *v)
{
	if (v->s.n > LIMIT_VALUE)
		return err_set(ERR_TOO_BIG, "value is too long");
	if (v->kind == V_STR && memchr(v->s.p, '\0', v->s.n) != NULL)
		return err_set(ERR_INVALID, "text has a NUL character");
	/* SQLite would keep it, for Django to break over. */
	if (v->kind == V_STR && !utf8_is_valid(v->s))
		return err_set(ERR_INVALID, "text is not UTF-8");
	return OK;
}

static enum err
check_one(const struct value *v)
{
	switch (v->kind) {
	case V_INT2:
		return check_range(v, INT16_MIN, INT16_MAX);
	case V_INT4:
		return check_range(v, INT32_MIN, INT32_MAX);
	case V_STR:
	case V_BYTES:
		return check_text(v);
	case V_TIME:
	case V_MAIL_TIME:
		return check_time(v);
	case V_NULL:
	case V_INT:
	case V_BOOL:
		break;
	}
	return OK;
}

enum err
value_check(struct values vals)
{
	enum err e;

	if (vals.n > LIMIT_VALUES)
		return err_set(ERR_TOO_BIG, "too many values in a statement");
	for (size_t i = 0; i < vals.n; i++)
		if ((e = check_one(&vals.v[i])) != OK)
			return e;
	return OK;
}

void
value_time(const struct value *v, char out[VALUE_TIME], size_t *n)
{
	static const char form[] = "0000-00-00 00:00:00.000000";
	int64_t wall = wall_clock(v);
	struct civil c;
	int64_t fields[7];
	static const int ends[] = { 3, 6, 9, 12, 15, 18, 25 };

	time_to_civil(wall, &c);
	fields[0] = c.year, fields[1] = c.month, fields[2] = c.day;
	fields[3] = c.hour, fields[4] = c.minute, fields[5] = c.second;
	fields[6] = c.micro;
	memcpy(out, form, sizeof(form));
	for (size_t i = 0; i < COUNT(ends); i++)
		for (int at = ends[i]; fields[i] > 0; at--, fields[i] /= 10)
			out[at] = (char)('0' + fields[i] % 10);
	*n = c.micro != 0 ? 26 : 19;
	out[*n] = '\0';
}
