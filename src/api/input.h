/*
 * The fields of a body read into a change, as their write rows say: the whole
 * of spec/rest-api.md 14.1. What is wrong is collected, field by field; only
 * the database fails.
 */
#ifndef API_INPUT_H
#define API_INPUT_H

#include "api/api.h"
#include "api/body.h"

/* A field, while what was sent for it is read and checked. */
struct input {
	struct api *api;
	const void *row; /* of the path; NULL for POST */
	bool is_form;
	const char *within; /* the object around it; NULL: the body */
	const struct field *field;
	struct given given;
	struct set refs; /* of W_ID, W_IDS: the rows that are there */
};

/* Reads the fields of the endpoint's shape into change, and checks them. What
 * is wrong is in api->faults. */
enum err input_read(
    struct api *api, const void *row, const struct body *b, void *change) MUST;

/* ERR_DENIED if a field that was sent asks for more than the caller may. */
enum err input_allow(struct api *api, const void *row, const void *change) MUST;

/* A fault of the field that is being read. */
void input_fault(struct input *in, const char *fmt, ...) PRINTF(2, 3);
/* Of a field by its name, after it was read. */
void input_fault_of(struct api *api, const char *field, struct str text);

/* input_types.c */

/* By the type of the write row: the value into the member. */
enum err input_read_value(struct input *in, void *at) MUST;
/* null into the member of a NULLABLE field. */
void input_clear(const struct write *w, void *at);

#endif
