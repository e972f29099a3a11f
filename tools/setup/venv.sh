#!/bin/sh
# Makes .venv with the machine's Python, and says what is missing where it cannot.
set -eu
cd "$(dirname "$0")/../.."

python=${PYTHON:-python3}
if ! command -v "$python" >/dev/null; then
    echo "Expected Python 3.11 or later as $python, but found none." >&2
    echo "Type: sudo apt-get install python3 python3-venv" >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Expected Python 3.11 or later, but $python is $("$python" -V 2>&1)." >&2
    echo "Type, with the name of a newer one: make PYTHON=python3.12" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    tools/setup/debian.sh "" python3-venv
fi
rm -rf .venv
"$python" -m venv .venv
