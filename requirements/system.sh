#!/usr/bin/env bash
# Browsers, Chinese fonts and Node for the tests and `make run`: installed where we are root on a Debian-like system,
# otherwise the command to run is printed. Nothing is done when all is there.
set -euo pipefail
packages=()
have() { command -v "$1" >/dev/null 2>&1; }
have chromium || have chromium-browser || have google-chrome || packages+=(chromium chromium-l10n)
have firefox-esr || have firefox || packages+=(firefox-esr)
have node || packages+=(nodejs)
have npm || packages+=(npm)
# Not `grep -q`: it ends early, and a pipe that breaks counts as failed here.
[ -n "$(fc-list 2>/dev/null | grep -i 'noto.*cjk')" ] || packages+=(fonts-noto-cjk fonts-noto-color-emoji fontconfig)
"${PYTHON:-python3}" -c 'import venv, ensurepip' 2>/dev/null || packages+=(python3-venv)
[ ${#packages[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ] && have apt-get; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
else
  echo "Missing: ${packages[*]}. On Debian or Ubuntu run:" >&2
  echo "  sudo apt-get install --no-install-recommends ${packages[*]}" >&2
  have node && have npm && "${PYTHON:-python3}" -c 'import venv, ensurepip' 2>/dev/null || exit 1
fi
