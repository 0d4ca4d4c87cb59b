/*
 * Forms of pages. What is wrong with a body as a whole is left to the API,
 * which has texts for it: a page whose form is broken misses its fields, the
 * CSRF value first.
 */
#include "site/form.h"

static enum err
parse(const struct request *rq, struct field_values *out)
{
	struct str type = rq->content_type, rest;

	(void)str_cut(type, ';', &type, &rest);
	type = str_trim(type);
	if (str_eq_nocase(type, S("application/x-www-form-urlencoded")))
		return form_parse_urlencoded(rq->a, rq->body, out);
	if (str_eq_nocase(type, S("multipart/form-data")))
		return form_parse_multipart(
		    rq->a, rq->content_type, rq->body, out);
	return OK;
}

const struct field_values *
form_fields(struct ctx *c)
{
	struct field_values *form = &c->access.form;

	if (!c->access.has_form && parse(c->rq, form) != OK)
		*form = (struct field_values){ NULL, 0 };
	c->access.has_form = true;
	return form;
}

struct str
form_value(struct ctx *c, struct str name)
{
	const struct field_value *f = field_values_last(form_fields(c), name);

	return f != NULL ? f->value : (struct str){ NULL, 0 };
}
