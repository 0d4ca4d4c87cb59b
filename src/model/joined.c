/*
 * Single objects with what they refer to. Joins pay where one row is asked
 * for: a page of many rows loads each family once instead (entity.h), and
 * its statements need no planning.
 */
#include "model/joined.h"

#include "model/columns.h"

/* clang-format off */
static const struct column patch_columns[] = {
	PATCH_COLUMNS(patch_joined, patch.),
	PATCH_TEXT_COLUMNS(patch_joined, patch.),
	PROJECT_COLUMNS(patch_joined, project.),
	PERSON_COLUMNS(patch_joined, submitter.),
	USER_COLUMNS(patch_joined, delegate.),
	SERIES_COLUMNS(patch_joined, series.),
	{ PATCH_CHECK_COMBINED, INT(patch_joined, check) },
};

static const struct column cover_columns[] = {
	COVER_COLUMNS(cover_joined, cover.),
	COVER_TEXT_COLUMNS(cover_joined, cover.),
	PROJECT_COLUMNS(cover_joined, project.),
	PERSON_COLUMNS(cover_joined, submitter.),
	SERIES_COLUMNS(cover_joined, series.),
};

static const struct column series_columns[] = {
	SERIES_COLUMNS(series_joined, series.),
	SERIES_RECEIVED_COLUMN(series_joined, series.),
	PROJECT_COLUMNS(series_joined, project.),
	PERSON_COLUMNS(series_joined, submitter.),
	COVER_COLUMNS(series_joined, cover.),
};

static const struct table patches = TABLE(patch_joined, patch_columns,
    PATCH_FROM
    " LEFT JOIN patchwork_project j ON j.id = p.project_id"
    " LEFT JOIN patchwork_person n ON n.id = p.submitter_id"
    " LEFT JOIN auth_user u ON u.id = p.delegate_id"
    " LEFT JOIN patchwork_series s ON s.id = p.series_id");

static const struct table covers = TABLE(cover_joined, cover_columns,
    "patchwork_cover c"
    " LEFT JOIN patchwork_project j ON j.id = c.project_id"
    " LEFT JOIN patchwork_person n ON n.id = c.submitter_id"
    " LEFT JOIN patchwork_series s ON s.cover_letter_id = c.id");

static const struct table series = TABLE(series_joined, series_columns,
    "patchwork_series s"
    " LEFT JOIN patchwork_project j ON j.id = s.project_id"
    " LEFT JOIN patchwork_person n ON n.id = s.submitter_id"
    " LEFT JOIN patchwork_cover c ON c.id = s.cover_letter_id");
/* clang-format on */

enum err
joined_get_patch(
    struct db *db, struct arena *a, int64_t id, struct patch_joined *out)
{
	return db_get(db, a, &patches, out, "WHERE p.id = ?", VALS(v_int(id)));
}

enum err
joined_get_cover(
    struct db *db, struct arena *a, int64_t id, struct cover_joined *out)
{
	return db_get(db, a, &covers, out, "WHERE c.id = ?", VALS(v_int(id)));
}

enum err
joined_get_series(
    struct db *db, struct arena *a, int64_t id, struct series_joined *out)
{
	return db_get(db, a, &series, out, "WHERE s.id = ?", VALS(v_int(id)));
}
