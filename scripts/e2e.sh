#!/usr/bin/env bash
# The tests in a real browser: Debian's Chromium, installed where it is missing. At most four minutes.
set -eu
cd "$(dirname "$0")/.."
if [ ! -x "${CHROMIUM:-/usr/bin/chromium}" ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
fi
timeout 240 npm run e2e
