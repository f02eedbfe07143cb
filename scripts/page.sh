#!/bin/sh
# Builds mdsrisk.html: the whole tool as one file for a browser, that needs no network.
#   scripts/page.sh [--test]    into build/page/mdsrisk.html; --test holds it against the command, and
#                               uses it in Chromium
set -eu
cd "$(dirname "$0")/.."
export NODE_PATH=/usr/share/nodejs

scripts/install-packages.sh page
scripts/libraries.sh page

# The catalog is compiled by a program that runs here, not in the page.
native=${MDS_NATIVE:-build/native}
[ -f "$native/build.ninja" ] ||
  cmake -S . -B "$native" -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF >/dev/null
cmake --build "$native" --target mds_catalog_compile mdsrisk mdsrisk-pdf-words -- --quiet

cmake --fresh --preset page -DMDS_CATALOG_COMPILE="$PWD/$native/catalog/mds_catalog_compile" >/dev/null
cmake --build --preset page -- --quiet
node page/bundle.mjs build/page/mdsrisk.html
[ "${1:-}" != --test ] || tests/page/run.sh build/page "$native/mdsrisk"
