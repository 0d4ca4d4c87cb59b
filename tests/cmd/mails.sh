# Mails for the tests of parsemail, parsearchive and inspect; sourced by them
# behind lib.sh.
# Variables that are nowhere set are those of lib.sh.
# shellcheck shell=sh disable=SC2034,SC2154

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

# Rows of everything that mails have made. Of a file at a copy: whoever opens
# it tidies up what others have left beside it.
rows() {
	case $db in
	sqlite:*)
		rm -f look.db*
		for end in '' -wal -journal; do
			[ ! -e "${db#sqlite:}$end" ] ||
			    cp "${db#sqlite:}$end" "look.db$end"
		done
		"$tests_cmd/rows" sqlite:look.db
		;;
	*) "$tests_cmd/rows" "$db" ;;
	esac
}

# From here on the program is run by somebody whom file modes bind: not root.
by_nobody() {
	chmod 755 .
	program=$THIMBLE
	[ "$(id -u)" -eq 0 ] || return 0
	cp "$THIMBLE" thimble
	cat >as-nobody <<-END
		#!/bin/sh
		exec setpriv --reuid nobody --clear-groups '$PWD/thimble' "\$@"
	END
	chmod 755 as-nobody
	THIMBLE=$PWD/as-nobody
}

by_us() {
	THIMBLE=$program
}

# refused STATUS REASON INPUT COMMAND..: it could not write, and has not: there
# is what was there ($before).
refused() {
	ends_with=$1 reason=$2
	shift 2
	run_with "$@"
	want_status "$ends_with"
	want_err_end "$reason"
	want_equal "$(rows)" "$before" 'rows'
}

# not_refused INPUT COMMAND..: it stores what it does anywhere ($whole).
not_refused() {
	run_with "$@"
	want_status 0
	want_equal "$(rows)" "$whole" 'rows of the next run'
}

# cannot_write STATUS PG-STATUS INPUT COMMAND..: wherever writing is forbidden
# the command ends so, stores nothing, and stores all once it is allowed.
# PG-STATUS is that of a database which others made read-only for now.
cannot_write() {
	wanted=$1 passing=$2 input=$3
	shift 3
	fresh sqlite
	before=$(rows)
	run_with "$input" "$@"
	whole=$(rows)
	for journal in wal delete; do
		for modes in '444 555' '444 777' '666 555'; do
			case_is "sqlite: file and folder have modes $modes ($journal)"
			fresh sqlite
			sql "PRAGMA journal_mode = $journal" >/dev/null
			folder=$tmp/folder$database_number
			mkdir "$folder"
			mv "${db#sqlite:}" "$folder/tea.db"
			db=sqlite:$folder/tea.db
			THIMBLE_DATABASE=$db
			chmod "${modes% *}" "$folder/tea.db"
			chmod "${modes#* }" "$folder"
			by_nobody
			place=$folder/
			[ "${modes% *}" = 666 ] || place=$folder/tea.db
			refused "$wanted" \
			    "database: cannot write $place: Permission denied" \
			    "$input" "$@"
			chmod 777 "$folder"
			chmod 666 "$folder/tea.db"
			not_refused "$input" "$@"
			by_us
		done
	done
	[ -n "${THIMBLE_TEST_PG:-}" ] || return 0

	reader=reader_$$
	psql -qX "$THIMBLE_TEST_PG" -c "CREATE ROLE $reader LOGIN"
	at_exit "psql -qX '$THIMBLE_TEST_PG' -c 'DROP ROLE $reader'"
	all="ALL TABLES IN SCHEMA public TO $reader"
	for what in 'no right' 'all rights but one' 'a read-only database'; do
		case_is "pg: a role with $what"
		fresh pg
		sql "GRANT SELECT ON $all"
		[ "$what" = 'no right' ] || {
			sql "GRANT INSERT, UPDATE, DELETE ON $all"
			sql "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public
			    TO $reader"
		}
		status_wanted=$wanted
		case $what in
		all*)
			sql "REVOKE INSERT ON patchwork_event FROM $reader"
			why='permission denied for table patchwork_event (42501)'
			;;
		no*)
			why='(42501)'
			;;
		*)
			sql "ALTER ROLE $reader
			    SET default_transaction_read_only = on"
			status_wanted=$passing
			why='in a read-only transaction (25006)'
			;;
		esac
		THIMBLE_DATABASE=$(echo "$db" | sed "s/user=[a-z]*/user=$reader/")
		refused "$status_wanted" "$why" "$input" "$@"
		sql "GRANT SELECT, INSERT, UPDATE, DELETE ON $all"
		sql "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO $reader"
		sql "ALTER ROLE $reader RESET default_transaction_read_only"
		not_refused "$input" "$@"
		sql "DROP OWNED BY $reader"
	done
}
