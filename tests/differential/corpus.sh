#!/usr/bin/env bash
# The native engine beside Sucrase over all of a corpus of real TypeScript files, in each variant.
# usage: corpus.sh TRANSFORM_DUMP MODULES_DIR
set -euo pipefail

[ $# -eq 2 ] || {
  echo 'usage: corpus.sh TRANSFORM_DUMP MODULES_DIR' >&2
  exit 2
}
here=$(cd "$(dirname "$0")" && pwd)
corpus=$("$here/../oracle/unpack_corpus.sh")
[ -n "$corpus" ] || {
  echo 'skipped: there is no corpus'
  exit 0
}
node "$here/compare_files.mjs" --dump "$1" --modules "$2" --declines 1 "$corpus"
node "$here/compare_files.mjs" --dump "$1" --modules "$2" --mutations 10000 --declines 1 "$corpus"
