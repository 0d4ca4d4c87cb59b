/*
 * The settings: one immutable struct, filled from a table of rows (name,
 * member, default, what the manual says), a file, the environment and --set
 * name=value. A name is section.key; keys without section are those of the
 * head of the file.
 */
#ifndef CONF_CONF_H
#define CONF_CONF_H

#include "base/base.h"

/* Text members are NUL-terminated too. */
struct conf {
	struct str database; /* URL */
	bool auto_migrate;
	int64_t database_wait; /* seconds, for a lock */
	struct str time_zone;  /* of the site, tzdata name */
	struct str log_level;  /* error, warning, info or debug */

	struct str http_listen;             /* one or more, by blanks */
	int64_t http_threads, http_workers; /* 0: one a core */
	int64_t http_queue;                 /* requests waiting, a class */
	int64_t http_max_connections;
	bool http_pack;
	bool http_debug_statements; /* X-Thimble-Statements in answers */
	struct str public_url;      /* "" is Host of the request */
	bool force_https_links;
	bool rest, xmlrpc, compat_redirect;
	int64_t rest_page, rest_page_max;
	int64_t rest_page_token;
	struct str rest_origins; /* by blanks */
	int64_t web_page;        /* rows a page, signed out */

	int64_t mail_max_bytes;
	int64_t mail_keep_days; /* raw mail in the journal; 0 ever */
	struct str mail_from;
	struct str smtp; /* host:port */
	struct str secret_key;

	int64_t auth_hash_threads; /* 0: one less than cores */
	int64_t auth_hash_queue;
	int64_t auth_max_failures; /* 0: no limit */
};

/* Reads the file (NULL: $THIMBLE_CONFIG, else none) over the defaults, then
 * the environment (THIMBLE_DATABASE). ERR_CONFIG names file, line and name of
 * what is unknown or wrong. The result lives as long as the arena. */
enum err conf_read(struct arena *a, const char *file, struct conf *out) MUST;

/* One "name=value". */
enum err conf_set(struct arena *a, struct conf *c, struct str assignment) MUST;

/* All rows as the manual has them, or with present values; secrets show as
 * "(set)". */
void conf_write_manual(struct buf *b);
void conf_write_values(const struct conf *c, struct buf *b);

#endif
