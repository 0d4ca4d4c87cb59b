/*
 * The thread that accepts, for all listening sockets, and deals connections
 * out to the daemons of the library in turn. The library has no listening
 * socket of its own: MHD_quiesce_daemon, by which it would let go of one that
 * another process goes on with, races with its event thread and may abort
 * the process. And its bound of connections is one a daemon, ours is one.
 */
#include "http/connection.h"

#include <errno.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

enum {
	ROUND = 64,    /* connections of one socket before the next's turn */
	LAST = 1024,   /* ... of those that wait when accepting ends */
	AGAIN_MS = 20, /* until it is looked whether there is room again */
	TIRED_MS = 200 /* ... or descriptors */
};

static bool
take_place(struct server *s)
{
	bool taken;

	pthread_mutex_lock(&s->lock);
	taken = s->nconns < (size_t)s->o.max_connections;
	if (taken)
		s->nconns++;
	pthread_mutex_unlock(&s->lock);
	return taken;
}

static void
give_place_back(struct server *s)
{
	pthread_mutex_lock(&s->lock);
	s->nconns--;
	pthread_mutex_unlock(&s->lock);
}

/* Those are of one connection, and not the fault of the listening socket. */
static bool
is_of_peer(int number)
{
	return number == ECONNABORTED || number == EINTR || number == EPROTO;
}

/* Milliseconds to wait before the next try; 0: at once. */
static int
accept_some(struct server *s, int fd, int max)
{
	struct sockaddr_storage sa;
	socklen_t n;
	int peer;

	while (max-- > 0) {
		if (!take_place(s))
			return AGAIN_MS;
		n = sizeof(sa);
		peer = accept4(fd, (struct sockaddr *)&sa, &n,
		    SOCK_NONBLOCK | SOCK_CLOEXEC);
		if (peer < 0) {
			give_place_back(s);
			if (is_of_peer(errno))
				continue;
			if (errno == EAGAIN || errno == EWOULDBLOCK)
				return 0;
			log_line(LOG_WARNING, "cannot accept a connection: %s",
			    strerror(errno));
			return TIRED_MS;
		}
		/* The library closes the socket if it fails. */
		if (MHD_add_connection(s->daemons[s->next_daemon], peer,
			(struct sockaddr *)&sa, n) != MHD_YES)
			give_place_back(s);
		s->next_daemon = (s->next_daemon + 1) % s->ndaemons;
	}
	return 0;
}

static void *
keep_accepting(void *arg)
{
	struct server *s = arg;
	struct pollfd fds[LISTENERS + 1];
	int wait = 0;

	fds[0] = (struct pollfd){ .fd = s->accept_end, .events = POLLIN };
	for (size_t i = 0; i < s->nlisteners; i++)
		fds[i + 1] = (struct pollfd){ .fd = s->listeners[i].fd,
			.events = POLLIN };
	for (;;) {
		(void)poll(fds, wait > 0 ? 1 : s->nlisteners + 1,
		    wait > 0 ? wait : -1);
		if (fds[0].revents != 0)
			break;
		wait = 0;
		for (size_t i = 0; i < s->nlisteners; i++) {
			int ms = accept_some(s, s->listeners[i].fd, ROUND);

			wait = ms > wait ? ms : wait;
		}
	}
	/* Who connected before the end is answered. */
	for (size_t i = 0; i < s->nlisteners; i++)
		(void)accept_some(s, s->listeners[i].fd, LAST);
	return NULL;
}

enum err
accept_open(struct server *s)
{
	s->accept_end = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (s->accept_end < 0)
		return err_set(ERR_IO, "eventfd: %s", strerror(errno));
	if (pthread_create(&s->acceptor, NULL, keep_accepting, s) == 0)
		return OK;
	close(s->accept_end);
	return err_set(ERR_BUSY, "cannot start a thread");
}

void
accept_close(struct server *s)
{
	(void)eventfd_write(s->accept_end, 1);
	pthread_join(s->acceptor, NULL);
	close(s->accept_end);
}
