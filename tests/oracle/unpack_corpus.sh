#!/usr/bin/env bash
# Prints the directory of a corpus of real TypeScript files, or nothing where there is none.
# usage: unpack_corpus.sh
#
# BAZC_CORPUS_FETCH names the script that unpacks the corpus (default: ../shared/corpus/fetch beside
# the repository); its result is kept in build/corpus.
set -euo pipefail

top=$(cd "$(dirname "$0")/../.." && pwd)
fetch=${BAZC_CORPUS_FETCH:-$top/../shared/corpus/fetch}
corpus=$top/build/corpus

if [ ! -d "$corpus" ]; then
  if [ ! -x "$fetch" ]; then
    echo "the corpus: $fetch is not there" >&2
    exit 0
  fi
  mkdir -p "$top/build"
  partial=$(mktemp -d "$top/build/corpus.XXXXXX")
  trap 'rm -rf "$partial"' EXIT
  "$fetch" "$partial" >&2
  # Another test may have been quicker.
  mv -T "$partial" "$corpus" 2>/dev/null || [ -d "$corpus" ]
fi
echo "$corpus"
