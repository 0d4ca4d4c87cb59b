/* The form in the body of a request. */
#ifndef SITE_FORM_H
#define SITE_FORM_H

#include "site/ctx.h"

/* Its fields, read once; none if the body is no form, or a broken one. */
const struct field_values *form_fields(struct ctx *c);
/* The last value of a field; p NULL if it was not sent. */
struct str form_value(struct ctx *c, struct str name);

#endif
