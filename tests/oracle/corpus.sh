#!/usr/bin/env bash
# The transform oracle over a corpus of real TypeScript files, and as many of them broken off.
# usage: corpus.sh BAZC MODULES_DIR [SAMPLE]        (no SAMPLE: all of them)
#
# unpack_corpus.sh says where the corpus comes from. Without it, nothing is tested.
set -euo pipefail

[ $# -ge 2 ] || {
  echo 'usage: corpus.sh BAZC MODULES_DIR [SAMPLE]' >&2
  exit 2
}
here=$(cd "$(dirname "$0")" && pwd)
corpus=$("$here/unpack_corpus.sh")
[ -n "$corpus" ] || {
  echo 'skipped: there is no corpus'
  echo '0 passed, 0 failed, 1 skipped'
  exit 0
}
node "$here/transform_oracle.mjs" --bazc "$1" --modules "$2" --sample "${3:-0}" --cut "${3:-1000000}" "$corpus"
