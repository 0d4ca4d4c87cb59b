/* The Authorization header (spec/rest-api.md 11). Pure. */
#ifndef AUTH_CREDENTIALS_H
#define AUTH_CREDENTIALS_H

#include "base/base.h"

enum credentials_kind {
	CREDENTIALS_NONE,
	CREDENTIALS_BASIC,
	CREDENTIALS_TOKEN
};

struct credentials {
	enum credentials_kind kind;
	struct str token;
	struct str username, password; /* UTF-8; the password may hold NUL */
};

/* header: its value, p NULL if it was not sent. Another scheme or nothing is
 * CREDENTIALS_NONE. ERR_DENIED for what claims to be one of the two and is
 * not; the message is the text of the answer. */
enum err credentials_parse(
    struct arena *a, struct str header, struct credentials *out) MUST;

/* A new token: 40 lower-case hex digits. */
struct str credentials_make_token(struct arena *a);

/* The texts for what cannot be told from the header alone. */
#define CREDENTIALS_BAD_TOKEN    "Invalid token."
#define CREDENTIALS_BAD_PASSWORD "Invalid username/password."
#define CREDENTIALS_INACTIVE     "User inactive or deleted."

#endif
