/*
 * The API as its tables have it, for who does not read C: an OpenAPI document
 * for programs, pages of the manual for people. Pure: no request, no rows.
 */
#ifndef API_DESCRIBE_H
#define API_DESCRIBE_H

#include "api/endpoint.h"

/* OpenAPI 3.1 of one version. prefix is "/api/1.3/" or "/api/", server what
 * stands before it, "http://host"; both as JSON holds them. */
struct openapi {
	struct json *j;
	int version;
	struct str prefix, server;
};
void openapi_write(const struct openapi *o);

/* docs/api.md. */
void api_write_manual(struct buf *b);

/* Methods, in the order they are told: as people and as OpenAPI write them. */
struct method_row {
	unsigned method;
	const char *name, *key;
};
enum { METHOD_ROWS = 6 };
extern const struct method_row describe_methods[METHOD_ROWS];

/* Whether no route before this one is of the same family. */
bool describe_is_first(size_t route);

/* What both tell: a filter's value (NULL: its name says it), the permission
 * that a method asks for, and who has it. */
const char *describe_filter(const struct filter *f);
enum perm describe_perm(const struct endpoint *ep, unsigned method);
struct str describe_roles(struct arena *a, enum perm perm);

bool describe_is_required(const struct write *w);

/* openapi_schema.c, openapi_body.c: what answers and bodies are made of. */

/* The members of components/schemas. */
void schema_write_all(const struct openapi *o);
void schema_write_body(
    const struct openapi *o, const struct shape *s, unsigned method);
/* A reference to what is shown of a shape in LIST or ITEM, or taken by it. */
void schema_write_ref(
    const struct openapi *o, const struct shape *s, unsigned where);
void schema_write_body_ref(
    const struct openapi *o, const struct shape *s, unsigned method);
/* Whether the version shows the field there; may it be null. */
bool schema_shows(
    const struct openapi *o, const struct field *f, unsigned where);
bool schema_is_nullable(const struct field *f);

/* describe.c: members of an object that is being written. */
void say(struct json *j, const char *key, const char *text);
void say_object(struct json *j, const char *key);
void say_array(struct json *j, const char *key);
/* "type": "string", or ["string", "null"]; one of several names. */
void say_type(struct json *j, const char *type, bool nullable);
void say_names(struct json *j, const struct names *names);
/* "key": {"$ref": "#/components/KIND/NAME"}, key NULL: the object alone. */
void say_ref(
    struct json *j, const char *key, const char *kind, struct str name);

/* openapi_parameters.c: the query of a list; the parts of a path, which are
 * called names in turn. */
void parameters_write_list(const struct openapi *o, const struct lister *l);
void parameters_write_path(
    const struct openapi *o, enum path path, const char **names, size_t n);

#endif
