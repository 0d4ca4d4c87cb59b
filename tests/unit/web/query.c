/* Links of the patch list: what is asked comes back from them. */
#include "test.h"

#include "base/rand.h"
#include "web/query.h"

static struct request
request_of(struct str target)
{
	struct request rq = { .a = test_arena(), .target = target };

	CHECK_OK(request_parse_target(&rq));
	return rq;
}

/* As the handler does it, but for the database: what is there is meant. */
static struct query
read(const struct request *rq)
{
	struct patch_view v = { .project = 1 };

	query_read(rq, &v);
	for (int i = 0; i < VIEW_KEYS; i++)
		v.given[i] = str_trim(v.text[i]).n > 0;
	v.given[VIEW_ARCHIVE] = str_eq(v.text[VIEW_ARCHIVE], S("true")) ||
	    str_eq(v.text[VIEW_ARCHIVE], S("both"));
	v.order_name = v.order;
	return query_make(S("/l/"), &v, &rq->query);
}

static void
check(const char *target, int key, const char *value, const char *want)
{
	struct request rq = request_of(str_c(target));
	struct query q = read(&rq);

	CHECK_STR(
	    query_link(test_arena(), &q, key, str_c(value)), want, target);
}

TEST(a_link_changes_one_thing)
{
	check("/l/", QUERY_PAGE, "2", "/l/?page=2");
	check("/l/?page=3&q=a", QUERY_PAGE, "2", "/l/?q=a&page=2");
	check("/l/?page=3&q=a", QUERY_ORDER, "name", "/l/?q=a&order=name");
	check("/l/?order=-name&q=a", QUERY_PAGE, "2",
	    "/l/?q=a&order=-name&page=2");
	check("/l/?delegate=4&submitter=3&q=a", VIEW_SUBMITTER, NULL,
	    "/l/?q=a&delegate=4");
	check("/l/?x=&q=%20a%20&x=1&q=b+", QUERY_PAGE, "2",
	    "/l/?q=b&page=2&x=&x=1");
}

TEST(taking_away_what_hides_rows_shows_them)
{
	check("/l/?q=a", VIEW_STATE, NULL, "/l/?state=%2A&q=a");
	check("/l/?state=3", VIEW_STATE, NULL, "/l/?state=%2A");
	check("/l/", VIEW_ARCHIVE, NULL, "/l/?archive=both");
	check("/l/?archive=true", VIEW_ARCHIVE, NULL, "/l/?archive=both");
}

TEST(a_series_alone_is_meant_whole)
{
	check("/l/?series=5", QUERY_PAGE, "2",
	    "/l/?series=5&state=%2A&archive=both&page=2");
	check("/l/?series=5&state=", QUERY_PAGE, "2",
	    "/l/?series=5&state=&archive=both&page=2");
	check("/l/?series=5&state=2&archive=", QUERY_PAGE, "2",
	    "/l/?series=5&state=2&archive=&page=2");
	check("/l/?series=&q=a", QUERY_PAGE, "2", "/l/?q=a&page=2");
}

/* Bytes that have a meaning in a query, and others. */
static struct str
random_text(void)
{
	static const char letters[] = "a&=+%#?/;* \"'<>-._~0\xc3\xbc";
	uint8_t bytes[12];
	struct buf b;

	rand_bytes(bytes, sizeof(bytes));
	buf_init(&b, test_arena(), 100);
	buf_char(&b, 'q');
	for (size_t i = 0; i < bytes[0] % sizeof(bytes); i++) {
		char c = letters[bytes[i] % (sizeof(letters) - 3)];

		if (c == '0')
			buf_lit(&b, "\xc3\xbc");
		else
			buf_char(&b, c);
	}
	buf_char(&b, 'q');
	return buf_str(&b);
}

TEST(every_value_comes_back)
{
	for (int turn = 0; turn < 500; turn++) {
		struct field_value unknown = { random_text(), random_text() };
		struct field_values others = { &unknown, 1 };
		struct query q = { .url = S("/l/"), .request = &others };
		struct request rq;
		struct query back;

		for (int i = 0; i < QUERY_PAGE; i++)
			if (i != VIEW_ARCHIVE)
				q.value[i] = random_text();
		rq = request_of(
		    query_link(test_arena(), &q, QUERY_PAGE, S("7")));
		back = read(&rq);
		for (int i = 0; i < QUERY_PAGE; i++)
			if (i != VIEW_ARCHIVE)
				CHECK_STRS(back.value[i], q.value[i],
				    str_z(test_arena(), rq.target));
		CHECK_STRS(request_query(&rq, unknown.name)->value,
		    unknown.value, str_z(test_arena(), rq.target));
		CHECK_STR(request_query(&rq, S("page"))->value, "7", "page");
	}
}

TEST(the_form_keeps_what_it_does_not_ask_for)
{
	struct request rq =
	    request_of(S("/l/?order=name&x=1&page=3&x=2&q=a&state=*"));
	struct query q = read(&rq);
	size_t n = 0;
	struct hidden *h = query_hidden(test_arena(), &q, &n);

	CHECK_INT(n, 3, "fields");
	CHECK_STR(h[0].name, "order", "first");
	CHECK_STR(h[0].value, "name", "first");
	CHECK_STR(h[1].value, "1", "second");
	CHECK_STR(h[2].value, "2", "third");
}

/* Each byte may be malformed, and then is written as nine. */
TEST(the_longest_query_fits_into_a_link)
{
	struct request rq;
	struct query q;
	struct str link;
	struct buf b;

	buf_init(&b, test_arena(), LIMIT_REQUEST_LINE);
	buf_lit(&b, "/l/?x=");
	while (b.n < LIMIT_REQUEST_LINE)
		buf_char(&b, '\xff');
	rq = request_of(buf_str(&b));
	q = read(&rq);
	link = query_link(test_arena(), &q, QUERY_PAGE, S("2"));
	CHECK(str_ends(link, S("%EF%BF%BD")), "end");
	CHECK_INT(link.n, 13 + 9 * (LIMIT_REQUEST_LINE - 6), "length");
}
