/*
 * Every URL of the site, in one list (spec/web.md 1, spec/rest-api.md 1).
 * <str> is a non-empty segment, <int> ASCII digits, <hex> lower-case hex,
 * <msgid> a message id without its brackets, which may hold slashes: raw, as
 * %2F or as %252F. Those of the API follow /api/ or /api/1.x/.
 */
#ifndef PATHS_PATHS_H
#define PATHS_PATHS_H

#include "base/base.h"

/* In the order they are tried: longer suffixes before the plain form. */
/* clang-format off */
#define PATHS(row) \
	row(P_INDEX,		"/") \
	row(P_PROJECT,		"/project/<str>/") \
	row(P_PATCH_LIST,	"/project/<str>/list/") \
	row(P_PROJECT_BUNDLES,	"/project/<str>/bundles/") \
	row(P_PWCLIENTRC,	"/project/<str>/pwclientrc/") \
	row(P_PATCH_MBOX,	"/project/<str>/patch/<msgid>/mbox/") \
	row(P_PATCH_RAW,	"/project/<str>/patch/<msgid>/raw/") \
	row(P_PATCH,		"/project/<str>/patch/<msgid>/") \
	row(P_COVER_MBOX,	"/project/<str>/cover/<msgid>/mbox/") \
	row(P_COVER,		"/project/<str>/cover/<msgid>/") \
	row(P_PATCH_ID,		"/patch/<int>/") \
	row(P_PATCH_ID_MBOX,	"/patch/<int>/mbox/") \
	row(P_PATCH_ID_RAW,	"/patch/<int>/raw/") \
	row(P_COVER_ID,		"/cover/<int>/") \
	row(P_COVER_ID_MBOX,	"/cover/<int>/mbox/") \
	row(P_COMMENT_ID,	"/comment/<int>/") \
	row(P_SERIES,		"/series/<int>/") \
	row(P_SERIES_MBOX,	"/series/<int>/mbox/") \
	row(P_BUNDLE,		"/bundle/<str>/<str>/") \
	row(P_BUNDLE_MBOX,	"/bundle/<str>/<str>/mbox/") \
	row(P_USER,		"/user/") \
	row(P_LOGIN,		"/user/login/") \
	row(P_LOGOUT,		"/user/logout/") \
	row(P_GENERATE_TOKEN,	"/user/generate-token/") \
	row(P_ABOUT,		"/about/") \
	row(P_HELP,		"/help/") \
	row(P_HELP_ABOUT,	"/help/about/") \
	row(P_HELP_PWCLIENT,	"/help/pwclient/") \
	row(P_ASSET,		"/static/<str>/<str>") \
	row(P_HEALTHZ,		"/healthz") \
	row(P_METRICS,		"/metrics") \
	row(P_API_INDEX,	"") \
	row(P_API_OPENAPI,	"openapi.json") \
	row(P_API_USERS,	"users/") \
	row(P_API_USER,		"users/<int>/") \
	row(P_API_PEOPLE,	"people/") \
	row(P_API_PERSON,	"people/<int>/") \
	row(P_API_COVERS,	"covers/") \
	row(P_API_COVER,	"covers/<int>/") \
	row(P_API_COVER_COMMENTS, "covers/<int>/comments/") \
	row(P_API_COVER_COMMENT, "covers/<int>/comments/<int>/") \
	row(P_API_PATCHES,	"patches/") \
	row(P_API_PATCH,	"patches/<int>/") \
	row(P_API_CHECKS,	"patches/<int>/checks/") \
	row(P_API_CHECK,	"patches/<int>/checks/<int>/") \
	row(P_API_PATCH_COMMENTS, "patches/<int>/comments/") \
	row(P_API_PATCH_COMMENT, "patches/<int>/comments/<int>/") \
	row(P_API_SERIES_LIST,	"series/") \
	row(P_API_SERIES,	"series/<int>/") \
	row(P_API_BUNDLES,	"bundles/") \
	row(P_API_BUNDLE,	"bundles/<int>/") \
	row(P_API_PROJECTS,	"projects/") \
	row(P_API_PROJECT,	"projects/<str>/") \
	row(P_API_EVENTS,	"events/") \
	row(P_API_STATES,	"states/") \
	row(P_API_STATE,	"states/<int>/")
/* clang-format on */

#define PATH_ENUM(name, pattern) name,
enum path { PATHS(PATH_ENUM) PATH_COUNT };
#undef PATH_ENUM

/* The pattern itself, for the router and the manual. */
const char *path_pattern(enum path p);

/*
 * The pattern with its <..> filled in, each value percent-encoded: bytes
 * outside A-Za-z0-9-._~ and :@!$&'()*+,;= as upper-case %XX (rest-api.md
 * 13.1; a / in a <str> is %2F, which the router undoes after splitting). In
 * a <msgid> the brackets are taken off and every / becomes %2F first, so
 * that it ends as %252F. Paths of the API come without their prefix.
 */
#define PATH(a, p, ...)                                          \
	path_fill((a), (p), (const struct str[]){ __VA_ARGS__ }, \
	    COUNT(((const struct str[]){ __VA_ARGS__ })))
struct str path_fill(
    struct arena *a, enum path p, const struct str *args, size_t n);

/* The message id of a decoded <msgid> as it is stored: %2F (upper case, as
 * path_fill writes it) undone once more, in angle brackets. */
struct str path_msgid(struct arena *a, struct str segment);

/* What a URL of any site says of one of ours, by its path and query, for
 * Depends-on: the host is ignored. ERR_NOT_FOUND if it is no URL of ours. */
struct path_match {
	enum path path;
	struct str args[3]; /* decoded */
	struct str query;   /* raw, without the ? */
};
enum err path_match(
    struct arena *a, struct str url, struct path_match *out) MUST;

/* One path, already split from its query, against one pattern: the
 * arguments, decoded once, invalid UTF-8 replaced; room for
 * LIMIT_PATH_PARTS. A <msgid> takes as many segments as fit. %00 matches
 * nothing. On false, args and *nargs mean nothing. */
bool path_fits(struct arena *a, struct str pattern, struct str path,
    struct str *args, size_t *nargs);

/* Takes /api/ or /api/1.x/ off a path. *version is 10 to 14, 0 without one.
 * False, nothing set, if it is no path of the API. Other versions are left
 * in *rest, where no pattern fits. */
bool path_cut_api(struct str path, struct str *rest, int *version);

#endif
