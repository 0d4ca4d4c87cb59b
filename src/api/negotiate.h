/* Which of the two forms an answer takes (spec/rest-api.md 3). Pure. */
#ifndef API_NEGOTIATE_H
#define API_NEGOTIATE_H

#include "http/request.h"

struct accepted {
	bool html;  /* the browsable page, not bare JSON */
	int indent; /* of JSON: 0 to 8 */
};

/* 0, or the status to refuse with: 404 for a format that is not known, 406
 * for an Accept header that takes neither form. */
int negotiate(const struct request *rq, struct accepted *out);

/* "?format=json", as it goes on in links; "" if the request had none. Only of
 * a request that was not refused. */
struct str negotiate_suffix(const struct request *rq);

#endif
