#!/usr/bin/env bash
# The tools of Node: `node.sh biome check`, `node.sh test`. Installs what package-lock.json names, and runs none of it then.
# A machine without Node is told so and goes on; in continuous integration (CI=true) that is a failure.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

oldest=20
if ! command -v npm >/dev/null || [ "$(node -p 'parseInt(process.versions.node)')" -lt "$oldest" ]; then
    echo "skipped: this needs Node $oldest or newer, and npm"
    [ "${CI:-}" != true ]
    exit
fi

installed=node_modules/installed.json
if ! cmp --silent package-lock.json "$installed"; then
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
    cp package-lock.json "$installed"
fi

case "${1:-}" in
    biome) shift; exec node_modules/.bin/biome "$@" ;;
    *) echo "usage: node.sh biome …" >&2; exit 2 ;;
esac
