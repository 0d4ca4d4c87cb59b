# Tests of one subcommand, in shell; sourced by tests/cmd/NAME, which needs the
# program in THIMBLE and, for PostgreSQL, a server in THIMBLE_TEST_PG (both
# set by meson and tests/with-pg). Prints TAP.
#
#	. "${0%/*}/lib.sh"
#
#	case_is 'an unknown setting is a configuration error'
#	run settings --set colour=red
#	want_status 78
#	want_err_end 'unknown setting colour'
#
# A case passes if all that it wants is so. Files are made in $tmp, the
# present folder, which is removed at the end.
# shellcheck shell=sh

set -u
: "${THIMBLE:?set THIMBLE to the program}"
tests_cmd=$(cd "${0%/*}" && pwd)
# shellcheck disable=SC2034
top=$(cd "$tests_cmd/../.." && pwd)
tmp=$(mktemp -d "${TMPDIR:-/tmp}/thimble-cmd-XXXXXX")
cd "$tmp" || exit 1
unset THIMBLE_CONFIG THIMBLE_DATABASE TZ
case_name=
case_ok=
case_number=0
databases=

# What goes to cleanup is run at the end, last first.
cleanup=:
at_exit() {
	cleanup="$1; $cleanup"
}

case_end() {
	[ -n "$case_name" ] || return 0
	case_number=$((case_number + 1))
	echo "$case_ok $case_number - $case_name"
	case_name=
}

finish() {
	status=$?
	case_end
	[ "$status" -ne 0 ] || echo "1..$case_number"
	eval "$cleanup"
	for name in $databases; do
		psql -qX "$THIMBLE_TEST_PG" \
		    -c "DROP DATABASE IF EXISTS $name WITH (FORCE)"
	done
	cd / && rm -rf "$tmp"
	exit "$status"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM

case_is() {
	case_end
	case_name=$*
	case_ok=ok
}

# The case has failed, for this reason.
fail() {
	case_ok='not ok'
	echo "# $case_name: $*"
}

# Runs the program: status, $tmp/out and $tmp/err are kept.
run() {
	status=0
	"$THIMBLE" "$@" >"$tmp/out" 2>"$tmp/err" </dev/null || status=$?
}

# The same with the first argument as standard input (a file).
run_with() {
	input=$1
	shift
	status=0
	"$THIMBLE" "$@" >"$tmp/out" 2>"$tmp/err" <"$input" || status=$?
}

want_status() {
	[ "$status" -eq "$1" ] ||
	    fail "status is $status, not $1: $(tail -n 3 "$tmp/err")"
}

# Standard output is this text, holds this line part, is empty.
want_out() {
	[ "$(cat "$tmp/out")" = "$1" ] ||
	    fail "output is '$(head -n 20 "$tmp/out")', not '$1'"
}

want_out_has() {
	grep -qF -e "$1" "$tmp/out" ||
	    fail "'$1' is not in '$(head -n 20 "$tmp/out")'"
}

want_out_lacks() {
	! grep -qF -e "$1" "$tmp/out" || fail "'$1' is in the output"
}

want_err_has() {
	grep -qF -e "$1" "$tmp/err" ||
	    fail "'$1' is not in '$(head -n 20 "$tmp/err")'"
}

# The last line on standard error ends so.
want_err_end() {
	case $(tail -n 1 "$tmp/err") in
	*"$1") ;;
	*) fail "the last line is '$(tail -n 1 "$tmp/err")', not '$1'" ;;
	esac
}

want_equal() {
	[ "$1" = "$2" ] || fail "'$1' is not '$2'${3:+ ($3)}"
}

# Engines to test with.
engines() {
	echo sqlite
	[ -z "${THIMBLE_TEST_PG:-}" ] || echo pg
}

# new_database sqlite|pg: its URL in $db, exported as THIMBLE_DATABASE too.
# It is empty: no table, and for SQLite no file.
new_database() {
	database_number=$((${database_number:-0} + 1))
	if [ "$1" = sqlite ]; then
		db="sqlite:$tmp/$database_number.db"
	else
		name="cmd_$$_$database_number"
		psql -qX "$THIMBLE_TEST_PG" -c "CREATE DATABASE $name" || exit 1
		databases="$databases $name"
		db=$(echo "$THIMBLE_TEST_PG" | sed "s|///[^?]*|///$name|")
	fi
	THIMBLE_DATABASE=$db
	export THIMBLE_DATABASE
}

# Rows of a statement on $db: columns by '|', one row a line.
sql() {
	case $db in
	sqlite:*) "$tests_cmd/sqlite" "${db#sqlite:}" "$1" ;;
	*) psql -qXAt "$db" -c "$1" ;;
	esac
}

want_sql() {
	got=$(sql "$1")
	[ "$got" = "$2" ] || fail "$1: '$got', not '$2'"
}
