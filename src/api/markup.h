/* JSON and header values as HTML: coloured, with links. Pure. */
#ifndef API_MARKUP_H
#define API_MARKUP_H

#include "base/html.h"

/* Readable JSON of our own writer; its text stays as it is. */
void markup_json(struct buf *b, struct str json);

/* Any text; what looks like an address of the web or of mail is a link. */
void markup_text(struct buf *b, struct str text);

#endif
