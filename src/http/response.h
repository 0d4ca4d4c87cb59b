/* An answer: status, headers and a body, or a stream of chunks. That of a 304
 * is the body it stands for: only its length is sent. */
#ifndef HTTP_RESPONSE_H
#define HTTP_RESPONSE_H

#include "base/base.h"
#include "http/coding.h"

/*
 * The next piece of a stream into out, from a read of its own: no statement,
 * transaction or worker is held while the client reads. It is called until
 * LIMIT_STREAM bytes are there; a piece may be larger (one mail), up to
 * LIMIT_STREAM_PIECE. *done ends the stream. The first error of a first
 * piece becomes an error answer; a later one cuts the connection without the
 * last chunk. db is the worker's connection of this turn; chunk is emptied
 * after each.
 */
struct stream {
	enum err (*next)(void *state, void *db, struct arena *chunk,
	    struct buf *out, bool *done);
	void *state; /* in the request's arena */
};

/*
 * What an answer has to wait for beside the database: the hash of a password.
 * The worker lets go of the request and calls start, which arranges that
 * wake(arg) is called once, from any thread, at once even. Then a worker
 * answers the request again from its beginning; it finds state as it was and
 * start and the rest of the response empty. state is in the request's arena,
 * which stays until then.
 */
struct later {
	void (*start)(void *state, void (*wake)(void *arg), void *arg);
	void *state;
};

struct header_line {
	struct str name, value;
};

struct response {
	struct arena *a;
	int status;      /* 200 unless set */
	struct str type; /* Content-Type; p NULL: none */
	struct header_line headers[24];
	size_t nheaders;
	struct buf body;
	struct stream stream; /* if next is set, instead of the body */
	enum coding coding;   /* the server packs body or stream so, */
	bool packed;          /* ... unless this says that the body is */
	struct later later;   /* if start is set, instead of an answer */
	int64_t statements;   /* of SQL, for the log */
};

void response_init(struct response *rs, struct arena *a);
/* Adds a header; CR, LF and NUL in the value end it. */
void response_header(struct response *rs, const char *name, struct str value);
bool response_has_header(const struct response *rs, const char *name);
/* p NULL if it has none. */
struct str response_find_header(const struct response *rs, const char *name);
/* Adds a name to the header Vary. */
void response_vary(struct response *rs, struct str name);
/* Forgets body and headers that were added, to answer an error instead. */
void response_reset(struct response *rs);
/* Location, empty body. */
void response_redirect(struct response *rs, int status, struct str location);

/* The reason phrase of a status: "Not Found". */
struct str http_reason(int status);

#endif
