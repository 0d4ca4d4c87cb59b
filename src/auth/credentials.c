/*
 * Basic and Token credentials, as leniently as clients are used to: blanks of
 * any kind and number between scheme and value, any letter case, base64 with
 * rubbish in it, text in UTF-8 or Latin-1.
 */
#include "auth/credentials.h"

#include "auth/digest.h"
#include "base/base64.h"
#include "base/rand.h"
#include "base/utf8.h"

/* The next word; p NULL if there is none. */
static struct str
take_word(struct str *rest)
{
	struct str s = *rest;
	size_t n = 0;

	while (s.n > 0 && char_is_blank(s.p[0]))
		s = str_from(s, 1);
	while (n < s.n && !char_is_blank(s.p[n]))
		n++;
	*rest = str_from(s, n);
	return n > 0 ? str_sub(s, 0, n) : (struct str){ NULL, 0 };
}

static struct str
from_latin1(struct arena *a, struct str bytes)
{
	struct buf b;

	buf_init(&b, a, 2 * bytes.n + 1);
	for (size_t i = 0; i < bytes.n; i++)
		buf_rune(&b, (unsigned char)bytes.p[i]);
	return buf_str(&b);
}

static enum err
read_token(struct arena *a, struct str value, struct credentials *out)
{
	const char *p = value.p, *end = value.p + value.n;

	(void)a;
	/* Replaced when the header was read: it was no UTF-8. */
	while (p < end) {
		if (utf8_next(&p, end) == RUNE_BAD)
			return err_set(ERR_DENIED,
			    "Invalid token header. Token string should not "
			    "contain invalid characters.");
	}
	out->token = value;
	return OK;
}

static enum err
read_basic(struct arena *a, struct str value, struct credentials *out)
{
	struct str text;

	if (base64_decode(a, value, &text) == OK) {
		if (!utf8_is_valid(text))
			text = from_latin1(a, text);
		if (str_cut(text, ':', &out->username, &out->password)) {
			/* No account has such a name. */
			if (str_find_char(out->username, '\0') <
			    out->username.n)
				out->username = S("");
			return OK;
		}
	}
	return err_set(ERR_DENIED,
	    "Invalid basic header. Credentials not correctly base64 encoded.");
}

static const struct scheme {
	struct str name;
	enum credentials_kind kind;
	const char *missing, *blanks;
	enum err (*read)(
	    struct arena *a, struct str value, struct credentials *out);
} schemes[] = {
	{ { "basic", 5 }, CREDENTIALS_BASIC,
	    "Invalid basic header. No credentials provided.",
	    "Invalid basic header. Credentials string should not contain "
	    "spaces.",
	    read_basic },
	{ { "token", 5 }, CREDENTIALS_TOKEN,
	    "Invalid token header. No credentials provided.",
	    "Invalid token header. Token string should not contain spaces.",
	    read_token },
};

struct str
credentials_make_token(struct arena *a)
{
	char bytes[20];

	rand_bytes(bytes, sizeof(bytes));
	return digest_hex(a, str_n(bytes, sizeof(bytes)));
}

enum err
credentials_parse(struct arena *a, struct str header, struct credentials *out)
{
	struct str rest = header, scheme = take_word(&rest), value, more;
	struct credentials c = { .kind = CREDENTIALS_NONE };
	enum err e;

	for (size_t i = 0; i < COUNT(schemes); i++) {
		if (!str_eq_nocase(scheme, schemes[i].name))
			continue;
		value = take_word(&rest);
		more = take_word(&rest);
		if (value.p == NULL)
			return err_set(ERR_DENIED, "%s", schemes[i].missing);
		if (more.p != NULL)
			return err_set(ERR_DENIED, "%s", schemes[i].blanks);
		if ((e = schemes[i].read(a, value, &c)) != OK)
			return e;
		c.kind = schemes[i].kind;
	}
	*out = c;
	return OK;
}
