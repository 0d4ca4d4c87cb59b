/* Bytes of a charset to UTF-8. */
#ifndef MAIL_CHARSET_H
#define MAIL_CHARSET_H

#include "base/base.h"

struct charset;

/* By a name as mails write it ("ISO_8859-1", "ks_c_5601-1987"); NULL if it is
 * not in the table. */
const struct charset *charset_find(struct str name);

/* Strict: false, *out untouched, if any byte does not fit. The result is
 * valid UTF-8, perhaps with NUL, perhaps the input itself. */
bool charset_decode(struct arena *a, const struct charset *c, struct str bytes,
    struct str *out);

/* For bytes of unknown charset: utf-8, else windows-1252, else iso-8859-1. */
struct str charset_guess(struct arena *a, struct str bytes);

#endif
