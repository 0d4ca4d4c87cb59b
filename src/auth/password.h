/*
 * Stored passwords in the formats that Django writes (spec/schema.md 6.1):
 * <algorithm>$<rest>. New ones are pbkdf2_sha256, which any Django can read.
 * Each call takes a tenth of a second of CPU on purpose: never in a thread
 * that serves.
 */
#ifndef AUTH_PASSWORD_H
#define AUTH_PASSWORD_H

#include "base/base.h"

/* Encodes with a new random salt. ERR_INVALID for an empty password or one of
 * more than LIMIT_PASSWORD bytes. */
enum err password_encode(
    struct arena *a, struct str password, struct str *out) MUST;
/* The same with given salt and iterations, for tests. */
enum err password_encode_with(struct arena *a, struct str password,
    struct str salt, int iterations, struct str *out) MUST;

/* What no password fits: an account that must be given one first. */
struct str password_unusable(struct arena *a);

/* Compares in constant time. False too for an unusable ("!..."), malformed or
 * unknown encoding, and for work factors beyond any sane site's. */
bool password_verify(struct arena *a, struct str password, struct str encoded);

/* True for an encoding that a login should replace: another algorithm, other
 * iterations or a salt of less than 128 bits. */
bool password_is_stale(struct str encoded);

#endif
