/*
 * A streaming JSON writer, in the form that spec/rest-api.md 2 gives: raw
 * UTF-8 but for U+2028 and U+2029, compact or indented, never a final
 * newline. Commas and nesting are kept by the writer; an object is keys and
 * values in turn. Failures stay in the buffer. No name here is one of
 * jansson's, which a program that reads bodies is linked with.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/base.h"

struct json {
	struct buf *out;
	int indent; /* spaces a level, 0 is compact */
	int depth;
	bool empty; /* nothing yet in the innermost container */
	bool keyed; /* a key was written, its value comes next */
};

void json_init(struct json *j, struct buf *out, int indent);

void json_begin_object(struct json *j); /* { */
void json_end_object(struct json *j);
void json_begin_array(struct json *j); /* [ */
void json_end_array(struct json *j);
void json_key(struct json *j, struct str name);

void json_str(struct json *j, struct str s); /* null if s.p is NULL */
void json_int(struct json *j, int64_t v);
void json_bool(struct json *j, bool v);
void json_none(struct json *j); /* null */
/* A time as spec/rest-api.md 2 gives it; null for TIME_NONE. */
void json_time(struct json *j, int64_t t);
/* Text that is JSON already. */
void json_raw(struct json *j, struct str text);

#endif
