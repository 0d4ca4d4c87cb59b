/*
 * What a Subject says: spec/ingest.md 7, with rows 11 (reply words), 17
 * (PATCHv2) and 18 (which marker) of its section 27.
 */
#ifndef MAIL_SUBJECT_H
#define MAIL_SUBJECT_H

#include "base/base.h"

struct subject_rules {
	struct str linkname;    /* prefix to drop beside "patch"; may be NULL */
	const struct str *drop; /* further ones */
	size_t ndrop;
	bool has_references; /* In-Reply-To or References are there */
};

struct subject {
	struct str raw;       /* the cleaned header, as given */
	struct str name;      /* "[RFC,1/2] meep"; not cut to 255 */
	struct str *prefixes; /* those kept, as in name */
	size_t nprefixes;
	struct str *tokens; /* all, before any was dropped */
	size_t ntokens;
	bool is_reply;
	int64_t version; /* 1 if none is given */
	bool has_marker; /* x/n with x and n that their columns can hold */
	int64_t number, total;
};

/* cleaned: spec/ingest.md 3.3, decoded and squeezed. Never fails: an empty
 * subject has an empty name. Tokens after LIMIT_PREFIXES are ignored. */
void subject_parse(struct arena *a, struct str cleaned,
    const struct subject_rules *rules, struct subject *out);

#endif
