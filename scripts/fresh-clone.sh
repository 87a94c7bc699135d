#!/usr/bin/env bash
# A stranger's first minute: clones HEAD into an empty folder, runs the README's `npm ci && npm start`, waits for an
# answer, stops it. As root it does so twice, the second time as an ordinary user. Says how long the answer took: 5 s is
# the bound on a quiet machine (3 s where this was written), and 12 s were seen where six others worked beside it, so no
# number of seconds fails here.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
chmod 755 "$work"
started=''
registry=$(npm config get registry)

# Processes whose command line names $1, a folder of this run.
left() {
  local file
  for file in /proc/[0-9]*/cmdline; do
    if tr '\0' ' ' 2>/dev/null <"$file" | grep -qF "$1"; then echo "${file//[!0-9]/}"; fi
  done
}

stop() { # the whole group: npm does not pass signals on
  [ -n "$started" ] || return 0
  kill -TERM -- "-$started" 2>/dev/null || true
  wait "$started" 2>/dev/null || true
  started=''
}
trap 'stop; rm -rf "$work"' EXIT

# first_minute NAME COMMAND…: COMMAND… is what runs the rest as that user.
first_minute() {
  local name=$1 home=$work/$1 port
  shift
  mkdir "$home"
  git clone --quiet "file://$root" "$home/cadencia"
  [ $# -eq 0 ] || chown -R nobody: "$home"
  local as=("$@" env -C "$home/cadencia" -u DATABASE_URL -u CADENCIA_DATA "HOME=$home" "npm_config_cache=$home/.npm" "npm_config_registry=$registry")

  "${as[@]}" npm ci >"$home/install.log" 2>&1 || { cat "$home/install.log"; echo "$name: npm ci failed"; return 1; }

  port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')
  set -m
  "${as[@]}" "PORT=$port" npm start >"$home/start.log" 2>&1 &
  started=$!
  set +m
  if ! node "$root/scripts/wait-for.mjs" "http://127.0.0.1:$port/api/v1/health" 60000; then
    cat "$home/start.log"
    echo "$name: npm start did not answer"
    return 1
  fi
  stop
  cat "$home/start.log"
  for _ in 1 2 3 4 5 6 7 8 9 10; do [ -z "$(left "$home")" ] || sleep 0.5; done
  if [ -n "$(left "$home")" ]; then
    ps -fp "$(left "$home" | paste -sd,)"
    echo "$name: processes are left"
    return 1
  fi
  echo "$name: npm ci && npm start works"
}

first_minute own
if [ "$(id -u)" = 0 ]; then first_minute user setpriv --reuid=nobody --regid=nogroup --clear-groups; fi
