/* Values bound to statements, and the kinds of columns. */
#ifndef DB_VALUE_H
#define DB_VALUE_H

#include "base/base.h"

enum value_kind {
	V_NULL,
	V_INT,  /* int8: look-ups of any number, read columns */
	V_INT4, /* written to an integer column: range-checked */
	V_INT2, /* written to a smallint column: range-checked */
	V_BOOL,
	V_STR,       /* text, untyped on PostgreSQL */
	V_BYTES,     /* blob, bytea */
	V_TIME,      /* wall clock of the site's zone in the column */
	V_MAIL_TIME, /* wall clock of UTC in the column */
};

struct value {
	enum value_kind kind;
	int64_t i;
	struct str s;
};

struct values {
	const struct value *v;
	size_t n;
};

/* For one call: the array lives as long as the block around it. */
#define VALS(...)                                                \
	((struct values){ (const struct value[]){ __VA_ARGS__ }, \
	    sizeof((const struct value[]){ __VA_ARGS__ }) /      \
		sizeof(struct value) })
#define NO_VALS ((struct values){ NULL, 0 })

static inline struct value
v_null(void)
{
	return (struct value){ .kind = V_NULL };
}

static inline struct value
v_int(int64_t i)
{
	return (struct value){ .kind = V_INT, .i = i };
}

/* Out of range is ERR_INVALID of the statement. */
static inline struct value
v_int4(int64_t i)
{
	return (struct value){ .kind = V_INT4, .i = i };
}

static inline struct value
v_int2(int64_t i)
{
	return (struct value){ .kind = V_INT2, .i = i };
}

/* A reference: id 0 is NULL. */
static inline struct value
v_ref(int64_t id)
{
	return id != 0 ? v_int4(id) : v_null();
}

static inline struct value
v_bool(bool b)
{
	return (struct value){ .kind = V_BOOL, .i = b };
}

/* NULL for p == NULL. */
static inline struct value
v_str(struct str s)
{
	return (struct value){ .kind = s.p ? V_STR : V_NULL, .s = s };
}

static inline struct value
v_bytes(struct str s)
{
	return (struct value){ .kind = s.p ? V_BYTES : V_NULL, .s = s };
}

/* NULL for TIME_NONE (INT64_MIN). */
static inline struct value
v_time(int64_t t)
{
	return (struct value){
		.kind = t != INT64_MIN ? V_TIME : V_NULL,
		.i = t,
	};
}

static inline struct value
v_mail_time(int64_t t)
{
	return (struct value){
		.kind = t != INT64_MIN ? V_MAIL_TIME : V_NULL,
		.i = t,
	};
}

#endif
