/* Listening sockets: TCP, Unix, or handed over by systemd. */
#ifndef HTTP_LISTEN_H
#define HTTP_LISTEN_H

#include "base/base.h"

struct listener {
	int fd;         /* non-blocking, close-on-exec */
	char name[160]; /* "http://127.0.0.1:8000/", "unix:/path" */
	char path[108]; /* of a Unix socket that we made; "" else */
};

/* Binds one address: "HOST:PORT", "[V6]:PORT", "unix:PATH". ERR_CONFIG for
 * what is no address, ERR_BUSY if it is taken, ERR_IO. A Unix socket that
 * nobody listens on any more is replaced. */
enum err listen_open(const char *address, struct listener *out) MUST;

/* Sockets of sd_listen_fds(3), at most max; 0 if there are none. The
 * environment variables are removed, so that children do not take them. */
size_t listen_inherit(struct listener *out, size_t max);

/* Closes it; removes the path of a Unix socket that we made. */
void listen_close(struct listener *l);

#endif
