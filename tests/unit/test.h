/*
 * Unit tests over cmocka: a TEST is found by itself, a CHECK names the row it
 * failed on. One program a file: link it with test.c.
 */
#ifndef TESTS_UNIT_TEST_H
#define TESTS_UNIT_TEST_H

#include "base/base.h"

typedef void test_fn(void);
void test_register(const char *name, test_fn *fn);

#define TEST(name)                                                     \
	static void name(void);                                        \
	__attribute__((constructor)) static void register_##name(void) \
	{                                                              \
		test_register(#name, name);                            \
	}                                                              \
	static void name(void)

/* what: the row's label, as in t[i].input. */
#define CHECK(condition, what) \
	test_check((condition), #condition, (what), __FILE__, __LINE__)
#define CHECK_INT(got, want, what) \
	test_check_int(            \
	    (int64_t)(got), (int64_t)(want), #got, (what), __FILE__, __LINE__)
/* got: struct str; want: C string or NULL. */
#define CHECK_STR(got, want, what) \
	test_check_str((got), str_c(want), #got, (what), __FILE__, __LINE__)
#define CHECK_STRS(got, want, what) \
	test_check_str((got), (want), #got, (what), __FILE__, __LINE__)
#define CHECK_OK(expression) \
	test_check_ok((expression), #expression, __FILE__, __LINE__)

void test_check(
    bool ok, const char *text, const char *what, const char *file, int line);
void test_check_int(int64_t got, int64_t want, const char *text,
    const char *what, const char *file, int line);
void test_check_str(struct str got, struct str want, const char *text,
    const char *what, const char *file, int line);
void test_check_ok(enum err e, const char *text, const char *file, int line);

/* An arena for the running test, closed after it. */
struct arena *test_arena(void);

#endif
