#!/bin/sh
# Find a Chromium for the browser tests: on the PATH, else Debian's package, else Playwright's own.
set -eu
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then
        exit 0
    fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq chromium && exit 0
fi
exec .venv/bin/playwright install --with-deps chromium
