/* Mails as mbox files (spec/web.md 6). */
#ifndef WEB_MBOX_H
#define WEB_MBOX_H

#include "model/types.h"
#include "site/ctx.h"

/* Makes the answer a download of that type and name; name is that of a patch,
 * cover or series, extension "patch" or the like. */
void mbox_download(struct response *rs, struct str type, struct str name,
    struct str fallback, const char *extension);

/* One mail into the body. */
enum err mbox_write_patch(struct ctx *c, struct response *rs,
    const struct project *project, const struct patch *patch) MUST;
enum err mbox_write_cover(struct ctx *c, struct response *rs,
    const struct project *project, const struct cover *cover) MUST;

/* These patches, which need no texts, one after another as a stream: each is
 * read when its turn comes, and left out if it is gone by then. */
enum err mbox_stream(struct ctx *c, struct response *rs,
    const struct patch *patches, size_t n) MUST;

#endif
