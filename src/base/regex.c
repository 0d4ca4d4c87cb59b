/*
 * User patterns over PCRE2. A pattern comes from whoever may edit a project
 * or a tag, the text from anybody, so every match has a bound on its steps
 * and on its memory, and what passes a bound does not match: a mail that one
 * pattern is too slow for is still stored. The interpreter needs three times
 * as long a step as JIT (337 ms were seen for one hostile match), hence its
 * lower limit; it also takes over what overflows the JIT stack.
 */
#include "base/regex.h"

#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/utf8.h"

enum { MESSAGE = 120 };

struct regex {
	pcre2_code *code;
	bool has_jit;
};

/* Python's \Z is the very end, PCRE2's may stand before a last LF. */
static struct str
translate(struct arena *a, struct str pattern)
{
	char *p = str_z(a, pattern);

	for (size_t i = 0; i + 1 < pattern.n; i++)
		if (p[i] == '\\' && p[++i] == 'Z')
			p[i] = 'z';
	return str_n(p, pattern.n);
}

static pcre2_code *
compile(struct str pattern, int *error, size_t *at)
{
	const uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS |
	    PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C;
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	pcre2_code *code;

	if (context == NULL)
		abort();
	pcre2_set_newline(context, PCRE2_NEWLINE_LF);
	pcre2_set_max_pattern_length(context, 4 * LIMIT_PATTERN);
	code = pcre2_compile(
	    (PCRE2_SPTR)pattern.p, pattern.n, options, error, at, context);
	pcre2_compile_context_free(context);
	return code;
}

enum err
regex_open(struct str pattern, struct regex **out)
{
	PCRE2_UCHAR message[MESSAGE] = { 0 };
	struct arena *a;
	struct regex *re;
	pcre2_code *code;
	size_t at = 0;
	int error = 0;

	if (utf8_count(pattern) > LIMIT_PATTERN)
		return err_set(ERR_TOO_BIG, "pattern is over %d characters",
		    LIMIT_PATTERN);
	a = arena_open();
	code = compile(translate(a, pattern), &error, &at);
	arena_close(a);
	if (code == NULL) {
		(void)pcre2_get_error_message(error, message, sizeof(message));
		return err_set(ERR_INVALID, "pattern: %s (at byte %zu)",
		    (const char *)message, at);
	}
	if ((re = malloc(sizeof(*re))) == NULL)
		abort();
	re->code = code;
	re->has_jit = pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0;
	*out = re;
	return OK;
}

void
regex_close(struct regex *re)
{
	if (re == NULL)
		return;
	pcre2_code_free(re->code);
	free(re);
}

/* One search through a text, what it needs for it, and where it is. */
struct search {
	const struct regex *re;
	struct str text;
	pcre2_match_data *data;
	pcre2_match_context *context;
	size_t start, end; /* of the last match */
};

/* False for text that cannot be searched. */
static bool
begin(struct search *s, const struct regex *re, struct str text)
{
	if (!utf8_is_valid(text))
		return false;
	if (text.p == NULL)
		text.p = "";
	*s = (struct search){ .re = re, .text = text };
	s->data = pcre2_match_data_create(1, NULL);
	s->context = pcre2_match_context_create(NULL);
	if (s->data == NULL || s->context == NULL)
		abort();
	pcre2_set_heap_limit(s->context, LIMIT_MATCH_HEAP / 1024);
	return true;
}

static void
finish(struct search *s)
{
	pcre2_match_data_free(s->data);
	pcre2_match_context_free(s->context);
}

static int
run(struct search *s, size_t offset, uint32_t options, bool jit)
{
	pcre2_set_match_limit(s->context, jit ? LIMIT_MATCH : LIMIT_MATCH_SLOW);
	return pcre2_match(s->re->code, (PCRE2_SPTR)s->text.p, s->text.n,
	    offset, options | PCRE2_NO_UTF_CHECK | (jit ? 0 : PCRE2_NO_JIT),
	    s->data, s->context);
}

static bool
next(struct search *s, size_t offset, uint32_t options)
{
	const PCRE2_SIZE *span = pcre2_get_ovector_pointer(s->data);
	int n = run(s, offset, options, s->re->has_jit);

	if (n == PCRE2_ERROR_JIT_STACKLIMIT)
		n = run(s, offset, options, false);
	/* 0: more groups than the one span we asked for. */
	if (n < 0)
		return false;
	/* \K in a look-around can put the start past the end. */
	s->start = span[0] <= span[1] ? span[0] : span[1];
	s->end = span[1];
	return true;
}

bool
regex_find(const struct regex *re, struct str text, size_t offset,
    size_t *start, size_t *end)
{
	struct search s;
	bool found;

	if (offset > text.n || !begin(&s, re, text))
		return false;
	found = next(&s, offset, 0);
	finish(&s);
	if (found)
		*start = s.start, *end = s.end;
	return found;
}

bool
regex_is_match(const struct regex *re, struct str text)
{
	size_t start, end;

	return regex_find(re, text, 0, &start, &end);
}

int64_t
regex_count(const struct regex *re, struct str text)
{
	struct search s;
	uint32_t options = 0;
	size_t offset = 0;
	int64_t n = 0;

	if (!begin(&s, re, text))
		return 0;
	while (n < LIMIT_MATCHES && next(&s, offset, options)) {
		/* Only \K in a look-around ends before where we looked. */
		if (s.end < offset)
			break;
		n++;
		/* After an empty match a longer one may start there. */
		options = s.start == s.end ? PCRE2_NOTEMPTY_ATSTART : 0;
		offset = s.end;
	}
	finish(&s);
	return n;
}
