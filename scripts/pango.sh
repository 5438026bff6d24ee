#!/usr/bin/env bash
# See that the libraries are there with which WeasyPrint sets type for PDFs: `pango.sh` says what is missing,
# `pango.sh install` installs it where that is possible. Without them everything but the PDF works.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
packages=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)

here() { .venv/bin/python -c 'import sys; from reports.exports.pango import pango_is_here; sys.exit(not pango_is_here())'; }

here && exit 0

if [ "${1:-}" = install ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${packages[*]}"
    export DEBIAN_FRONTEND=noninteractive
    log="$(mktemp)"
    if apt-get update -qq >"$log" 2>&1 && apt-get install -y -qq --no-install-recommends "${packages[@]}" >>"$log" 2>&1 && here
    then
        rm -f "$log"
        exit 0
    fi
    tail -n 5 "$log" >&2
    rm -f "$log"
fi

as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo "
echo "**** No Pango on this machine: PDFs cannot be made, all else works. To install it:" >&2
echo "****     ${as_root}apt-get install ${packages[*]}" >&2
