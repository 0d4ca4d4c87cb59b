/*
 * Columns of the families that are read in more than one way: alone, or
 * together with what they refer to (joined.h). m is empty, or the member of
 * type that the family's struct is: "patch.". The aliases are those of the
 * tables in each family's file.
 */
#ifndef MODEL_COLUMNS_H
#define MODEL_COLUMNS_H

#include "db/kept.h"
#include "model/types.h"

/* clang-format off */
#define PATCH_COLUMNS(type, m) \
	{ "p.id",            INT(type, m id) }, \
	{ "p.msgid",         STR(type, m msgid) }, \
	{ "p.date",          MAIL_TIME(type, m date) }, \
	{ "p.name",          STR(type, m name) }, \
	{ "p.project_id",    INT(type, m project) }, \
	{ "p.submitter_id",  INT(type, m submitter) }, \
	{ "p.archived",      BOOL(type, m archived) }, \
	{ "p.commit_ref",    STR(type, m commit_ref) }, \
	{ "p.delegate_id",   INT(type, m delegate) }, \
	{ "p.state_id",      INT(type, m state) }, \
	{ "p.series_id",     INT(type, m series) }, \
	{ "p.related_id",    INT(type, m related) }, \
	{ "p.number",        INT(type, m number) }, \
	{ "p.pull_url",      STR(type, m pull_url) }, \
	{ "p.hash",          STR(type, m hash) }, \
	{ "st.slug",         STR(type, m state_slug) }

#define PATCH_TEXT_COLUMNS(type, m) \
	{ "p.headers",       STR(type, m headers) }, \
	{ "p.content",       STR(type, m content) }, \
	{ "p.diff",          STR(type, m diff) }

#define PATCH_FROM "patchwork_patch p" \
	" LEFT JOIN patchwork_state st ON st.id = p.state_id"

/* The combined state of the newest check of each user and context, as
 * check_combine has it: a patch is there once, whatever its checks
 * (rest-weaknesses.md 2.7). Kept by triggers, else worked out. */
#define PATCH_CHECK_COMBINED \
	"CASE WHEN " KEPT_IS_TRUE " THEN COALESCE((SELECT CASE" \
	" WHEN f.fail > 0 THEN 3 WHEN f.warning > 0 THEN 2" \
	" WHEN f.pending > 0 OR f.success = 0 THEN 0 ELSE 1 END" \
	" FROM thimble_patch_check f WHERE f.patch_id = p.id), 0) ELSE " \
	"(SELECT CASE COALESCE(MAX(CASE k.state WHEN 3 THEN 3 WHEN 2 THEN 2" \
	" WHEN 0 THEN 1 ELSE 0 END), 1) WHEN 3 THEN 3 WHEN 2 THEN 2" \
	" WHEN 1 THEN 0 ELSE 1 END FROM (SELECT c.state, ROW_NUMBER() OVER" \
	" (PARTITION BY c.user_id, c.context ORDER BY c.date DESC, c.id DESC)" \
	" AS place FROM patchwork_check c WHERE c.patch_id = p.id) k" \
	" WHERE k.place = 1) END"

#define COVER_COLUMNS(type, m) \
	{ "c.id",           INT(type, m id) }, \
	{ "c.msgid",        STR(type, m msgid) }, \
	{ "c.date",         MAIL_TIME(type, m date) }, \
	{ "c.name",         STR(type, m name) }, \
	{ "c.project_id",   INT(type, m project) }, \
	{ "c.submitter_id", INT(type, m submitter) }

#define COVER_TEXT_COLUMNS(type, m) \
	{ "c.headers",      STR(type, m headers) }, \
	{ "c.content",      STR(type, m content) }

#define SERIES_COLUMNS(type, m) \
	{ "s.id",              INT(type, m id) }, \
	{ "s.name",            STR(type, m name) }, \
	{ "s.date",            MAIL_TIME(type, m date) }, \
	{ "s.version",         INT(type, m version) }, \
	{ "s.total",           INT(type, m total) }, \
	{ "s.project_id",      INT(type, m project) }, \
	{ "s.submitter_id",    INT(type, m submitter) }, \
	{ "s.cover_letter_id", INT(type, m cover) }

#define SERIES_RECEIVED_COLUMN(type, m) \
	{ "(SELECT count(*) FROM patchwork_patch r WHERE r.series_id = s.id)", \
	                       INT(type, m received) }

#define PROJECT_COLUMNS(type, m) \
	{ "j.id",                      INT(type, m id) }, \
	{ "j.linkname",                STR(type, m linkname) }, \
	{ "j.name",                    STR(type, m name) }, \
	{ "j.listid",                  STR(type, m listid) }, \
	{ "j.listemail",               STR(type, m listemail) }, \
	{ "j.subject_match",           STR(type, m subject_match) }, \
	{ "j.web_url",                 STR(type, m web_url) }, \
	{ "j.scm_url",                 STR(type, m scm_url) }, \
	{ "j.webscm_url",              STR(type, m webscm_url) }, \
	{ "j.list_archive_url",        STR(type, m list_archive_url) }, \
	{ "j.list_archive_url_format", STR(type, m list_archive_url_format) }, \
	{ "j.commit_url_format",       STR(type, m commit_url_format) }, \
	{ "j.send_notifications",      BOOL(type, m send_notifications) }, \
	{ "j.use_tags",                BOOL(type, m use_tags) }, \
	{ "j.show_dependencies",       BOOL(type, m show_dependencies) }

#define PERSON_COLUMNS(type, m) \
	{ "n.id",      INT(type, m id) }, \
	{ "n.email",   STR(type, m email) }, \
	{ "n.name",    STR(type, m name) }, \
	{ "n.user_id", INT(type, m user) }

#define USER_COLUMNS(type, m) \
	{ "u.id",           INT(type, m id) }, \
	{ "u.username",     STR(type, m username) }, \
	{ "u.first_name",   STR(type, m first_name) }, \
	{ "u.last_name",    STR(type, m last_name) }, \
	{ "u.email",        STR(type, m email) }, \
	{ "u.is_active",    BOOL(type, m is_active) }, \
	{ "u.is_staff",     BOOL(type, m is_staff) }, \
	{ "u.is_superuser", BOOL(type, m is_superuser) }
/* clang-format on */

#endif
