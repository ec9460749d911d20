#!/bin/sh
# Install what `make test-browsers` drives: Firefox, WebKit with its driver, and a screen for it. 110 MB.
set -eu
firefox=$(command -v firefox-esr || command -v firefox || true)
if [ "$firefox" ] && command -v WebKitWebDriver >/dev/null && command -v Xvfb >/dev/null; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    exec apt-get install -y -qq --no-install-recommends firefox-esr webkit2gtk-driver xvfb
fi
echo "Install Firefox, WebKitWebDriver and Xvfb: on Debian, firefox-esr, webkit2gtk-driver and xvfb." >&2
exit 1
