#!/usr/bin/env bash
# What can be said about the code without running it. All of it is said, then the verdict.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit
failed=()
steps=0

step() {
    local name="$1"; shift
    steps=$((steps + 1))
    if output="$("$@" 2>&1)"; then
        case "$output" in
            skipped:*) echo "  skipped $name: ${output#skipped: }" ;;
            *) echo "  ok      $name" ;;
        esac
    else
        echo "  FAILED  $name"
        printf '%s\n' "$output" | sed 's/^/          /'
        failed+=("$name")
    fi
}

templates_are_formatted() {
    find templates -name '*.html' -print0 | xargs -0 -r .venv/bin/djade --target-version 5.2 --check
}

echo "Checks"
step "ruff" .venv/bin/python -m ruff check .
step "ruff format" .venv/bin/python -m ruff format --check .
step "djade" templates_are_formatted
step "shellcheck" .venv/bin/shellcheck scripts/*.sh .ci/run
step "biome" scripts/node.sh biome check --error-on-warnings
step "import rules" .venv/bin/python -c 'from importlinter.cli import lint_imports_command as run; run()'
# Reads the settings and no database.
step "types" .venv/bin/python -m mypy
step "no pending migrations" .venv/bin/python manage.py makemigrations --check --dry-run

if [ "${#failed[@]}" -gt 0 ]; then
    echo "${#failed[@]} of $steps checks failed; \`make fmt\` repairs formatting"
    exit 1
fi
