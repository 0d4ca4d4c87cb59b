/* What values of text settings must look like. */
#ifndef CONF_CHECK_H
#define CONF_CHECK_H

#include "base/base.h"

/* NULL, or why the value cannot be. */
typedef const char *check_fn(struct str value);

check_fn check_database, check_log_level, check_public_url, check_host_port,
    check_listen, check_origins, check_sender;

#endif
