/*
 * How often somebody tried a wrong password: counts by name (of an account,
 * of an address), in a table that does not grow. A count lasts a quarter of
 * an hour from its first failure. Any thread.
 */
#ifndef AUTH_FAILURES_H
#define AUTH_FAILURES_H

#include "base/base.h"

struct failures;

struct failures *failures_open(void);
void failures_close(struct failures *f);

/* What is counted: kinds have their own names. */
enum failure_kind { FAILURE_ACCOUNT, FAILURE_ADDRESS };

int failures_count(struct failures *f, struct arena *a, enum failure_kind kind,
    struct str name, int64_t now);
void failures_add(struct failures *f, struct arena *a, enum failure_kind kind,
    struct str name, int64_t now);
void failures_forget(struct failures *f, struct arena *a,
    enum failure_kind kind, struct str name);

#endif
