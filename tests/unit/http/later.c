/* An answer that is put off (struct later): who waits, who does not. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "http/server.h"
#include "test.h"

/* What a put-off answer waits for, until the test lets it go on. */
struct wait {
	void (*wake)(void *arg);
	void *arg;
	bool started;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static struct wait *waiting;
static atomic_int turns;

static char folder[] = "/tmp/thimble-later-XXXXXX";
static char path[64], listen_at[80];

static void
start(void *state, void (*wake)(void *arg), void *arg)
{
	struct wait *w = state;

	pthread_mutex_lock(&lock);
	*w = (struct wait){ wake, arg, true };
	waiting = w;
	pthread_cond_signal(&changed);
	pthread_mutex_unlock(&lock);
}

static void
start_at_once(void *state, void (*wake)(void *arg), void *arg)
{
	struct wait *w = state;

	w->started = true;
	wake(arg);
}

static void
answer(void *worker, const struct request *rq, struct response *rs)
{
	struct wait *w = rs->later.state;

	(void)worker;
	atomic_fetch_add(&turns, 1);
	if (str_eq(rq->path, S("/now"))) {
		buf_lit(&rs->body, "now");
	} else if (w == NULL) {
		rs->later.state = arena_new(rs->a, struct wait);
		rs->later.start =
		    str_eq(rq->path, S("/once")) ? start_at_once : start;
		/* None of this may be sent. */
		rs->status = 404;
		response_header(rs, "X-First", S("1"));
		buf_lit(&rs->body, "first");
	} else {
		buf_add(&rs->body, w->started ? S("later") : S("not started"));
	}
}

static enum err
open_worker(void *app, void **worker)
{
	*worker = app;
	return OK;
}

static void
close_worker(void *worker)
{
	(void)worker;
}

static struct server *
serve(int answer_ms)
{
	const char *addresses[] = { listen_at };
	struct server_options o = {
		.listen = addresses,
		.nlisten = 1,
		.threads = 1,
		.workers = 1,
		.times = { .answer = answer_ms, .drain = 2000 },
		.open_worker = open_worker,
		.close_worker = close_worker,
		.answer = answer,
	};
	struct server *s;

	strcpy(folder, "/tmp/thimble-later-XXXXXX");
	CHECK(mkdtemp(folder) != NULL, "folder");
	snprintf(path, sizeof(path), "%s/s", folder);
	snprintf(listen_at, sizeof(listen_at), "unix:%s", path);
	waiting = NULL;
	atomic_store(&turns, 0);
	CHECK_OK(server_open(&o, &s));
	return s;
}

static void
stop(struct server *s)
{
	server_close(s);
	unlink(path);
	rmdir(folder);
}

static int
ask(const char *target)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	char text[200];
	int n = snprintf(text, sizeof(text),
	    "GET %s HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", target);

	strcpy(un.sun_path, path);
	CHECK_INT(connect(fd, (struct sockaddr *)&un, sizeof(un)), 0, target);
	CHECK_INT(write(fd, text, (size_t)n), n, target);
	return fd;
}

/* Status and last line of the answer. */
static void
check_answer(int fd, const char *status, const char *body)
{
	char text[4096];
	size_t n = 0;
	ssize_t got;

	while (n + 1 < sizeof(text) &&
	    (got = read(fd, text + n, sizeof(text) - 1 - n)) > 0)
		n += (size_t)got;
	text[n] = '\0';
	close(fd);
	CHECK(strstr(text, status) != NULL, text);
	CHECK(strstr(text, "X-First") == NULL, text);
	CHECK(body == NULL ||
		(strlen(text) > strlen(body) &&
		    strcmp(text + n - strlen(body), body) == 0),
	    text);
}

static struct wait
wait_until_started(void)
{
	struct wait w;

	pthread_mutex_lock(&lock);
	while (waiting == NULL)
		pthread_cond_wait(&changed, &lock);
	w = *waiting;
	waiting = NULL;
	pthread_mutex_unlock(&lock);
	return w;
}

TEST(no_worker_is_held_while_an_answer_is_put_off)
{
	struct server *s = serve(20000);
	int fd = ask("/");
	struct wait w = wait_until_started();

	/* There is one worker. */
	check_answer(ask("/now"), "HTTP/1.1 200", "now");
	w.wake(w.arg);
	check_answer(fd, "HTTP/1.1 200", "later");
	CHECK_INT(atomic_load(&turns), 3, "turns");
	stop(s);
}

TEST(it_may_go_on_at_once)
{
	struct server *s = serve(20000);

	check_answer(ask("/once"), "HTTP/1.1 200", "later");
	stop(s);
}

TEST(one_that_takes_too_long_is_given_up)
{
	struct server *s = serve(300);
	int fd = ask("/");
	struct wait w = wait_until_started();

	check_answer(fd, "HTTP/1.1 503", NULL);
	w.wake(w.arg);
	check_answer(ask("/now"), "HTTP/1.1 200", "now");
	CHECK_INT(atomic_load(&turns), 2, "the late turn answers nothing");
	stop(s);
}

static void *
wake_soon(void *arg)
{
	struct wait *w = arg;

	usleep(200000);
	w->wake(w->arg);
	return NULL;
}

TEST(draining_waits_for_what_was_put_off)
{
	struct server *s = serve(20000);
	int fd = ask("/");
	struct wait w = wait_until_started();
	pthread_t thread;

	CHECK_INT(pthread_create(&thread, NULL, wake_soon, &w), 0, "thread");
	stop(s);
	pthread_join(thread, NULL);
	check_answer(fd, "HTTP/1.1 200", "later");
}
