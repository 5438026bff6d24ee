#!/usr/bin/env bash
# `make test`: the checks, then every test on SQLite and on PostgreSQL. Arguments go to pytest.
# With QUICK=1 (`make test-quick`): the tests on SQLite without a browser, nothing else.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
quick="${QUICK:-}"
verdict=0
summary=()
log="$(mktemp)"
trap 'rm -f "$log"' EXIT

if [ -z "$quick" ]; then
    scripts/browser.sh & browser=$! # Debian's packages come while Python's do
fi
scripts/setup.sh test || { wait; exit 1; }
if [ -z "$quick" ]; then
    wait "$browser"
    scripts/pango.sh install
fi

suite() {
    local name="$1"; shift
    echo
    echo "== Tests on $name"
    local status=0
    "$@" 2>&1 | tee "$log" || status="${PIPESTATUS[0]}"
    # pytest's 5 is "no test was chosen", which is what a narrow choice may well mean on one of the two.
    if [ "$status" -eq 5 ] && [ "${#chosen[@]}" -gt 0 ]; then status=0; fi
    [ "$status" -eq 0 ] || verdict=1
    summary+=("$name: $(tail -n 1 "$log")")
}

# The browser's scripts by themselves, in Node; a choice of tests is one of pytest's.
scripts_suite() {
    local output
    echo
    echo "== Tests of the scripts"
    if output="$(scripts/node.sh test 2>&1)"; then
        case "$output" in
            skipped:*) summary+=("Scripts: $output") ;;
            *) summary+=("Scripts: $(sed -n 's/^# pass //p' <<< "$output") passed") ;;
        esac
        echo "${summary[-1]}"
    else
        printf '%s\n' "$output"
        verdict=1
        summary+=("Scripts: FAILED (see above)")
    fi
}

# One more than processors: a browser's test waits now and then, for a clock or for a server that starts.
workers="${WORKERS:-$(($(nproc) + 1))}"
chosen=("$@")
pytest=(.venv/bin/python -m pytest -n "$workers" --dist worksteal "$@")

if [ -n "$quick" ]; then
    unset DATABASE_URL
    [ "${#chosen[@]}" -gt 0 ] || scripts_suite
    suite "SQLite, without a browser" "${pytest[@]}" -m "not browser"
    exit "$verdict"
fi

[ "${#chosen[@]}" -gt 0 ] || scripts_suite
checks="$(mktemp)"
trap 'rm -f "$log" "$checks"' EXIT
scripts/check.sh > "$checks" 2>&1 & checking=$!
suite "SQLite" env -u DATABASE_URL "${pytest[@]}"
echo
if wait "$checking"; then summary+=("Checks: passed"); else verdict=1; summary+=("Checks: FAILED (see above)"); fi
cat "$checks"
suite "PostgreSQL" .venv/bin/python scripts/postgres.py run -- "${pytest[@]}"

echo
printf '%s\n' "${summary[@]}"
exit "$verdict"
