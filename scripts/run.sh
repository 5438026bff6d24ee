#!/usr/bin/env bash
# `make run`: set up what is missing, then serve as in production.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PORT="${PORT:-8000}" DEMO="${DEMO:-1}"

scripts/setup.sh run

# Said now, in words, rather than by the server after the work of preparing.
if ! .venv/bin/python scripts/port_is_free.py "$PORT"; then
    echo "Port $PORT is taken by another program. Choose another:  make run PORT=$((PORT + 1))" >&2
    exit 1
fi

scripts/pango.sh
.venv/bin/python manage.py prepare
exec .venv/bin/python scripts/serve.py
