#!/usr/bin/env bash
# See that Chromium and the fonts are there with which the browser tests look at pages: install what is missing where
# that is possible, else say so loudly.
set -euo pipefail
packages=()

chromium_is_here() {
    [ -n "${CHROMIUM:-}" ] && { [ -x "$CHROMIUM" ]; return; }
    [ -x /usr/bin/chromium-headless-shell ] || [ -x /usr/bin/chromium ]
}
# Whatever browser is there: how wide a word is decides whether a page fits.
font_is_here() { command -v fc-list >/dev/null && [ -n "$(fc-list "$1" file)" ]; }

chromium_is_here || packages+=(chromium)
font_is_here "Liberation Sans" || packages+=(fontconfig fonts-liberation)
font_is_here "Noto Sans" || packages+=(fontconfig fonts-noto-core)
font_is_here "DejaVu Sans" || packages+=(fontconfig fonts-dejavu-core)
[ "${#packages[@]}" -gt 0 ] || exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    log="$(mktemp)"
    trap 'rm -f "$log"' EXIT
    apt-get update -qq >"$log" 2>&1 || true
    # The same browser without windows, where there is a package of it: smaller, and faster without a screen.
    if [ "${packages[0]}" = chromium ] && apt-cache show chromium-headless-shell >/dev/null 2>&1; then
        packages[0]=chromium-headless-shell
    fi
    echo "Installing ${packages[*]}"
    if apt-get install -y -qq --no-install-recommends "${packages[@]}" >>"$log" 2>&1; then exit 0; fi
    tail -n 5 "$log" >&2
fi

echo "**** Not on this machine, and the browser tests want it: ${packages[*]}. To install it:" >&2
echo "****     sudo apt-get install ${packages[*]}" >&2
[ "${CI:-}" != "true" ]
