/* The form of a settings file, apart from what the settings are. */
#ifndef CONF_FILE_H
#define CONF_FILE_H

#include "base/base.h"

struct assignment {
	struct str name, value; /* section.key */
	int line;
};

/* Takes the next assignment off *rest, keeping section and line number from
 * call to call; false at the end. ERR_CONFIG: a line that is neither comment,
 * [section] nor name = value; *line is its number. */
struct settings_file {
	struct arena *a;
	struct str rest, section;
	int line;
};
enum err settings_file_next(
    struct settings_file *f, struct assignment *out, bool *there) MUST;

#endif
