/*
 * A small database that every test of the model starts with, made by the
 * model itself.
 *
 *	users     1 ann (maintains kettle), 2 bob, 3 ci
 *	persons   1 alice <alice@example.org>, 2 Bob <bob@example.org> of bob,
 *	          3 nobody <B.Other@example.org> of bob, 4 no name
 *	projects  1 kettle (notifications), 2 teapot (no tags)
 *	series    1 "boil" by alice, cover 1, patches 1, 2 (2 of 2)
 *	          2 v2 by Bob in kettle, patch 3 (1 of 2)
 *	          3 by alice in teapot, patch 4 (1 of 1)
 *	patch     5 of kettle, in no series, archived, delegate bob, accepted
 *	comments  of patch 1: 1 by Bob, 2 by alice; of patch 2: 3 by Bob;
 *	          of cover 1: 1 by Bob
 *	checks    of patch 1: 1, 2, 3; of patch 2: 4
 *
 * Mails are a minute apart, from DAY on; everything was stored at NOW.
 */
#ifndef TESTS_UNIT_MODEL_SMALL_H
#define TESTS_UNIT_MODEL_SMALL_H

#include "fixture.h"
#include "model/list.h"

/* 2016-09-11 00:00:00 UTC, and 12:00 */
#define DAY INT64_C(1473552000000000)
#define NOW INT64_C(1473595200000000)

enum { ANN = 1, BOB, CI };
enum { KETTLE = 1, TEAPOT };
/* States of a new database. */
enum { NEW = 1, UNDER_REVIEW, ACCEPTED, REJECTED };

struct db *small_open(void);

/* The ids of rows whose first member is one: "1 2 3". */
struct str small_ids(const void *rows, size_t n, size_t size);

/* All events since id, a line each: "patch-created 1 patch=2 actor=1". */
struct str small_events(struct db *db, int64_t since);
/* The id of the last one. */
int64_t small_last_event(struct db *db);

#endif
