/*
 * What fuzz targets share. A target takes any bytes, hands them to a
 * parser, and HOLDS says what must be true of the result, whatever the bytes. Bounds are of counted work (bytes taken from the arena), never
 * of the clock; that is libFuzzer's -timeout.
 */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include "base/base.h"

/* Of the target: one try. in is where an overrun of it is seen: in memory of
 * exactly its size. */
void fuzz_one(struct arena *a, struct str in);

/* What libFuzzer, or replay.c, calls. */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

/* Aborts with the place if the condition is false. */
#define HOLDS(condition) fuzz_holds((condition), #condition, __FILE__, __LINE__)
void fuzz_holds(bool ok, const char *text, const char *file, int line);

/* Bytes as the program has text: valid UTF-8 without NUL. */
struct str fuzz_text(struct arena *a, struct str bytes);
bool fuzz_is_text(struct str s);
bool fuzz_is_ascii(struct str s);

/* Takes what stands before the next 0xFF byte off *rest; "" at the end. UTF-8
 * has no such byte, so an input of several texts is split by it. */
struct str fuzz_piece(struct str *rest);

/* Takes one byte off *rest; 0 at the end. */
unsigned fuzz_byte(struct str *rest);

#endif
