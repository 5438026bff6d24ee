#!/usr/bin/env bash
# See that Chromium is there for the browser tests: install it where that is possible, else say so loudly.
set -euo pipefail
packages=(chromium fonts-liberation fonts-noto-core)

[ -x "${CHROMIUM:-/usr/bin/chromium}" ] && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${packages[*]}"
    export DEBIAN_FRONTEND=noninteractive
    log="$(mktemp)"
    if apt-get update -qq >"$log" 2>&1 && apt-get install -y -qq --no-install-recommends "${packages[@]}" >>"$log" 2>&1
    then
        rm -f "$log"
        exit 0
    fi
    tail -n 5 "$log" >&2
    rm -f "$log"
fi

echo "**** No Chromium on this machine: the browser tests cannot run. To install it:" >&2
echo "****     sudo apt-get install ${packages[*]}" >&2
[ "${CI:-}" != "true" ]
