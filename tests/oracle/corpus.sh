#!/usr/bin/env bash
# The transform oracle over a corpus of real TypeScript files, and as many of them broken off.
# usage: corpus.sh BAZC MODULES_DIR [SAMPLE]        (no SAMPLE: all of them)
#
# BAZC_CORPUS_FETCH names the script that unpacks the corpus (default: ../shared/corpus/fetch beside
# the repository); its result is kept in build/corpus. Without it, nothing is tested.
set -euo pipefail

[ $# -ge 2 ] || {
  echo 'usage: corpus.sh BAZC MODULES_DIR [SAMPLE]' >&2
  exit 2
}
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
fetch=${BAZC_CORPUS_FETCH:-$top/../shared/corpus/fetch}
corpus=$top/build/corpus

if [ ! -d "$corpus" ]; then
  if [ ! -x "$fetch" ]; then
    echo "skipped: the corpus: $fetch is not there"
    echo '0 passed, 0 failed, 1 skipped'
    exit 0
  fi
  mkdir -p "$top/build"
  partial=$(mktemp -d "$top/build/corpus.XXXXXX")
  trap 'rm -rf "$partial"' EXIT
  "$fetch" "$partial"
  mv -T "$partial" "$corpus"
fi
node "$here/transform_oracle.mjs" --bazc "$1" --modules "$2" --sample "${3:-0}" --cut "${3:-1000000}" "$corpus"
