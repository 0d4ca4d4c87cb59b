/*
 * Base64. Decoding follows what Python's binascii does with text that is not
 * quite right: which credentials a client may send is decided by what the
 * servers before us took.
 */
#include "base/base64.h"

static const char standard[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char for_url[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static struct str
encode(struct arena *a, struct str bytes, const char *alphabet, bool pad)
{
	char *out = arena_alloc(a, (bytes.n + 2) / 3 * 4 + 1);
	size_t n = 0;

	for (size_t i = 0; i < bytes.n; i += 3) {
		size_t left = bytes.n - i;
		uint32_t v = (uint32_t)(unsigned char)bytes.p[i] << 16;

		if (left > 1)
			v |= (uint32_t)(unsigned char)bytes.p[i + 1] << 8;
		if (left > 2)
			v |= (unsigned char)bytes.p[i + 2];
		for (size_t k = 0; k < 4; k++) {
			if (k <= left)
				out[n++] = alphabet[v >> (18 - 6 * k) & 63];
			else if (pad)
				out[n++] = '=';
		}
	}
	out[n] = '\0';
	return str_n(out, n);
}

struct str
base64_encode(struct arena *a, struct str bytes)
{
	return encode(a, bytes, standard, true);
}

struct str
base64_encode_url(struct arena *a, struct str bytes)
{
	return encode(a, bytes, for_url, false);
}

/* 0 to 63, or 64 for what is not in the alphabet. */
static unsigned
value_of(char c, const char *alphabet)
{
	if (c >= 'A' && c <= 'Z')
		return (unsigned)(c - 'A');
	if (c >= 'a' && c <= 'z')
		return (unsigned)(c - 'a') + 26;
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0') + 52;
	if (c == alphabet[62])
		return 62;
	return c == alphabet[63] ? 63 : 64;
}

/* How many characters of the last group of four are there, without padding:
 * 0 if it is whole or ended by its padding. */
static unsigned
decode(struct str text, const char *alphabet, char *out, size_t *n)
{
	unsigned place = 0, pads = 0, v;
	uint32_t bits = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '=') {
			if (place >= 2 && place + ++pads >= 4)
				return 0;
			continue;
		}
		if ((v = value_of(text.p[i], alphabet)) == 64)
			continue;
		pads = 0;
		bits = bits << 6 | v;
		/* 6, 12, 18, 24 bits are there; 0, 1, 2, 3 bytes of them. */
		if (place > 0)
			out[(*n)++] = (char)(bits >> (4 - 2 * (place - 1)));
		place = (place + 1) % 4;
	}
	return place;
}

static enum err
decode_text(struct arena *a, struct str text, const char *alphabet, bool padded,
    struct str *out)
{
	char *bytes = arena_alloc(a, text.n / 4 * 3 + 4);
	size_t n = 0;
	unsigned left = decode(text, alphabet, bytes, &n);

	if (left == 1 || (left > 0 && padded))
		return err_set(ERR_INVALID, "not base64");
	bytes[n] = '\0';
	*out = str_n(bytes, n);
	return OK;
}

enum err
base64_decode(struct arena *a, struct str text, struct str *out)
{
	return decode_text(a, text, standard, true, out);
}

enum err
base64_decode_url(struct arena *a, struct str text, struct str *out)
{
	return decode_text(a, text, for_url, false, out);
}
