#!/bin/sh
# Installs frontend/node_modules from the lock, with the machine's Node 20.12 or later and its npm,
# else with a Node that pip brings into .venv.
set -eu
cd "$(dirname "$0")/../.."

recent='const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 12) ? 0 : 1)'
if ! { command -v npm && command -v node && node -e "$recent"; } >/dev/null 2>&1; then
    .venv/bin/pip --disable-pip-version-check --quiet install --require-hashes \
        --requirement requirements/node.txt
    PATH="$PWD/.venv/bin:$PATH"
    export PATH
fi
npm --prefix frontend ci --ignore-scripts --loglevel=error --no-progress
