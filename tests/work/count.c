/*
 * The counter, and the functions of libraries that do work of their own: the
 * linker puts each __wrap_ before the library's (meson.build has the list).
 */
#include "count.h"

#include <iconv.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

static uint64_t work, most = UINT64_MAX;
static jmp_buf *too_much;

void __sanitizer_cov_trace_pc(void);

static void
add(uint64_t n)
{
	work += n;
	if (work <= most)
		return;
	most = UINT64_MAX;
	longjmp(*too_much, 1);
}

void
__sanitizer_cov_trace_pc(void)
{
	add(1);
}

uint64_t
count_work(void)
{
	return work;
}

void
count_at_most(uint64_t n, jmp_buf *there)
{
	too_much = there;
	most = work + n;
}

/* name, its result, parameters, arguments, bytes that it looks at */
#define WRAP(type, name, parameters, arguments, bytes) \
	type __real_##name parameters;                 \
	type __wrap_##name parameters;                 \
	type __wrap_##name parameters                  \
	{                                              \
		type r = __real_##name arguments;      \
		add(bytes);                            \
		return r;                              \
	}
/* Up to what was found. */
#define UP_TO(r, p, n) \
	((r) != NULL ? (uint64_t)((const char *)(r) - (const char *)(p)) : (n))

/* clang-format off */
WRAP(void *, memchr, (const void *p, int c, size_t n), (p, c, n), UP_TO(r, p, n))
WRAP(void *, memrchr, (const void *p, int c, size_t n), (p, c, n),
    n - UP_TO(r, p, 0))
WRAP(void *, memmem, (const void *p, size_t n, const void *q, size_t m),
    (p, n, q, m), UP_TO(r, p, n) + m)
WRAP(int, memcmp, (const void *p, const void *q, size_t n), (p, q, n), n)
WRAP(void *, memcpy, (void *p, const void *q, size_t n), (p, q, n), n)
WRAP(void *, memmove, (void *p, const void *q, size_t n), (p, q, n), n)
WRAP(void *, memset, (void *p, int c, size_t n), (p, c, n), n)
WRAP(size_t, strlen, (const char *s), (s), r)
WRAP(char *, strstr, (const char *s, const char *t), (s, t),
    UP_TO(r, s, strlen(s)))
WRAP(int, EVP_DigestUpdate, (void *h, const void *p, size_t n), (h, p, n), n)
WRAP(int, pcre2_match_8, (const pcre2_code *code, PCRE2_SPTR text, PCRE2_SIZE n,
    PCRE2_SIZE at, uint32_t options, pcre2_match_data *data,
    pcre2_match_context *context), (code, text, n, at, options, data, context),
    r >= 0 ? pcre2_get_ovector_pointer(data)[1] - at : n - at)
/* clang-format on */

/* Counts what was read. */
size_t __real_iconv(iconv_t h, char **in, size_t *n, char **out, size_t *room);
size_t __wrap_iconv(iconv_t h, char **in, size_t *n, char **out, size_t *room);

size_t
__wrap_iconv(iconv_t h, char **in, size_t *n, char **out, size_t *room)
{
	size_t before = n != NULL ? *n : 0,
	       r = __real_iconv(h, in, n, out, room);

	add(before - (n != NULL ? *n : 0));
	return r;
}
