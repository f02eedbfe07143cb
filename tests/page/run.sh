#!/bin/sh
# Tests of the page: types of its scripts, same bytes as the command, and Chromium.
#   tests/page/run.sh build/page build/native/mdsrisk
set -eu
cd "$(dirname "$0")/../.."
tsc -p page/jsconfig.json
node tests/page/same_bytes.mjs "$1" "$2"
/usr/bin/python3 tests/page/browser.py "$1/mdsrisk.html"
