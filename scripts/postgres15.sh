#!/usr/bin/env bash
# postgres15.sh COMMAND…: runs COMMAND with DATABASE_URL on a private, empty PostgreSQL 15, Debian's, which it installs
# when it is missing and can. Default settings, so that what passes here passes on a server that nobody tuned.
set -euo pipefail
bin=/usr/lib/postgresql/15/bin

if [ ! -x $bin/initdb ]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends postgresql-15
fi

work=$(mktemp -d)
as=()
if [ "$(id -u)" = 0 ]; then
  chown postgres "$work"
  as=(setpriv --reuid=postgres --regid=postgres --init-groups)
fi
trap '(cd / && "${as[@]}" $bin/pg_ctl stop -D "$work/data" -m immediate -s || true); rm -rf "$work"' EXIT

port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')
(
  cd /
  "${as[@]}" $bin/initdb -D "$work/data" --username=cadencia --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null
  "${as[@]}" $bin/pg_ctl start -D "$work/data" -w -s -l "$work/log" \
    -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$work -c fsync=off"
)
DATABASE_URL="postgres://cadencia@127.0.0.1:$port/postgres" "$@"
