#!/usr/bin/env bash
# Makes an SQLite database with a table `scenes` from the scene files below a directory.
# usage: make-database.sh SCENES_DIR DATABASE
#
# A scene's id is its path below SCENES_DIR, its updated_at the file's modification time (UTC).
# DATABASE must not exist; it appears whole or not at all.
set -euo pipefail

fail() {
  printf 'make-database.sh: %s\n' "$1" >&2
  exit "${2:-1}"
}

# The name as an SQL text literal, in REPLY: a quote is all that needs care, and is doubled.
sql_text() {
  local quote="'"
  REPLY="'${1//$quote/$quote$quote}'"
}

[ $# -eq 2 ] || fail 'usage: make-database.sh SCENES_DIR DATABASE' 2
command -v sqlite3 >/dev/null || fail "the program sqlite3 is missing, install Debian's package sqlite3"
# A leading ./ keeps either name from being read as an option, or the database's as a URI.
case $1 in /*) scenes=$1 ;; *) scenes=./$1 ;; esac
case $2 in /*) database=$2 ;; *) database=./$2 ;; esac
[ -d "$scenes" ] || fail "not a directory: $1"
[ -d "${database%/*}/" ] || fail "not a directory: ${2%/*}"
[ ! -e "$database" ] || fail "already there: $2"

work=$(mktemp -d "${database%/*}/.make-database.XXXXXX")
trap 'rm -rf "$work"' EXIT

find "$scenes" -type f \( -name '*.tsx' -o -name '*.ts' -o -name '*.jsx' \) -printf '%Ts %P\0' |
  LC_ALL=C sort -z -k 2 >"$work/files"
[ -s "$work/files" ] || fail "no scene files (.tsx, .ts, .jsx) in $1"

{
  printf '.bail on\nBEGIN;\n'
  printf 'CREATE TABLE scenes (id TEXT PRIMARY KEY, tsx_code TEXT, updated_at TIMESTAMP NOT NULL);\n'
  while IFS= read -r -d '' entry; do
    modified=${entry%% *}
    name=${entry#* }
    [ -r "$scenes/$name" ] || fail "not readable: $scenes/$name"
    sql_text "$name" && id=$REPLY
    sql_text "$scenes/$name" && file=$REPLY
    printf "INSERT INTO scenes VALUES (%s, CAST(coalesce(readfile(%s), '') AS TEXT), datetime(%s, 'unixepoch'));\n" \
      "$id" "$file" "$modified"
  done <"$work/files"
  printf 'COMMIT;\n'
} >"$work/sql"
sqlite3 -batch "$work/database" <"$work/sql"

# Unlike mv, ln fails where the name was taken meanwhile.
ln -T "$work/database" "$database" || fail "cannot make $2"
printf '%s: %s scenes\n' "$2" "$(sqlite3 -batch "$work/database" 'SELECT count(*) FROM scenes')"
