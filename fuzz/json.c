/*
 * The JSON writer. The input is a program: each byte writes something, so that
 * any input is a sequence of calls that keeps the writer's rules. What comes
 * out is read by a strict reader (RFC 8259) that knows nothing of the writer.
 */
#include "base/json.h"

#include <string.h>

#include "base/utf8.h"
#include "fuzz/fuzz.h"

enum { DEPTH = 20 };

struct reader {
	struct str s;
	int depth;
};

static bool read_value(struct reader *r);

static void
skip_blanks(struct reader *r)
{
	while (r->s.n > 0 && strchr(" \t\r\n", r->s.p[0]) != NULL)
		r->s = str_from(r->s, 1);
}

static bool
take(struct reader *r, struct str what)
{
	if (!str_starts(r->s, what))
		return false;
	r->s = str_from(r->s, what.n);
	return true;
}

static bool
read_string(struct reader *r)
{
	if (!take(r, S("\"")))
		return false;
	while (r->s.n > 0 && r->s.p[0] != '"') {
		unsigned char c = (unsigned char)r->s.p[0];
		size_t n = 1;

		if (c < 0x20)
			return false;
		if (c == '\\') {
			if (r->s.n < 2 ||
			    strchr("\"\\/bfnrtu", r->s.p[1]) == NULL)
				return false;
			n = r->s.p[1] == 'u' ? 6 : 2;
			for (size_t i = 2; i < n; i++)
				if (i >= r->s.n ||
				    strchr("0123456789abcdefABCDEF",
					r->s.p[i]) == NULL)
					return false;
		}
		r->s = str_from(r->s, n);
	}
	return take(r, S("\""));
}

static bool
read_number(struct reader *r)
{
	size_t n = 0, first;

	if (r->s.n > 0 && r->s.p[0] == '-')
		n = 1;
	first = n;
	while (n < r->s.n && char_is_digit(r->s.p[n]))
		n++;
	if (n == first || (r->s.p[first] == '0' && n > first + 1))
		return false;
	r->s = str_from(r->s, n);
	return true;
}

/* Members or elements up to the closing bracket. */
static bool
read_members(struct reader *r, struct str end, bool keys)
{
	skip_blanks(r);
	if (take(r, end))
		return true;
	do {
		skip_blanks(r);
		if (keys) {
			if (!read_string(r))
				return false;
			skip_blanks(r);
			if (!take(r, S(":")))
				return false;
		}
		if (!read_value(r))
			return false;
		skip_blanks(r);
	} while (take(r, S(",")));
	return take(r, end);
}

static bool
read_value(struct reader *r)
{
	bool ok;

	skip_blanks(r);
	if (r->s.n == 0 || ++r->depth > DEPTH + 2)
		return false;
	if (take(r, S("{")))
		ok = read_members(r, S("}"), true);
	else if (take(r, S("[")))
		ok = read_members(r, S("]"), false);
	else if (r->s.p[0] == '"')
		ok = read_string(r);
	else if (take(r, S("null")) || take(r, S("true")) ||
	    take(r, S("false")))
		ok = true;
	else
		ok = read_number(r);
	r->depth--;
	return ok;
}

static int64_t
take_number(struct str *in)
{
	int64_t v = 0;

	for (int i = 0; i < 8; i++)
		v = (int64_t)((uint64_t)v << 8 | fuzz_byte(in));
	return v;
}

static struct str
take_text(struct arena *a, struct str *in)
{
	size_t n = fuzz_byte(in) % 32;
	struct str s = str_sub(*in, 0, n);

	*in = str_from(*in, n);
	return fuzz_text(a, s);
}

static void
write_one(struct json *j, struct arena *a, struct str *in, unsigned what)
{
	switch (what) {
	case 2:
		json_str(j, take_text(a, in));
		break;
	case 3:
		json_int(j, take_number(in));
		break;
	case 4:
		json_bool(j, fuzz_byte(in) & 1);
		break;
	case 5:
		json_str(j, str_n(NULL, 0));
		break;
	default:
		json_none(j);
	}
}

void
fuzz_one(struct arena *a, struct str in)
{
	bool is_object[DEPTH + 1] = { false };
	int depth = 0;
	struct reader r = { 0 };
	struct json j;
	struct buf b;

	buf_init(&b, a, SIZE_MAX);
	json_init(&j, &b, (int)fuzz_byte(&in) % 9);
	json_begin_array(&j);
	while (in.n > 0) {
		unsigned what = fuzz_byte(&in) % 9;

		if (what >= 7 && depth > 0) {
			if (is_object[depth--])
				json_end_object(&j);
			else
				json_end_array(&j);
			continue;
		}
		if (is_object[depth])
			json_key(&j, take_text(a, &in));
		if (what < 2 && depth < DEPTH) {
			is_object[++depth] = what == 0;
			if (what == 0)
				json_begin_object(&j);
			else
				json_begin_array(&j);
		} else {
			write_one(&j, a, &in, what);
		}
	}
	while (depth > 0) {
		if (is_object[depth--])
			json_end_object(&j);
		else
			json_end_array(&j);
	}
	json_end_array(&j);
	HOLDS(buf_done(&b, &r.s) == OK);
	HOLDS(fuzz_is_text(r.s));
	HOLDS(read_value(&r) && r.s.n == 0);
}
