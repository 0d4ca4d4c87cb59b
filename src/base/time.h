/*
 * Time is int64_t microseconds since 1970 in UTC, of the Gregorian calendar
 * carried back to year 1. Mail dates keep wall clocks of UTC; what the site
 * itself stamps is a wall clock of the setting time_zone (spec/schema.md,
 * Time). The two exist at the database border only.
 */
#ifndef BASE_TIME_H
#define BASE_TIME_H

#include "base/base.h"

#define TIME_SECOND INT64_C(1000000)
#define TIME_MINUTE (60 * TIME_SECOND)
#define TIME_DAY    (24 * 60 * TIME_MINUTE)
/* No time: a NULL column. */
#define TIME_NONE INT64_MIN

/* Fields of a clock face; month and day count from 1. */
struct civil {
	int64_t year;
	int64_t month, day, hour, minute, second;
	int micro;
	int weekday; /* 0 is Sunday; set by time_to_civil only */
};

/* Reads the clock. For the edges: cmd, site, the server loop; and for writes
 * that make events, once they have the lock (api/write.c, ingest). */
int64_t time_now(void);

/* Fields out of range carry over (31 Feb is 2 or 3 Mar); ERR_INVALID when
 * the result is outside years 1 to 9999 or a field is absurd. */
enum err time_from_civil(const struct civil *c, int64_t *out) MUST;
void time_to_civil(int64_t t, struct civil *out);

/* Sets the site's zone, by tzdata name ("Australia/Canberra", "UTC") or POSIX
 * TZ text; once, before threads start. ERR_CONFIG if there is none such. */
enum err time_set_zone(const char *name) MUST;

/* The site's wall clock at t, as if it were UTC, and back. An hour that
 * occurs twice is the earlier instant, one that is skipped is moved on. */
int64_t time_to_wall(int64_t t);
int64_t time_from_wall(int64_t wall);

/* YYYY-MM-DD<sep>HH:MM:SS, and .ffffff if there are microseconds. */
void time_write(struct buf *b, int64_t t, char sep);
/* The same, read; also without fraction, with fewer digits of it. Whatever
 * follows as zone ("+00", "+05:30") is dropped. */
enum err time_parse(struct str s, int64_t *out) MUST;

#endif
