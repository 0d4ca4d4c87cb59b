/*
 * Work, counted: a step for each block of code that is run (the layers are
 * compiled once more with -fsanitize-coverage=trace-pc) and for each byte that
 * the library is made to look at. The same input is always the same work.
 */
#ifndef TESTS_WORK_COUNT_H
#define TESTS_WORK_COUNT_H

#include <setjmp.h>
#include <stdint.h>

uint64_t count_work(void);

/* Work past this many further steps jumps there. */
void count_at_most(uint64_t most, jmp_buf *there);

#endif
