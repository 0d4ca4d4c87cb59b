/* Random bytes of the kernel, fit for secrets. */
#ifndef BASE_RAND_H
#define BASE_RAND_H

#include "base/base.h"

/* Cannot fail once the system is up; aborts otherwise. */
void rand_bytes(void *p, size_t n);

/* n characters of the alphabet (at most 256 long), evenly. */
struct str rand_text(struct arena *a, struct str alphabet, size_t n);

#endif
