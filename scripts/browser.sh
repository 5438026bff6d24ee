#!/usr/bin/env bash
# See that Chromium is there for the browser tests: install it where that is possible, else say so loudly.
set -euo pipefail
fonts=(fonts-liberation fonts-noto-core)
packages=(chromium "${fonts[@]}")

for browser in "${CHROMIUM:-/usr/bin/chromium-headless-shell}" "${CHROMIUM:-/usr/bin/chromium}"; do
    [ -x "$browser" ] && exit 0
done

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    log="$(mktemp)"
    apt-get update -qq >"$log" 2>&1 || true
    # The same browser without windows, where there is a package of it: smaller, and faster without a screen.
    if apt-cache show chromium-headless-shell >/dev/null 2>&1; then packages=(chromium-headless-shell "${fonts[@]}"); fi
    echo "Installing ${packages[*]}"
    if apt-get install -y -qq --no-install-recommends "${packages[@]}" >>"$log" 2>&1; then
        rm -f "$log"
        exit 0
    fi
    tail -n 5 "$log" >&2
    rm -f "$log"
fi

echo "**** No Chromium on this machine: the browser tests cannot run. To install it:" >&2
echo "****     sudo apt-get install ${packages[*]}" >&2
[ "${CI:-}" != "true" ]
