/*
 * Which passwords fitted which encodings not long ago. A client that sends
 * Basic credentials sends them with every request; hashing each time would
 * cost it and us a tenth of a second. Nothing is remembered of accounts:
 * the encoding is read from the database every time, and another one, or an
 * inactive user, is as unknown as before. Entries are digests under a key of
 * this process. Any thread.
 */
#ifndef AUTH_MEMO_H
#define AUTH_MEMO_H

#include "base/base.h"

struct memo;

struct memo *memo_open(void);
void memo_close(struct memo *m);

/* True if memo_keep was told so within the last ten minutes. */
bool memo_has(struct memo *m, struct arena *a, struct str password,
    struct str encoded, int64_t now);
void memo_keep(struct memo *m, struct arena *a, struct str password,
    struct str encoded, int64_t now);

#endif
