#!/usr/bin/env bash
# The tests in a real browser: Debian's Chromium, installed where it is missing. Some ten minutes on two cores; what hangs is ended after half an hour.
set -eu
cd "$(dirname "$0")/.."
if [ ! -x "${CHROMIUM:-/usr/bin/chromium}" ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
fi
timeout 1800 npm run e2e
