# Mails for the tests of parsemail, parsearchive and inspect; sourced by them
# behind lib.sh.
# shellcheck shell=sh

# mail ID SUBJECT [HEADER]: the file "mail"; its text is standard input.
mail() {
	cat >mail <<-END
		From: Ann <ann@example.org>
		Subject: $2
		Message-Id: <$1@example.org>
		List-Id: <tea.example.org>
		Date: Sat, 02 Jan 2016 03:04:05 +0000
	END
	[ -z "${3:-}" ] || echo "$3" >>mail
	echo >>mail
	cat >>mail
}

# patch_text WORD: its diff makes the file hold the word.
patch_text() {
	printf 'Text.\n---\n'
	printf 'diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+%s\n' "$1"
}

# patch ID [HEADER]
patch() {
	mail "$1" "[PATCH] $1" "${2:-}" <<-END
		$(patch_text b)
	END
}

# Takes a header out of the mail.
drop_header() {
	sed -i "/^$1:/d" mail
}

# project NAME LISTID
project() {
	sql "INSERT INTO patchwork_project (linkname, name, listid, listemail,
	    subject_match, web_url, scm_url, webscm_url, list_archive_url,
	    list_archive_url_format, commit_url_format, send_notifications,
	    use_tags, show_dependencies) VALUES ('$1', '$1', '$2',
	    '$1@example.org', '', '', '', '', '', '', '', false, true,
	    false)"
}

# fresh ENGINE: a database with one project.
fresh() {
	new_database "$1"
	run migrate
	project tea tea.example.org
}
