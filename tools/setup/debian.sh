#!/bin/sh
# debian.sh COMMAND PACKAGE…: installs Debian packages unless COMMAND is there already (an empty
# COMMAND: always). Where it may not, it prints the one line to type and fails.
set -eu

command=$1
shift
if [ -n "$command" ] && command -v "$command" >/dev/null; then
    exit 0
fi

line="apt-get install --yes --no-install-recommends $*"
if ! command -v apt-get >/dev/null; then
    echo "Missing: $*. Install it with this machine's own package manager." >&2
    exit 1
elif [ "$(id -u)" = 0 ]; then
    root=
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    root="sudo -n"
else
    echo "Missing: $*. Type: sudo $line" >&2
    exit 1
fi

export DEBIAN_FRONTEND=noninteractive
$root apt-get update --quiet --quiet
$root $line --quiet --quiet >/dev/null </dev/null || {
    echo "apt-get could not install it. Type: sudo $line" >&2
    exit 1
}
