/*
 * The template compiler: a page in, a C function out. docs/templates.md is
 * its manual. It runs while Thimble is built, on Thimble's own files.
 */
#ifndef TOOLS_TEMPLATE_H
#define TOOLS_TEMPLATE_H

#include "base/base.h"

/* Where in the markup the reader is. States that can meet at the end of an
 * {% if %} are compared whole. */
enum place {
	IN_TEXT,
	IN_COMMENT,
	IN_TAG_NAME,
	IN_TAG,  /* between attributes */
	IN_NAME, /* of an attribute */
	AFTER_NAME,
	AFTER_EQUALS,
	IN_VALUE,  /* quoted */
	IN_SCRIPT, /* which must be empty */
};

enum url_part { NO_URL, URL_START, URL_PATH, URL_QUERY };

struct markup {
	enum place place;
	char quote;
	bool closing;         /* </name> */
	bool script, has_src; /* of the tag */
	bool apart;           /* in a tag: a name may not go on here */
	enum url_part url;
	bool fixed;    /* the value is for literals only: srcset */
	char name[32]; /* of the tag, then of the attribute */
	size_t n;
};

/* Follows literal text. ERR_INVALID for what a template must not hold: an
 * unquoted attribute, style and event attributes, scripts and styles. */
enum err markup_follow(struct markup *m, struct str text) MUST;

/* The function that writes a value here, and notes that one was written.
 * word: "raw", "url", "day", "time", "iso", or "" for an escaped value. */
enum err markup_writer(
    struct markup *m, struct str word, const char **out) MUST;

/* A directive stands here: the name of a tag or of an attribute without value
 * is over, whatever follows (<tr{% if a %} hidden{% end %}>). */
enum err markup_settle(struct markup *m) MUST;

bool markup_is_equal(const struct markup *a, const struct markup *b);

/* A C expression as the function has it: ".x" is page->x. ERR_INVALID when
 * brackets or quotes do not match, or it is no expression. */
enum err expression_write(struct buf *b, struct str text) MUST;

struct source {
	struct str name; /* as in messages and #line */
	struct str text;
	size_t at;
	int line;
};

enum token_kind { TOKEN_END, TOKEN_TEXT, TOKEN_VALUE, TOKEN_DIRECTIVE };

struct token {
	enum token_kind kind;
	struct str text; /* trimmed, unless TOKEN_TEXT */
	int line;
};

/* The next piece; comments and the rest of lines that hold a directive alone
 * are skipped. */
enum err source_next(struct source *s, struct token *out) MUST;

/* What {% body %} stands for: the rest of a {% wrap %}. */
struct body {
	struct source *source;
	struct body *outer;
	bool used;
};

struct compiler {
	struct arena *a;
	struct buf *out;
	struct str folder;   /* of the templates, for include */
	struct str function; /* template_NAME */
	bool is_html;
	struct markup markup;
	struct str files[32]; /* read, for the dependency file */
	size_t nfiles;
	int depth; /* of files and blocks within each other */
	int loops; /* so far, for names of counters */
	bool has_page;
	struct body *body;
};

/* Writes the C of one template, a path below the folder. Errors begin with
 * FILE:LINE. */
enum err compile(struct compiler *c, struct str path) MUST;

#endif
