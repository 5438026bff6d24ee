#!/usr/bin/env bash
# Resolve requirements/*.in into *.txt for Python 3.11 and newer, with hashes and without any index address.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
scripts/setup.sh run
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
.venv/bin/python -m venv "$place"
"$place/bin/python" -m pip install --quiet --disable-pip-version-check uv
for name in base test mutants; do
    "$place/bin/uv" pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
        --no-header --no-emit-index-url --no-emit-find-links \
        "requirements/$name.in" --output-file "requirements/$name.txt"
done
