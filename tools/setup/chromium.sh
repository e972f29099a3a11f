#!/bin/sh
# Finds a Chromium for pictures and page tests (the variable CHROMIUM, else a known name), or
# installs Debian's.
set -eu

for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$name" ] && command -v "$name" >/dev/null; then
        exit 0
    fi
done
exec "$(dirname "$0")/debian.sh" "" chromium
