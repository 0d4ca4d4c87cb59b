/*
 * Parsers and writers do work in proportion to their input, and take memory
 * so, whatever it is: for each shape that could make one start again and
 * again, the work for four times the input is at most some 4.5 times as much.
 * Nothing depends on the clock. Prints TAP.
 */
#include <stdio.h>

#include "count.h"
#include "parsers.h"

/* Bytes of the smaller input. The larger is four times that. */
enum { SMALL = 32 << 10 };
/* Steps of a byte, at most: what is bounded by a limit alone is bounded too. */
enum { STEPS_A_BYTE = 1000 };
/* Memory comes in pieces; and what is the same for any input. */
enum { FIXED_WORK = 20000, FIXED_MEMORY = 256 << 10 };

static struct str
make(struct arena *a, const struct row *row, size_t n)
{
	struct buf b;

	buf_init(&b, a, SIZE_MAX);
	buf_add(&b, str_c(row->first));
	while (b.n < n)
		buf_add(&b, str_c(row->piece));
	return buf_str(&b);
}

struct cost {
	uint64_t work;
	size_t memory;
};

/* Of memory that is never given back: a parser that is stopped is left where
 * it is. */
static struct cost
measure(const struct row *row, size_t n)
{
	struct arena *inputs = arena_open(), *a = arena_open();
	struct str in = make(inputs, row, n);
	size_t size = arena_size(a);
	uint64_t before = count_work();
	jmp_buf too_much;

	if (setjmp(too_much) != 0)
		return (struct cost){ UINT64_MAX, 0 };
	count_at_most(STEPS_A_BYTE * n + FIXED_WORK, &too_much);
	row->run(a, in);
	count_at_most(UINT64_MAX / 2, NULL);
	return (struct cost){ count_work() - before, arena_size(a) - size };
}

static bool
is_linear(struct cost one, struct cost four)
{
	return four.work != UINT64_MAX &&
	    2 * four.work <= 9 * one.work + FIXED_WORK &&
	    four.memory <= 5 * one.memory + FIXED_MEMORY;
}

int
main(void)
{
	size_t failed = 0;

	printf("1..%zu\n", nrows);
	for (size_t i = 0; i < nrows; i++) {
		struct cost one = measure(&rows[i], SMALL),
			    four = measure(&rows[i], 4 * SMALL);
		bool ok = is_linear(one, four);

		failed += !ok;
		printf(
		    "%s %zu - %s\n", ok ? "ok" : "not ok", i + 1, rows[i].name);
		printf("# %.1f and %.1f steps, %.1f and %.1f bytes a byte\n",
		    (double)one.work / SMALL, (double)four.work / (4 * SMALL),
		    (double)one.memory / SMALL,
		    (double)four.memory / (4 * SMALL));
	}
	return failed > 0;
}
