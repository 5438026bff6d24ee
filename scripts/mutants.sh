#!/usr/bin/env bash
# `make mutants`: small changes to the code, one at a time, and whether the tests of that subject notice. About an hour.
# Arguments go to mutants.py.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
scripts/setup.sh test

tools=var/mutants
wanted="$(sha256sum requirements/mutants.txt)"
if [ "$(cat "$tools/installed" 2>/dev/null)" != "$wanted" ]; then
    echo "Installing requirements/mutants.txt"
    .venv/bin/python -m venv --clear "$tools"
    "$tools/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --no-deps \
        --require-hashes -r requirements/mutants.txt
    printf '%s\n' "$wanted" > "$tools/installed"
fi
exec "$tools/bin/python" scripts/mutants.py "$@"
