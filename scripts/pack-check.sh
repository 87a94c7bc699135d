#!/usr/bin/env bash
# Packs what is published, installs it in an empty folder elsewhere, asks it for help and for its first page.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts=$PWD/scripts
elsewhere=$(mktemp -d)
chmod 755 "$elsewhere"
trap 'rm -rf "$elsewhere"' EXIT

npm run --silent bundle
npm pack --silent --pack-destination "$elsewhere" ./dist/package
cd "$elsewhere"
echo '{"private": true}' >package.json
npm install --silent --ignore-scripts ./cadencia-*.tgz
./node_modules/.bin/cadencia --help

port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')
PORT=$port CADENCIA_DATA=$elsewhere/data ./node_modules/.bin/cadencia start >start.log 2>&1 &
started=$!
trap 'kill "$started" 2>/dev/null; wait "$started" 2>/dev/null; rm -rf "$elsewhere"' EXIT
node "$scripts/wait-for.mjs" "http://127.0.0.1:$port/api/v1/health" 60000 || { cat start.log; exit 1; }
page=$(node -e 'fetch(process.argv[1]).then((answer) => answer.text()).then(console.log)' "http://127.0.0.1:$port/")
grep -q 'id="root"' <<<"$page" || { echo "$page"; echo "the package has no web app"; exit 1; }
