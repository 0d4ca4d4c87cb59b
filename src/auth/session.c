/*
 * Sessions. The row is <payload>:<time>:<signature>; the signature is checked
 * before anything else is looked at, and everything that does not fit is the
 * same as no session. The time is never used: expire_date of the row counts.
 */
#include "auth/session.h"

#include <jansson.h>
#include <zlib.h>

#include "auth/digest.h"
#include "base/base64.h"
#include "base/json.h"
#include "base/rand.h"
#include "base/time.h"
#include "model/account.h"
#include "model/session.h"

#define SIGNER "django.contrib.sessions.SessionStoresigner"
#define HASHER                        \
	"django.contrib.auth.models." \
	"AbstractBaseUser.get_session_auth_hash"
#define BACKEND "django.contrib.auth.backends.ModelBackend"

enum { KEY_LENGTH = 32, SHORTEST_KEY = 8, LONGEST_KEY = 40 };

static struct str
sign(struct arena *a, struct str secret, struct str text)
{
	return base64_encode_url(
	    a, digest_salted_hmac(a, S(SIGNER), secret, text));
}

static enum err
expand(struct arena *a, struct str packed, struct str *out)
{
	char *text = arena_alloc(a, LIMIT_SESSION);
	uLongf n = LIMIT_SESSION;

	if (uncompress((Bytef *)text, &n, (const Bytef *)packed.p, packed.n) !=
	    Z_OK)
		return err_set(ERR_INVALID, "session data does not expand");
	*out = str_n(text, n);
	return OK;
}

enum err
session_decode(
    struct arena *a, struct str secret, struct str data, struct str *json)
{
	size_t at = str_find_last(data, ':'), time;
	struct str signed_text = str_sub(data, 0, at), payload;
	enum err e;

	if (at == data.n ||
	    !digest_equal(str_from(data, at + 1), sign(a, secret, signed_text)))
		return err_set(ERR_INVALID, "session data is not signed by us");
	time = str_find_last(signed_text, ':');
	payload = str_sub(signed_text, 0, time);
	if (time == signed_text.n)
		return err_set(ERR_INVALID, "session data has no time");
	if (!str_starts(payload, S(".")))
		return base64_decode_url(a, payload, json);
	if ((e = base64_decode_url(a, str_from(payload, 1), &payload)) != OK)
		return e;
	return expand(a, payload, json);
}

/* Seconds in base 62. */
static struct str
write_time(struct arena *a, int64_t time)
{
	static const char digits[] =
	    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
	uint64_t seconds = time > 0 ? (uint64_t)(time / TIME_SECOND) : 0;
	char text[16];
	size_t at = sizeof(text);

	do {
		text[--at] = digits[seconds % 62];
		seconds /= 62;
	} while (seconds > 0);
	return str_dup(a, str_n(text + at, sizeof(text) - at));
}

/* Compressed if that saves two bytes at least. */
static struct str
pack(struct arena *a, struct str json)
{
	uLongf n = compressBound(json.n);
	char *packed = arena_alloc(a, n);
	struct str text;

	if (compress((Bytef *)packed, &n, (const Bytef *)json.p, json.n) !=
		Z_OK ||
	    n + 1 >= json.n)
		return base64_encode_url(a, json);
	text = base64_encode_url(a, str_n(packed, n));
	return str_f(a, ".%.*s", STR_ARG(text));
}

struct str
session_encode(
    struct arena *a, struct str secret, struct str json, int64_t time)
{
	struct str payload = pack(a, json), when = write_time(a, time);
	struct str text =
	    str_f(a, "%.*s:%.*s", STR_ARG(payload), STR_ARG(when));
	struct str signature = sign(a, secret, text);

	return str_f(a, "%.*s:%.*s", STR_ARG(text), STR_ARG(signature));
}

struct str
session_hash(struct arena *a, struct str secret, struct str password)
{
	return digest_hex(
	    a, digest_salted_hmac(a, S(HASHER), secret, password));
}

/* What a session says of its user. */
struct claim {
	int64_t user;
	struct str hash;
};

/* The id is text, since Django's may be other than numbers. */
static bool
read_id(const json_t *v, int64_t *out)
{
	return json_is_string(v) &&
	    str_int64(str_n(json_string_value(v), json_string_length(v)), 1,
		INT32_MAX, out);
}

static enum err
read_claim(struct arena *a, struct str json, struct claim *out)
{
	json_t *root = json_loadb(json.p, json.n, 0, NULL);
	const json_t *hash = json_object_get(root, "_auth_user_hash");
	struct claim c = { .user = 0 };

	if (json_is_string(hash) &&
	    read_id(json_object_get(root, "_auth_user_id"), &c.user))
		c.hash = str_dup(a,
		    str_n(json_string_value(hash), json_string_length(hash)));
	json_decref(root);
	if (c.hash.p == NULL)
		return err_set(ERR_NOT_FOUND, "nobody is signed in");
	*out = c;
	return OK;
}

static enum err
find_claim(struct db *db, struct arena *a, struct str secret, struct str key,
    int64_t now, struct claim *out)
{
	struct session_row row;
	struct str json;
	enum err e;

	if (key.n < SHORTEST_KEY || key.n > LONGEST_KEY)
		return err_set(ERR_NOT_FOUND, "no session key");
	if ((e = session_row_find(db, a, key, now, &row)) != OK)
		return e;
	if (session_decode(a, secret, row.data, &json) != OK)
		return err_set(ERR_NOT_FOUND, "session data is unusable");
	return read_claim(a, json, out);
}

enum err
session_find_user(struct db *db, struct arena *a, struct str secret,
    struct str key, int64_t now, struct user *out)
{
	struct claim claim = { .user = 0 };
	struct user user;
	enum err e;

	if ((e = find_claim(db, a, secret, key, now, &claim)) != OK)
		return e;
	if ((e = account_get(db, a, claim.user, &user)) != OK)
		return e;
	if (!user.is_active ||
	    !digest_equal(claim.hash, session_hash(a, secret, user.password)))
		return err_set(ERR_NOT_FOUND, "the session has ended");
	*out = user;
	return OK;
}

static struct str
write_claim(struct arena *a, struct str secret, const struct user *u)
{
	struct buf b;
	struct json j;

	buf_init(&b, a, LIMIT_SESSION);
	json_init(&j, &b, 0);
	json_begin_object(&j);
	json_key(&j, S("_auth_user_id"));
	json_str(&j, str_f(a, "%lld", (long long)u->id));
	json_key(&j, S("_auth_user_backend"));
	json_str(&j, S(BACKEND));
	json_key(&j, S("_auth_user_hash"));
	json_str(&j, session_hash(a, secret, u->password));
	json_end_object(&j);
	return buf_str(&b);
}

enum err
session_begin(struct db *db, struct arena *a, struct str secret,
    const struct user *u, struct str old_key, int64_t now, struct str *key)
{
	struct session_row row = {
		.key = rand_text(
		    a, S("abcdefghijklmnopqrstuvwxyz0123456789"), KEY_LENGTH),
		.data =
		    session_encode(a, secret, write_claim(a, secret, u), now),
		.expires = now + SESSION_SECONDS * TIME_SECOND,
	};
	enum err e;

	if ((e = db_begin(db)) != OK)
		return e;
	if (old_key.n > 0 && (e = session_row_remove(db, old_key)) != OK)
		goto undo;
	if ((e = session_row_add(db, &row)) != OK)
		goto undo;
	if ((e = db_commit(db)) == OK)
		*key = row.key;
	return e;
undo:
	db_rollback(db);
	return e;
}

enum err
session_end(struct db *db, struct str key)
{
	return session_row_remove(db, key);
}
