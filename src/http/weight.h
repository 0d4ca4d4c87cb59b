/* The weights of Accept headers (RFC 9110 12.4.2). Pure. */
#ifndef HTTP_WEIGHT_H
#define HTTP_WEIGHT_H

#include "base/base.h"

enum { WEIGHT_MAX = 1000 };

/* What q says among the parameters of an entry ("level=1;q=0.8"), in
 * thousandths: WEIGHT_MAX without one, 0 for what is no weight. */
int weight_read(struct str parameters);

#endif
