/* The runner of unit tests: a list of functions handed to cmocka. */
#include "test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 500 };

static struct CMUnitTest tests[MOST];
static test_fn *functions[MOST];
static size_t ntests;
static struct arena *arena;

static void
run(void **state)
{
	test_fn **fn = *state;

	(*fn)();
}

static int
set_up(void **state)
{
	(void)state;
	arena = arena_open();
	return 0;
}

/* Also after a failure, which leaves run by longjmp. */
static int
tear_down(void **state)
{
	(void)state;
	arena_close(arena);
	arena = NULL;
	return 0;
}

void
test_register(const char *name, test_fn *fn)
{
	assert(ntests < MOST);
	functions[ntests] = fn;
	tests[ntests] = (struct CMUnitTest){ .name = name,
		.test_func = run,
		.setup_func = set_up,
		.teardown_func = tear_down,
		.initial_state = &functions[ntests] };
	ntests++;
}

struct arena *
test_arena(void)
{
	return arena;
}

void
test_check(
    bool ok, const char *text, const char *what, const char *file, int line)
{
	if (!ok) {
		print_error("%s:%d: [%s] %s\n", file, line, what, text);
		_fail(file, line);
	}
}

void
test_check_int(int64_t got, int64_t want, const char *text, const char *what,
    const char *file, int line)
{
	if (got != want) {
		print_error("%s:%d: [%s] %s is %lld, not %lld\n", file, line,
		    what, text, (long long)got, (long long)want);
		_fail(file, line);
	}
}

void
test_check_str(struct str got, struct str want, const char *text,
    const char *what, const char *file, int line)
{
	if ((got.p == NULL) != (want.p == NULL) || !str_eq(got, want)) {
		print_error("%s:%d: [%s] %s is %s'%.*s', not %s'%.*s'\n", file,
		    line, what, text, got.p ? "" : "NULL ", STR_ARG(got),
		    want.p ? "" : "NULL ", STR_ARG(want));
		_fail(file, line);
	}
}

void
test_check_ok(enum err e, const char *text, const char *file, int line)
{
	if (e != OK) {
		print_error(
		    "%s:%d: %s failed: %s\n", file, line, text, err_message());
		_fail(file, line);
	}
}

int
main(int argc, char **argv)
{
	const char *slash = strrchr(argv[0], '/');

	(void)argc;
	return _cmocka_run_group_tests(
		   slash ? slash + 1 : argv[0], tests, ntests, NULL, NULL) == 0
	    ? EXIT_SUCCESS
	    : EXIT_FAILURE;
}
