#!/usr/bin/env bash
# Makes sucrase.min.js from the pinned packages, in a folder of its own.
# usage: make.sh [--check]   --check: compares with what is committed and changes nothing
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$here"/{build,polyfills,build.mjs,package.json,package-lock.json,.npmrc} "$work"
cd "$work"
npm ci --loglevel=error --no-audit --no-fund
node build.mjs
if [ "${1:-}" = --check ]; then
  for file in sucrase.min.js sucrase.min.js.sha256 SUCRASE-LICENSE; do
    cmp "$file" "$here/$file"
  done
  (cd "$here" && sha256sum --check --quiet sucrase.min.js.sha256)
else
  cp sucrase.min.js sucrase.min.js.sha256 SUCRASE-LICENSE "$here"
fi
