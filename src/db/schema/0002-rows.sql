-- The rows without which Patchwork and Django do not take the database for
-- their own, and the states and tags that Patchwork ships. Ids are left to
-- the database: it is empty, so they count from 1. When the migrations were
-- applied is filled in by migrate.c.

INSERT INTO django_migrations (app, name, applied)
SELECT column1, column2, '2000-01-01 00:00:00' FROM (VALUES
	('contenttypes', '0001_initial'),
	('contenttypes', '0002_remove_content_type_name'),
	('auth', '0001_initial'),
	('auth', '0002_alter_permission_name_max_length'),
	('auth', '0003_alter_user_email_max_length'),
	('auth', '0004_alter_user_username_opts'),
	('auth', '0005_alter_user_last_login_null'),
	('auth', '0006_require_contenttypes_0002'),
	('auth', '0007_alter_validators_add_error_messages'),
	('auth', '0008_alter_user_username_max_length'),
	('auth', '0009_alter_user_last_name_max_length'),
	('auth', '0010_alter_group_name_max_length'),
	('auth', '0011_update_proxy_permissions'),
	('auth', '0012_alter_user_first_name_max_length'),
	('admin', '0001_initial'),
	('admin', '0002_logentry_remove_auto_add'),
	('admin', '0003_logentry_add_action_flag_choices'),
	('authtoken', '0001_initial'),
	('authtoken', '0002_auto_20160226_1747'),
	('authtoken', '0003_tokenproxy'),
	('authtoken', '0004_alter_tokenproxy_options'),
	('patchwork', '0001_initial'),
	('patchwork', '0002_fix_patch_state_default_values'),
	('patchwork', '0003_add_check_model'),
	('patchwork', '0004_add_delegation_rule_model'),
	('patchwork', '0005_unselectable_maintainer_projects'),
	('patchwork', '0006_add_patch_diff'),
	('patchwork', '0007_move_comment_content_to_patch_content'),
	('patchwork', '0008_add_email_mixin'),
	('patchwork', '0009_add_submission_model'),
	('patchwork', '0010_migrate_data_from_submission_to_patch'),
	('patchwork', '0011_remove_temp_fields'),
	('patchwork', '0012_add_coverletter_model'),
	('patchwork', '0013_slug_check_context'),
	('patchwork', '0014_remove_userprofile_primary_project'),
	('patchwork', '0015_add_series_models'),
	('patchwork', '0016_series_project'),
	('patchwork', '0017_improved_delegation_rule_docs'),
	('patchwork', '0018_add_event_model'),
	('patchwork', '0019_userprofile_show_ids'),
	('patchwork', '0020_tag_show_column'),
	('patchwork', '0021_django_1_10_fixes'),
	('patchwork', '0022_add_subject_match_to_project'),
	('patchwork', '0023_timezone_unify'),
	('patchwork', '0024_patch_patch_project'),
	('patchwork', '0025_add_regex_validators'),
	('patchwork', '0026_add_user_bundles_backref'),
	('patchwork', '0027_remove_series_ordering'),
	('patchwork', '0028_add_comment_date_index'),
	('patchwork', '0029_add_list_covering_index'),
	('patchwork', '0030_add_submission_covering_index'),
	('patchwork', '0031_add_patch_series_fields'),
	('patchwork', '0032_migrate_data_from_series_patch_to_patch'),
	('patchwork', '0033_remove_patch_series_model'),
	('patchwork', '0034_project_list_archive_url'),
	('patchwork', '0035_project_list_archive_url_format'),
	('patchwork', '0036_project_commit_url_format'),
	('patchwork', '0037_event_actor'),
	('patchwork', '0038_state_slug'),
	('patchwork', '0039_unique_series_references'),
	('patchwork', '0040_add_related_patches'),
	('patchwork', '0001_squashed_0040_add_related_patches'),
	('patchwork', '0041_python3'),
	('patchwork', '0042_add_cover_model'),
	('patchwork', '0043_merge_patch_submission'),
	('patchwork', '0044_add_project_linkname_validation'),
	('patchwork', '0045_addressed_fields'),
	('patchwork', '0046_patch_comment_events'),
	('patchwork', '0047_add_database_indexes'),
	('patchwork', '0048_series_dependencies'),
	('sessions', '0001_initial'),
	('sites', '0001_initial'),
	('sites', '0002_alter_domain_unique')
) v;

INSERT INTO django_site (domain, name) VALUES ('example.com', 'example.com');

INSERT INTO django_content_type (app_label, model) VALUES
	('admin', 'logentry'),
	('auth', 'group'),
	('auth', 'permission'),
	('auth', 'user'),
	('authtoken', 'token'),
	('authtoken', 'tokenproxy'),
	('contenttypes', 'contenttype'),
	('patchwork', 'bundle'),
	('patchwork', 'bundlepatch'),
	('patchwork', 'check'),
	('patchwork', 'cover'),
	('patchwork', 'covercomment'),
	('patchwork', 'delegationrule'),
	('patchwork', 'emailconfirmation'),
	('patchwork', 'emailoptout'),
	('patchwork', 'event'),
	('patchwork', 'patch'),
	('patchwork', 'patchchangenotification'),
	('patchwork', 'patchcomment'),
	('patchwork', 'patchrelation'),
	('patchwork', 'patchtag'),
	('patchwork', 'person'),
	('patchwork', 'project'),
	('patchwork', 'series'),
	('patchwork', 'seriesreference'),
	('patchwork', 'state'),
	('patchwork', 'tag'),
	('patchwork', 'userprofile'),
	('sessions', 'session'),
	('sites', 'site');

-- What a model is called in words, where that is not its name.
INSERT INTO auth_permission (name, content_type_id, codename)
WITH words(model, word) AS (VALUES
	('bundlepatch', 'bundle patch'),
	('contenttype', 'content type'),
	('covercomment', 'cover comment'),
	('delegationrule', 'delegation rule'),
	('emailconfirmation', 'email confirmation'),
	('emailoptout', 'email optout'),
	('logentry', 'log entry'),
	('patchchangenotification', 'patch change notification'),
	('patchcomment', 'patch comment'),
	('patchrelation', 'patch relation'),
	('patchtag', 'patch tag'),
	('seriesreference', 'series reference'),
	('token', 'Token'),
	('tokenproxy', 'Token'),
	('userprofile', 'user profile')
), actions(place, action) AS (VALUES
	(1, 'add'), (2, 'change'), (3, 'delete'), (4, 'view')
)
SELECT 'Can ' || a.action || ' ' || COALESCE(w.word, t.model), t.id,
	a.action || '_' || t.model
FROM django_content_type t
CROSS JOIN actions a
LEFT JOIN words w ON w.model = t.model
ORDER BY t.id, a.place;

INSERT INTO patchwork_state (name, slug, ordering, action_required) VALUES
	('New', 'new', 0, true),
	('Under Review', 'under-review', 1, true),
	('Accepted', 'accepted', 2, false),
	('Rejected', 'rejected', 3, false),
	('RFC', 'rfc', 4, false),
	('Not Applicable', 'not-applicable', 5, false),
	('Changes Requested', 'changes-requested', 6, false),
	('Awaiting Upstream', 'awaiting-upstream', 7, false),
	('Superseded', 'superseded', 8, false),
	('Deferred', 'deferred', 9, false);

INSERT INTO patchwork_tag (name, pattern, abbrev, show_column) VALUES
	('Acked-by', '^Acked-by:', 'A', true),
	('Reviewed-by', '^Reviewed-by:', 'R', true),
	('Tested-by', '^Tested-by:', 'T', true);
