/*
 * URLs as values of fields (spec/rest-api.md 13.1). Links of the API itself
 * carry the version and the format of the request; all others never do.
 */
#ifndef API_LINK_H
#define API_LINK_H

#include "api/api.h"

/* "http://host/api/1.3/patches/1/?format=json" into b; the path's numbers. */
void link_write_api(struct api *api, struct buf *b, enum path path,
    int64_t first, int64_t second);

/* That of a row, by its shape. */
void link_write_row(
    struct api *api, struct buf *b, const struct shape *s, const void *row);

/* The same as values. */
void link_show_api(struct api *api, enum path path, int64_t first);
void link_show_row(struct api *api, const struct shape *s, const void *row);

/* Without version and format: comments, checks. */
void link_show_plain(struct api *api, enum path path, int64_t id);

/* A page of the site: path is below the host, encoded. */
void link_show_site(struct api *api, struct str path);
/* That of a mail: /project/<str>/patch/<msgid>/; null if its project is
 * gone. */
void link_show_mail(
    struct api *api, enum path path, int64_t project, struct str msgid);
/* Where the archive of the list has the mail; null if nowhere. */
void link_show_archive(struct api *api, int64_t project, struct str msgid);
/* The same by its numbers: /series/1/mbox/. */
void link_show_site_id(struct api *api, enum path path, int64_t id);

#endif
