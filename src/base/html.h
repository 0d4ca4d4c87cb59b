/*
 * Writing values into HTML: what compiled templates call, by the place the
 * value stands in (docs/templates.md). Code that makes markup by hand calls
 * the same functions.
 */
#ifndef BASE_HTML_H
#define BASE_HTML_H

#include "base/base.h"

/* Markup, not text. Made of a literal, or of a buffer that was filled by the
 * functions below. */
struct html {
	struct str s;
};
#define HTML(literal) ((struct html){ S(literal) })
/* As buf_done; the caller vouches for the text. */
enum err html_done(const struct buf *b, struct html *out) MUST;

/* Text and quoted attribute values: & < > " ' as character references. */
void html_text_str(struct buf *b, struct str s);
/* A URL from its beginning: a scheme that could run script makes it "#";
 * bytes that no URL may hold become %XX. %XX stays. */
void html_url_str(struct buf *b, struct str s);
/* More of a URL, ready-made: the same without the look at the scheme. */
void html_more_url_str(struct buf *b, struct str s);
/* A part of a path: bytes outside A-Za-z0-9-._~/:@!$&()*+,;= become %XX. */
void html_url_path_str(struct buf *b, struct str s);
/* A value in a query: bytes outside A-Za-z0-9-._~ become %XX. */
void html_url_value_str(struct buf *b, struct str s);
void html_raw(struct buf *b, struct html h);

/* 2026-01-31, 2026-01-31 10:20:30, 2026-01-31T10:20:30Z; nothing for
 * TIME_NONE. Seconds are cut. */
void html_day(struct buf *b, int64_t t);
void html_time(struct buf *b, int64_t t);
void html_iso(struct buf *b, int64_t t);

void html_text_c(struct buf *b, const char *s);
void html_url_c(struct buf *b, const char *s);
void html_more_url_c(struct buf *b, const char *s);
void html_url_path_c(struct buf *b, const char *s);
void html_url_value_c(struct buf *b, const char *s);
void html_plain_c(struct buf *b, const char *s);
void html_bool(struct buf *b, bool v); /* true, false */
void html_uint(struct buf *b, uint64_t v);

/* By the type of v: struct str, C string, bool, any integer. Nothing else
 * compiles: markup goes through html_raw, a time through html_time. */
#define HTML_BY_TYPE(v, of_str, of_c) \
	_Generic((v),                 \
	    struct str: of_str,       \
	    char *: of_c,             \
	    const char *: of_c,       \
	    bool: html_bool,          \
	    signed char: buf_int,     \
	    short: buf_int,           \
	    int: buf_int,             \
	    long: buf_int,            \
	    long long: buf_int,       \
	    unsigned char: html_uint, \
	    unsigned short: html_uint, \
	    unsigned: html_uint,      \
	    unsigned long: html_uint, \
	    unsigned long long: html_uint)
#define html_text(b, v) HTML_BY_TYPE(v, html_text_str, html_text_c)(b, v)
#define html_url(b, v)  HTML_BY_TYPE(v, html_url_str, html_url_c)(b, v)
#define html_more_url(b, v) \
	HTML_BY_TYPE(v, html_more_url_str, html_more_url_c)(b, v)
#define html_url_path(b, v) \
	HTML_BY_TYPE(v, html_url_path_str, html_url_path_c)(b, v)
#define html_url_value(b, v) \
	HTML_BY_TYPE(v, html_url_value_str, html_url_value_c)(b, v)
/* Into plain text (mail): as it is. */
#define html_plain(b, v) HTML_BY_TYPE(v, buf_add, html_plain_c)(b, v)

#endif
