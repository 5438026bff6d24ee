#!/usr/bin/env bash
# The tools of Node: `node.sh biome check`, and the scripts' own tests, `node.sh test`.
# Installs what package-lock.json names, without running any of it.
# A machine without Node is told so and goes on; in continuous integration (CI=true) that is a failure.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

is_new_enough() {
    node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major * 100 + minor < 2019 ? 1 : 0)'
}

if ! command -v npm >/dev/null || ! is_new_enough; then
    echo "skipped: this needs Node 20.19 or newer, and npm"
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
    test) shift; exec node --test --test-reporter=tap "$@" tests/js/*.test.js ;;
    *) echo "usage: node.sh biome … | test" >&2; exit 2 ;;
esac
