/* A function in a process of its own, so that its death is only told. */
#ifndef CMD_CHILD_H
#define CMD_CHILD_H

#include "base/base.h"

/* Zeroed memory that a child shares with us; child_unshare gives it back. */
enum err child_share(size_t size, void **out) MUST;
void child_unshare(void *p, size_t size);

/* Runs fn(arg) and waits: *number is the signal it died of, or 0. Nothing
 * that cannot cross a fork (database connections) may be open; a child that
 * ends otherwise than by the end of fn is ERR_INTERNAL. It dies with us. */
enum err child_run(void (*fn)(void *arg), void *arg, int *number) MUST;

/* Whether a program that did something wrong dies of it. */
bool child_is_fault(int number);

/* Before each mail, in the process that parses it: one that takes more than
 * LIMIT_MAIL_SECONDS or LIMIT_MAIL_MEMORY is a fault too. */
void child_bound_mail(void);

#endif
