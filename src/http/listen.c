/*
 * Listening sockets. They are made here, not by the library, since it knows
 * neither Unix sockets nor ones that are handed over, and a socket that
 * several processes share must not be shut down, only closed.
 */
#include "http/listen.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { BACKLOG = 1024, FIRST_INHERITED = 3 };

/* What the log and the caller are told, from the socket itself: port 0 has
 * become a port by now. */
static void
name_listener(struct listener *l)
{
	struct sockaddr_storage sa;
	socklen_t n = sizeof(sa);
	char host[80], port[8];

	memset(&sa, 0, sizeof(sa));
	if (getsockname(l->fd, (struct sockaddr *)&sa, &n) != 0) {
		snprintf(l->name, sizeof(l->name), "fd:%d", l->fd);
		return;
	}
	if (sa.ss_family == AF_UNIX) {
		const struct sockaddr_un *un = (const void *)&sa;

		snprintf(l->name, sizeof(l->name), "unix:%.107s", un->sun_path);
		return;
	}
	if (getnameinfo((struct sockaddr *)&sa, n, host, sizeof(host), port,
		sizeof(port), NI_NUMERICHOST | NI_NUMERICSERV) != 0)
		snprintf(host, sizeof(host), "?");
	snprintf(l->name, sizeof(l->name),
	    sa.ss_family == AF_INET6 ? "http://[%s]:%s/" : "http://%s:%s/",
	    host, port);
}

/* Taken is worth a retry; an address or path that cannot be had is not. */
static enum err
listen_error(int number)
{
	switch (number) {
	case EADDRINUSE:
		return ERR_BUSY;
	case EADDRNOTAVAIL:
	case EACCES:
	case ENOENT:
	case ENOTDIR:
		return ERR_CONFIG;
	default:
		return ERR_IO;
	}
}

static enum err
start_listening(
    int fd, const struct sockaddr *sa, socklen_t n, const char *address)
{
	if (bind(fd, sa, n) == 0 && listen(fd, BACKLOG) == 0)
		return OK;
	return err_set(listen_error(errno), "cannot listen on %s: %s", address,
	    strerror(errno));
}

/* A socket file of a server that has ended would be in the way for ever. */
static void
remove_stale(const struct sockaddr_un *sa)
{
	struct stat st;
	int fd;

	if (lstat(sa->sun_path, &st) != 0 || !S_ISSOCK(st.st_mode))
		return;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return;
	if (connect(fd, (const struct sockaddr *)sa, sizeof(*sa)) != 0 &&
	    errno == ECONNREFUSED)
		unlink(sa->sun_path);
	close(fd);
}

static enum err
open_unix(const char *path, const char *address, struct listener *l)
{
	struct sockaddr_un sa = { .sun_family = AF_UNIX };
	enum err e;

	if (path[0] == '\0' || strlen(path) >= sizeof(sa.sun_path))
		return err_set(ERR_CONFIG, "bad socket path in '%s'", address);
	memcpy(sa.sun_path, path, strlen(path) + 1);
	remove_stale(&sa);
	l->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (l->fd < 0)
		return err_set(ERR_IO, "socket: %s", strerror(errno));
	e = start_listening(l->fd, (struct sockaddr *)&sa, sizeof(sa), address);
	if (e != OK) {
		close(l->fd);
		return e;
	}
	memcpy(l->path, path, strlen(path) + 1);
	return OK;
}

/* HOST:PORT or [V6]:PORT, split at the last colon. */
static bool
split_address(const char *address, char *host, size_t room, const char **port)
{
	const char *colon = strrchr(address, ':');
	size_t n;

	if (colon == NULL || colon[1] == '\0')
		return false;
	n = (size_t)(colon - address);
	if (n >= 2 && address[0] == '[' && colon[-1] == ']') {
		address++;
		n -= 2;
	} else if (memchr(address, ':', n) != NULL) {
		return false;
	}
	if (n == 0 || n >= room)
		return false;
	memcpy(host, address, n);
	host[n] = '\0';
	*port = colon + 1;
	return true;
}

static enum err
open_tcp(const char *address, struct listener *l)
{
	struct addrinfo hints = { .ai_flags = AI_PASSIVE | AI_NUMERICSERV,
		.ai_socktype = SOCK_STREAM };
	struct addrinfo *found;
	char host[256];
	const char *port;
	enum err e;
	int one = 1, failed;

	if (!split_address(address, host, sizeof(host), &port))
		return err_set(
		    ERR_CONFIG, "'%s' is not ADDR:PORT or unix:PATH", address);
	failed = getaddrinfo(
	    strcmp(host, "*") == 0 ? NULL : host, port, &hints, &found);
	if (failed != 0)
		return err_set(
		    ERR_CONFIG, "'%s': %s", address, gai_strerror(failed));
	l->fd = socket(found->ai_family,
	    SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, IPPROTO_TCP);
	if (l->fd < 0) {
		e = err_set(ERR_IO, "socket: %s", strerror(errno));
	} else {
		setsockopt(l->fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
		e = start_listening(
		    l->fd, found->ai_addr, found->ai_addrlen, address);
		if (e != OK)
			close(l->fd);
	}
	freeaddrinfo(found);
	return e;
}

enum err
listen_open(const char *address, struct listener *out)
{
	struct listener l = { .fd = -1 };
	enum err e;

	if (strncmp(address, "unix:", 5) == 0)
		e = open_unix(address + 5, address, &l);
	else
		e = open_tcp(address, &l);
	if (e != OK)
		return e;
	name_listener(&l);
	*out = l;
	return OK;
}

/* A variable as a number, -1 if it is none. */
static int64_t
read_variable(const char *name)
{
	const char *text = getenv(name);
	int64_t n;

	return text != NULL && str_int64(str_c(text), 0, INT32_MAX, &n) ? n
									: -1;
}

size_t
listen_inherit(struct listener *out, size_t max)
{
	int64_t n = read_variable("LISTEN_FDS");
	bool ours = read_variable("LISTEN_PID") == getpid();
	size_t used = 0;

	unsetenv("LISTEN_FDS");
	unsetenv("LISTEN_PID");
	unsetenv("LISTEN_FDNAMES");
	for (int i = 0; ours && i < n && used < max; i++) {
		struct listener l = { .fd = FIRST_INHERITED + i };
		int accepts = 0, flags = fcntl(l.fd, F_GETFL);
		socklen_t size = sizeof(accepts);

		if (flags < 0 ||
		    getsockopt(l.fd, SOL_SOCKET, SO_ACCEPTCONN, &accepts,
			&size) != 0 ||
		    accepts == 0)
			continue;
		fcntl(l.fd, F_SETFD, FD_CLOEXEC);
		fcntl(l.fd, F_SETFL, flags | O_NONBLOCK);
		name_listener(&l);
		out[used++] = l;
	}
	return used;
}

void
listen_close(struct listener *l)
{
	if (l->path[0] != '\0')
		unlink(l->path);
	close(l->fd);
	l->fd = -1;
}
