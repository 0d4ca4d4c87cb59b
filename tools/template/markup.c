/*
 * Which place of the markup a value stands in, and so how it is escaped. A
 * small reader of HTML, strict where a mistake would open a hole: values
 * stand in text or in quoted attributes and nowhere else, and what the
 * content security policy forbids (styles, scripts and handlers inside the
 * page) does not compile.
 */
#include <string.h>

#include "template.h"

static const char *const url_attributes[] = { "href", "src", "action",
	"formaction", "cite", "poster", "data", "manifest" };
/* A list of URLs, or a URL behind other words: not for values. */
static const char *const fixed_attributes[] = { "srcset", "imagesrcset", "ping",
	"srcdoc", "sandbox" };

static bool
is_one_of(const char *name, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(name, list[i]) == 0)
			return true;
	return false;
}

static bool
is_name_char(char c)
{
	return char_is_alpha(c) || char_is_digit(c) || c == '-' || c == ':' ||
	    c == '_';
}

static enum err
add_to_name(struct markup *m, char c)
{
	if (m->n + 1 >= sizeof(m->name))
		return err_set(ERR_INVALID,
		    "name of a tag or attribute is "
		    "too long");
	m->name[m->n++] = char_lower(c);
	m->name[m->n] = '\0';
	return OK;
}

static void
start_name(struct markup *m, enum place place)
{
	m->place = place;
	m->n = 0;
	m->name[0] = '\0';
}

static enum err
end_tag(struct markup *m)
{
	m->place = IN_TEXT;
	m->apart = false;
	if (m->script) {
		if (!m->has_src)
			return err_set(ERR_INVALID, "<script> needs a src");
		m->place = IN_SCRIPT;
	}
	m->script = m->has_src = false;
	return OK;
}

/* The tag's name is complete: c is what follows it. */
static enum err
end_tag_name(struct markup *m, char c)
{
	if (m->n == 0)
		return err_set(ERR_INVALID, "write '<' as \"&lt;\"");
	if (strcmp(m->name, "style") == 0)
		return err_set(ERR_INVALID, "<style> is not allowed");
	m->script = strcmp(m->name, "script") == 0 && !m->closing;
	start_name(m, IN_TAG);
	return c == '>' ? end_tag(m) : OK;
}

static enum err
start_value(struct markup *m, char c)
{
	if (c != '"' && c != '\'')
		return err_set(
		    ERR_INVALID, "value of %s is not quoted", m->name);
	m->place = IN_VALUE;
	m->quote = c;
	m->url = is_one_of(m->name, url_attributes, COUNT(url_attributes))
	    ? URL_START
	    : NO_URL;
	m->fixed =
	    is_one_of(m->name, fixed_attributes, COUNT(fixed_attributes));
	return OK;
}

static enum err
end_name(struct markup *m)
{
	if (strcmp(m->name, "style") == 0 || strncmp(m->name, "on", 2) == 0 ||
	    strcmp(m->name, "http-equiv") == 0)
		return err_set(
		    ERR_INVALID, "attribute %s is not allowed", m->name);
	if (strcmp(m->name, "src") == 0)
		m->has_src = true;
	m->place = AFTER_NAME;
	return OK;
}

static void
follow_value(struct markup *m, char c)
{
	if (c == m->quote) {
		start_name(m, IN_TAG);
		m->quote = '\0';
		m->url = NO_URL;
		m->fixed = false;
	} else if (m->url != NO_URL) {
		if (c == '?' || c == '#')
			m->url = URL_QUERY;
		else if (m->url == URL_START)
			m->url = URL_PATH;
	}
}

/* Between attributes, or after a name without a value. */
static enum err
follow_tag(struct markup *m, char c)
{
	if (c == '>')
		return end_tag(m);
	if (char_is_blank(c) || c == '/') {
		m->apart = false;
		return OK;
	}
	if (m->apart)
		return err_set(ERR_INVALID,
		    "a blank or '>' must follow the directive in a tag");
	if (c == '=' && m->place == AFTER_NAME) {
		m->place = AFTER_EQUALS;
		return OK;
	}
	if (!is_name_char(c))
		return err_set(ERR_INVALID, "unexpected '%c' in a tag", c);
	start_name(m, IN_NAME);
	return add_to_name(m, c);
}

static enum err
follow_char(struct markup *m, char c)
{
	enum err e;

	switch (m->place) {
	case IN_TEXT:
		if (c == '<') {
			m->closing = false;
			start_name(m, IN_TAG_NAME);
		}
		return OK;
	case IN_TAG_NAME:
		if (c == '/' && m->n == 0) {
			m->closing = true;
			return OK;
		}
		if (is_name_char(c) || (c == '!' && m->n == 0))
			return add_to_name(m, c);
		return end_tag_name(m, c);
	case IN_NAME:
		if (is_name_char(c))
			return add_to_name(m, c);
		if ((e = end_name(m)) != OK)
			return e;
		return follow_tag(m, c);
	case IN_TAG:
	case AFTER_NAME:
		return follow_tag(m, c);
	case AFTER_EQUALS:
		return char_is_blank(c) ? OK : start_value(m, c);
	case IN_VALUE:
		follow_value(m, c);
		return OK;
	case IN_SCRIPT:
		if (c != '<')
			return err_set(ERR_INVALID, "a script is not empty");
		start_name(m, IN_TAG_NAME);
		return OK;
	case IN_COMMENT:
		break;
	}
	return OK;
}

enum err
markup_follow(struct markup *m, struct str text)
{
	enum err e;

	for (size_t i = 0; i < text.n; i++) {
		struct str rest = str_from(text, i);

		if (m->place == IN_COMMENT) {
			i += str_find(rest, S("-->"));
			if (i >= text.n)
				return OK;
			m->place = IN_TEXT;
			i += 2;
		} else if (m->place == IN_TEXT && str_starts(rest, S("<!--"))) {
			m->place = IN_COMMENT;
			i += 3;
		} else if ((e = follow_char(m, text.p[i])) != OK) {
			return e;
		}
	}
	return OK;
}

static const char *
find_time_writer(struct str word)
{
	static const struct {
		const char *word, *writer;
	} rows[] = {
		{ "day", "html_day" },
		{ "time", "html_time" },
		{ "iso", "html_iso" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_eq(word, str_c(rows[i].word)))
			return rows[i].writer;
	return NULL;
}

static const char *
url_writer(enum url_part part, bool ready)
{
	if (part == URL_START)
		return "html_url";
	if (ready)
		return "html_more_url";
	return part == URL_PATH ? "html_url_path" : "html_url_value";
}

enum err
markup_writer(struct markup *m, struct str word, const char **out)
{
	bool is_url_word = str_eq(word, S("url"));
	const char *time = find_time_writer(word);

	if (str_eq(word, S("raw"))) {
		if (m->place != IN_TEXT)
			return err_set(ERR_INVALID, "raw stands in text only");
		*out = "html_raw";
		return OK;
	}
	if (m->place != IN_TEXT && m->place != IN_VALUE)
		return err_set(ERR_INVALID,
		    "a value stands in text or in a quoted attribute only");
	if (m->place == IN_VALUE && m->fixed)
		return err_set(
		    ERR_INVALID, "attribute %s takes no value", m->name);
	if (is_url_word && m->url == NO_URL)
		return err_set(ERR_INVALID, "url stands in URLs only");
	if (time != NULL) {
		*out = time;
	} else if (m->url != NO_URL) {
		*out = url_writer(m->url, is_url_word);
		if (m->url == URL_START)
			m->url = URL_PATH;
	} else {
		*out = "html_text";
	}
	return OK;
}

enum err
markup_settle(struct markup *m)
{
	enum err e = OK;

	/* Where a blank was seen already the place is AFTER_NAME. */
	if (m->place == IN_TAG_NAME || m->place == IN_NAME)
		m->apart = true;
	else if (m->place != AFTER_NAME)
		return OK;
	if (m->place == IN_TAG_NAME)
		e = end_tag_name(m, ' ');
	else if (m->place == IN_NAME)
		e = end_name(m);
	start_name(m, IN_TAG);
	return e;
}

bool
markup_is_equal(const struct markup *a, const struct markup *b)
{
	return a->place == b->place && a->quote == b->quote &&
	    a->url == b->url && a->fixed == b->fixed &&
	    a->script == b->script && a->has_src == b->has_src &&
	    (a->place == IN_TEXT || a->n == b->n) &&
	    (a->place == IN_TEXT || memcmp(a->name, b->name, a->n) == 0);
}
