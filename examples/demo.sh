#!/usr/bin/env bash
# Shows a whole migration: scenes in a database, their artifacts in a directory, each verified.
# usage: demo.sh BAZC DIRECTORY        (DIRECTORY is made anew)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bazc=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
rm -rf "$2"
mkdir -p "$2"
cd "$2"

# Prints a command and runs it; its exit code must be the one that is expected.
show() {
  local expected=$1 code=0
  shift
  printf '\n$ bazc %s\n' "$*"
  "$bazc" "$@" || code=$?
  [ "$code" = "$expected" ] || { echo "demo.sh: exit code $code, expected $expected" >&2; exit 1; }
}

"$here/make-database.sh" "$here" scenes.db
show 0 init --db sqlite:scenes.db --store file:bucket
# Exit code 1: the scenes below broken/ do not compile, and the database says why.
show 1 migrate --db sqlite:scenes.db --store file:bucket --progress none
show 0 verify --db sqlite:scenes.db --store file:bucket
show 0 status --db sqlite:scenes.db

artifact=$(find bucket -name '*.js' | sort | head -n 1)
printf '\nAn artifact, as a browser imports it (%s/%s):\n\n' "$2" "$artifact"
head -n 12 "$artifact"
printf '…\n\nThe scenes are in %s/scenes.db, the artifacts in %s/bucket/components.\n' "$2" "$2"
