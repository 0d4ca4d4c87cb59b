/* Patterns of delegation rules: Python's fnmatch, case-sensitive
 * (spec/ingest.md 13). */
#ifndef MAIL_GLOB_H
#define MAIL_GLOB_H

#include "base/base.h"

/* Whole name. Time is at most pattern times name, whatever the stars. */
bool glob_is_match(struct str pattern, struct str name);

#endif
