#!/usr/bin/env bash
# Packs what is published, installs it in an empty folder elsewhere and asks it for help.
set -euo pipefail
cd "$(dirname "$0")/.."
elsewhere=$(mktemp -d)
trap 'rm -rf "$elsewhere"' EXIT

npm run --silent bundle
npm pack --silent --pack-destination "$elsewhere" ./dist/package
cd "$elsewhere"
echo '{"private": true}' >package.json
npm install --silent --ignore-scripts ./cadencia-*.tgz
./node_modules/.bin/cadencia --help
