#!/usr/bin/env bash
# Make .venv and install the locked requirements: `setup.sh run` or `setup.sh test`.
# Does nothing, in a few milliseconds, when the lock has not changed since the last time.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

case "${1:-run}" in
    run) lock=requirements/base.txt ;;
    test) lock=requirements/test.txt ;;
    *) echo "usage: setup.sh run|test" >&2; exit 2 ;;
esac

as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo "

missing() {
    echo "Strong Districts needs $1, which this machine does not have. To install it:" >&2
    echo "    ${as_root}apt-get install $2" >&2
    exit 1
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if new_enough "$candidate"; then command -v "$candidate"; return; fi
    done
    return 1
}

# Called as a module: a script's first line does not survive a space in the path, or a moved folder.
# The lock names everything that is needed, so nothing is left to resolve; Python compiles what it imports.
install_half() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-compile \
        --require-hashes -r "$1"
}

# An installation that was interrupted or a Python that was upgraded away leaves a .venv that is of no use.
if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    python="$(find_python)" || missing "Python 3.11 or newer" "python3 python3-venv"
    "$python" -c 'import venv, ensurepip' 2>/dev/null || missing "Python's venv module" "python3-venv"
    echo "Making .venv"
    rm -rf .venv
    "$python" -m venv .venv
fi

# The stamp holds the sums of what was installed; the test lock contains all of the base lock.
installed=".venv/installed-$(basename "$lock")"
wanted="$(sha256sum requirements/base.txt "$lock")"
if [ "$(cat "$installed" 2>/dev/null)" != "$wanted" ]; then
    echo "Installing $lock (the first time this takes a minute)"
    rm -f .venv/installed-*
    # Two at once, every other package each: while one waits for the network the other unpacks.
    halves="$(mktemp -d)"
    trap 'rm -rf "$halves"' EXIT
    awk -v halves="$halves" '/^[A-Za-z0-9]/ { place++ } { print > (halves "/" place % 2 ".txt") }' "$lock"
    install_half "$halves/0.txt" & other=$!
    install_half "$halves/1.txt" || { wait; exit 1; }
    wait "$other"
    sha256sum requirements/base.txt "$lock" > "$installed"
    sha256sum requirements/base.txt requirements/base.txt > .venv/installed-base.txt
fi

.venv/bin/python scripts/catalogues.py
