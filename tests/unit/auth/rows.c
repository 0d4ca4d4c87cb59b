/* Sessions, tokens and accounts as rows, on both engines. */
#include "auth/perm.h"

#include <semaphore.h>

#include "auth/session.h"
#include "auth/verifier.h"
#include "base/time.h"
#include "db/migrate.h"
#include "fixture.h"
#include "model/account.h"
#include "model/session.h"
#include "model/token.h"
#include "model/user_change.h"
#include "test.h"

#define SECRET S("00000000000000000000000000000000000000000000000000")
#define VECTOR                                    \
	"pbkdf2_sha256$1000000$"                  \
	"abcdefghijklmnopqrstuv$"                 \
	"tW94pSigUM2AlIkWSQO4yVeVgz1Hy8/tw6HFhR0" \
	"10Gk="

static const int64_t now = 1790000000 * TIME_SECOND;

static struct db *
open_db(void)
{
	struct db *db = fixture_open();

	CHECK_OK(migrate_apply(db, test_arena(), now, NULL));
	return db;
}

static struct user
add_user(struct db *db, const char *name)
{
	struct user u = { .username = str_c(name),
		.first_name = S(""),
		.last_name = S(""),
		.email = S(""),
		.password = S(VECTOR),
		.is_active = true };

	CHECK_OK(user_add(db, &u, now, &u.id));
	return u;
}

static enum err
find(struct db *db, struct str key, struct user *out)
{
	return session_find_user(db, test_arena(), SECRET, key, now, out);
}

static void
exec(struct db *db, int64_t expires, struct str key, struct str data)
{
	CHECK_OK(session_row_add(db,
	    &(struct session_row){
		.key = key, .data = data, .expires = expires }));
}

TEST(who_signs_in_is_found_until_the_session_expires)
{
	struct db *db = open_db();
	struct user ann = add_user(db, "ann"), got;
	struct str key;

	CHECK_OK(session_begin(db, test_arena(), SECRET, &ann,
	    (struct str){ NULL, 0 }, now, &key));
	CHECK_INT(key.n, 32, "key");
	CHECK_OK(find(db, key, &got));
	CHECK_INT(got.id, ann.id, "id");
	CHECK_STR(got.username, "ann", "name");
	CHECK_STR(got.password, VECTOR, "password");
	CHECK_INT(session_find_user(db, test_arena(), SECRET, key,
		      now + 14 * TIME_DAY - 1, &got),
	    OK, "to the last moment");
	CHECK_INT(session_find_user(
		      db, test_arena(), SECRET, key, now + 14 * TIME_DAY, &got),
	    ERR_NOT_FOUND, "expired");
	CHECK_INT(
	    session_find_user(db, test_arena(), S("other"), key, now, &got),
	    ERR_NOT_FOUND, "another secret");
	db_close(db);
}

TEST(a_key_that_was_there_before_is_replaced)
{
	struct db *db = open_db();
	struct user ann = add_user(db, "ann"), got;
	struct str planted = S("plantedplantedplantedplantedplan"), key, again;

	exec(db, now + TIME_DAY, planted, S("x:y:z"));
	CHECK_OK(
	    session_begin(db, test_arena(), SECRET, &ann, planted, now, &key));
	CHECK(!str_eq(key, planted), "new key");
	CHECK_INT(find(db, planted, &got), ERR_NOT_FOUND, "planted");
	CHECK_OK(
	    session_begin(db, test_arena(), SECRET, &ann, key, now, &again));
	CHECK(!str_eq(key, again), "new key again");
	CHECK_INT(find(db, key, &got), ERR_NOT_FOUND, "first");
	CHECK_OK(find(db, again, &got));
	CHECK_OK(session_end(db, again));
	CHECK_INT(find(db, again, &got), ERR_NOT_FOUND, "ended");
	CHECK_OK(session_end(db, again));
	db_close(db);
}

TEST(a_new_password_ends_sessions)
{
	struct db *db = open_db();
	struct user ann = add_user(db, "ann"), got;
	struct str key;

	CHECK_OK(session_begin(db, test_arena(), SECRET, &ann,
	    (struct str){ NULL, 0 }, now, &key));
	CHECK_OK(account_set_password(db, ann.id, S("md5$a$b")));
	CHECK_INT(find(db, key, &got), ERR_NOT_FOUND, "changed");
	CHECK_INT(account_renew_password(db, ann.id, S(VECTOR), S("md5$c$d")),
	    ERR_NOT_FOUND, "it is not what it was");
	CHECK_OK(account_renew_password(db, ann.id, S("md5$a$b"), S(VECTOR)));
	CHECK_OK(find(db, key, &got));
	CHECK_INT(account_set_password(db, 999, S("!")), ERR_NOT_FOUND,
	    "no such user");
	db_close(db);
}

/* As Python's Django format writer signs it for user 4 and the vector's
 * password, with a field of somebody else's. */
#define DJANGOS                                                                \
	".eJxVzEEOwiAQheG7sDaEMlCpS_e9gUkzA4NUDSSFrox3t0260O37X763mHBtaVorL9M" \
	"cxEUYcfrdCP2T8x7CA_O9SF9yW2aS-0UetcqxBH5dj-"                          \
	"8fkLCmncUOeo9stDOknLHeu37Q"                                           \
	"DkKkqC1pAvBnNgpiZGuhA3TATgHriIZ4Q3NpvEm3VSkexOcLgW48bA:1xocE4:HGdBY-" \
	"G"                                                                    \
	"VPW3F8_KFTIu-ESG_wnPBf8_urSK9-LeJsHk"

TEST(a_session_that_django_wrote_goes_on_here)
{
	struct db *db = open_db();
	struct user got;
	struct str key = S("djangodjangodjangodjangodjango12");

	exec(db, now + TIME_DAY, key, S(DJANGOS));
	CHECK_INT(find(db, key, &got), ERR_NOT_FOUND, "no user 4 yet");
	for (int i = 0; i < 4; i++)
		add_user(db, i == 0 ? "a" : i == 1 ? "b" : i == 2 ? "c" : "d");
	CHECK_OK(find(db, key, &got));
	CHECK_INT(got.id, 4, "id");
	CHECK_STR(got.username, "d", "name");
	db_close(db);
}

TEST(what_is_no_session_of_an_active_user_is_nobody)
{
	static const struct {
		const char *json, *why;
	} t[] = {
		{ "{}", "nobody" },
		{ "[]", "no object" },
		{ "", "no JSON" },
		{ "{\"_auth_user_id\":\"1\"}", "no hash" },
		{ "{\"_auth_user_id\":\"1\",\"_auth_user_hash\":\"\"}",
		    "empty hash" },
		{ "{\"_auth_user_id\":\"1\",\"_auth_user_hash\":1}",
		    "hash is a number" },
		{ "{\"_auth_user_id\":\"1x\",\"_auth_user_hash\":\"a\"}",
		    "id is no number" },
		{ "{\"_auth_user_id\":\"99999999999999999999\","
		  "\"_auth_user_hash\":\"a\"}",
		    "id is too large" },
	};
	struct db *db = open_db();
	struct user ann = add_user(db, "ann"), got;
	struct str key;

	for (size_t i = 0; i < COUNT(t); i++) {
		key = str_f(test_arena(), "key-number-%zu", i);
		exec(db, now + TIME_DAY, key,
		    session_encode(
			test_arena(), SECRET, str_c(t[i].json), now));
		CHECK_INT(find(db, key, &got), ERR_NOT_FOUND, t[i].why);
	}
	CHECK_OK(session_begin(db, test_arena(), SECRET, &ann,
	    (struct str){ NULL, 0 }, now, &key));
	CHECK_OK(find(db, key, &got));
	CHECK_OK(db_exec(db, NULL, "UPDATE auth_user SET is_active = ?",
	    VALS(v_bool(false))));
	CHECK_INT(find(db, key, &got), ERR_NOT_FOUND, "inactive");
	db_close(db);
}

TEST(short_and_long_keys_are_not_even_asked_for)
{
	struct db *db = open_db();
	struct user got;
	int64_t before = db_statements(db);

	CHECK_INT(find(db, S(""), &got), ERR_NOT_FOUND, "empty");
	CHECK_INT(find(db, S("1234567"), &got), ERR_NOT_FOUND, "short");
	CHECK_INT(
	    find(db, S("12345678901234567890123456789012345678901"), &got),
	    ERR_NOT_FOUND, "long");
	CHECK_INT(db_statements(db), before, "statements");
	db_close(db);
}

TEST(a_user_has_one_token)
{
	struct db *db = open_db();
	struct user ann = add_user(db, "ann"), got;
	struct str first = S("0123456789012345678901234567890123456789"),
		   second = S("abcdefabcdefabcdefabcdefabcdefabcdefabcd");
	struct token t = { first, ann.id, now }, row;

	CHECK_INT(token_find(db, test_arena(), ann.id, &row), ERR_NOT_FOUND,
	    "none yet");
	CHECK_OK(token_replace(db, &t));
	CHECK_OK(token_find_user(db, test_arena(), first, &got));
	CHECK_INT(got.id, ann.id, "user");
	CHECK(got.is_active, "active");
	t.key = second;
	CHECK_OK(token_replace(db, &t));
	CHECK_INT(token_find_user(db, test_arena(), first, &got), ERR_NOT_FOUND,
	    "replaced");
	CHECK_OK(token_find(db, test_arena(), ann.id, &row));
	CHECK_STRS(row.key, second, "second");
	CHECK_INT(row.created, now, "created");
	t.user = 999;
	CHECK_INT(token_replace(db, &t), ERR_NOT_FOUND, "no such user");
	db_close(db);
}

TEST(an_account_is_found_by_its_exact_name)
{
	struct db *db = open_db();
	struct user ann = add_user(db, "Ann"), got;

	CHECK_OK(account_find(db, test_arena(), S("Ann"), &got));
	CHECK_INT(got.id, ann.id, "id");
	CHECK_STR(got.password, VECTOR, "password");
	CHECK_INT(account_find(db, test_arena(), S("ann"), &got), ERR_NOT_FOUND,
	    "case counts");
	CHECK_OK(account_note_login(db, ann.id, now));
	db_close(db);
}

static int64_t
add_person(struct db *db, const char *email, int64_t user)
{
	int64_t id;

	CHECK_OK(db_insert(db, &id,
	    "INSERT INTO patchwork_person (email, name, user_id)"
	    " VALUES (?, ?, ?)",
	    VALS(v_str(str_c(email)), v_null(), v_ref(user))));
	return id;
}

TEST(persons_become_the_users_they_are_linked_to)
{
	struct db *db = open_db();
	struct user ann = add_user(db, "ann"), bob = add_user(db, "bob");
	int64_t linked = add_person(db, "a@x", ann.id),
		other = add_person(db, "b@x", bob.id),
		stranger = add_person(db, "c@x", 0), before;
	struct patch patches[] = {
		{ .project = 7, .submitter = linked, .delegate = 99 },
		{ .project = 8, .submitter = stranger },
	};
	struct cover cover = { .project = 9, .submitter = other };
	struct comment comment = { .submitter = other };
	struct parties p[2], q;

	before = db_statements(db);
	CHECK_OK(parties_of_patches(db, test_arena(), patches, 2, &comment, p));
	CHECK_INT(db_statements(db) - before, 1, "statements");
	CHECK_INT(p[0].project, 7, "project");
	CHECK_INT(p[0].submitter, ann.id, "submitter");
	CHECK_INT(p[0].delegate, 99, "delegate");
	CHECK_INT(p[0].commenter, bob.id, "commenter");
	CHECK_INT(p[1].submitter, 0, "stranger");
	CHECK_INT(p[1].delegate, 0, "no delegate");
	CHECK_INT(p[1].commenter, 0, "of the first one");
	CHECK_OK(parties_of_cover(db, test_arena(), &cover, NULL, &q));
	CHECK_INT(q.project, 9, "project");
	CHECK_INT(q.submitter, bob.id, "submitter");
	CHECK_INT(q.commenter, 0, "no comment");
	comment.submitter = linked;
	CHECK_OK(parties_of_cover(db, test_arena(), &cover, &comment, &q));
	CHECK_INT(q.commenter, ann.id, "commenter");
	db_close(db);
}

static void
wake(void *arg)
{
	sem_post(arg);
}

/* The whole of one attempt; *waited tells if something was hashed. */
static enum err
attempt(struct verifier *v, struct db *db, const char *name,
    const char *password, struct attempt *t, bool *waited)
{
	enum err e;
	sem_t woken;

	*t = (struct attempt){ .username = str_c(name),
		.password = str_c(password),
		.address = S("192.0.2.1") };
	if ((e = verifier_begin(v, db, test_arena(), now, t, waited)) != OK)
		return e;
	if (*waited) {
		sem_init(&woken, 0, 0);
		attempt_start(t, wake, &woken);
		sem_wait(&woken);
	}
	return verifier_finish(db, test_arena(), now, t);
}

static struct verifier *
open_verifier(int max_failures)
{
	struct verifier *v;

	CHECK_OK(verifier_open(
	    &(struct verifier_options){
		.threads = 1, .queue = 4, .max_failures = max_failures },
	    &v));
	return v;
}

#define MD5 "md5$salt$d42a0f742ffc1be4e1cc0845c2429c97"

TEST(an_old_hash_is_replaced_at_login)
{
	struct db *db = open_db();
	struct user ann = add_user(db, "ann"), stored;
	struct verifier *v = open_verifier(0);
	struct attempt t;
	struct str key;
	bool waited;

	CHECK_OK(account_set_password(db, ann.id, S(MD5)));
	CHECK_OK(attempt(v, db, "ann", "Secret", &t, &waited));
	CHECK(!t.ok, "wrong");
	CHECK_OK(account_find(db, test_arena(), S("ann"), &stored));
	CHECK_STR(stored.password, MD5, "a wrong one changes nothing");
	CHECK_OK(attempt(v, db, "ann", "secret", &t, &waited));
	CHECK(t.ok, "right");
	CHECK(waited, "hashed");
	CHECK_INT(t.user.id, ann.id, "user");
	CHECK_OK(account_find(db, test_arena(), S("ann"), &stored));
	CHECK(str_starts(stored.password, S("pbkdf2_sha256$1000000$")),
	    "replaced");
	CHECK_STRS(t.user.password, stored.password, "and known");
	CHECK_OK(session_begin(db, test_arena(), SECRET, &t.user,
	    (struct str){ NULL, 0 }, now, &key));
	CHECK_OK(find(db, key, &stored));
	verifier_close(v);
	db_close(db);
}

TEST(what_fitted_is_not_hashed_again_until_the_account_changes)
{
	struct db *db = open_db();
	struct user ann = add_user(db, "ann");
	struct verifier *v = open_verifier(0);
	struct attempt t;
	bool waited;

	CHECK_OK(attempt(v, db, "ann", "secret", &t, &waited));
	CHECK(waited && t.ok, "first");
	CHECK_OK(attempt(v, db, "ann", "secret", &t, &waited));
	CHECK(!waited && t.ok, "again");
	CHECK_OK(db_exec(db, NULL, "UPDATE auth_user SET is_active = ?",
	    VALS(v_bool(false))));
	CHECK_OK(attempt(v, db, "ann", "secret", &t, &waited));
	CHECK(waited && !t.ok, "inactive");
	CHECK_OK(db_exec(db, NULL, "UPDATE auth_user SET is_active = ?",
	    VALS(v_bool(true))));
	CHECK_OK(account_set_password(db, ann.id, S("md5$salt$x")));
	CHECK_OK(attempt(v, db, "ann", "secret", &t, &waited));
	CHECK(waited && !t.ok, "changed");
	verifier_close(v);
	db_close(db);
}

TEST(an_unknown_user_and_an_unusable_password_take_a_hash_too)
{
	struct db *db = open_db();
	struct user ann = add_user(db, "ann");
	struct verifier *v = open_verifier(0);
	struct attempt t;
	bool waited;

	CHECK_OK(attempt(v, db, "nobody", "nothing", &t, &waited));
	CHECK(waited && !t.ok, "unknown");
	CHECK_INT(t.user.id, 0, "unknown");
	CHECK_OK(attempt(v, db, "ANN", "secret", &t, &waited));
	CHECK(waited && !t.ok, "case counts");
	CHECK_OK(account_set_password(db, ann.id, S("!secret")));
	CHECK_OK(attempt(v, db, "ann", "secret", &t, &waited));
	CHECK(waited && !t.ok, "unusable");
	verifier_close(v);
	db_close(db);
}

TEST(who_fails_too_often_waits)
{
	struct db *db = open_db();
	struct user ann = add_user(db, "ann");
	struct verifier *v = open_verifier(2);
	struct attempt t;
	bool waited;

	add_user(db, "bob");
	CHECK_OK(account_set_password(db, ann.id, S(MD5)));
	for (int i = 0; i < 2; i++)
		CHECK_OK(attempt(v, db, "ann", "wrong", &t, &waited));
	CHECK_INT(attempt(v, db, "ann", "secret", &t, &waited), ERR_DENIED,
	    "the right one as well");
	CHECK_OK(attempt(v, db, "bob", "secret", &t, &waited));
	CHECK(t.ok, "others do not");
	/* Twenty of one address: two are there already. */
	for (int i = 0; i < 18; i++) {
		struct str name = str_f(test_arena(), "md5-%d", i);

		add_user(db, name.p);
		CHECK_OK(db_exec(db, NULL,
		    "UPDATE auth_user SET password = ? WHERE username = ?",
		    VALS(v_str(S(MD5)), v_str(name))));
		CHECK_OK(attempt(v, db, name.p, "wrong", &t, &waited));
	}
	CHECK_INT(attempt(v, db, "carol", "wrong", &t, &waited), ERR_DENIED,
	    "the address");
	CHECK_OK(attempt(v, db, "bob", "secret", &t, &waited));
	CHECK(t.ok && !waited, "who was known before goes on");
	verifier_close(v);
	db_close(db);
}
