#!/bin/sh
# Builds mdsrisk.exe, one file for 64-bit Windows 10 and later, and with --test runs it under wine.
#   scripts/windows.sh [--test]    into build/windows/mdsrisk.exe
set -eu
cd "$(dirname "$0")/.."

scripts/install-packages.sh windows
scripts/libraries.sh windows

# The catalog is compiled by a program that runs here.
native=${MDS_NATIVE:-build/native}
[ -f "$native/build.ninja" ] ||
  cmake -S . -B "$native" -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF >/dev/null
cmake --build "$native" --target mds_catalog_compile mdsrisk mdsrisk-pdf-words -- --quiet

cmake --fresh --preset windows -DMDS_CATALOG_COMPILE="$PWD/$native/catalog/mds_catalog_compile" >/dev/null
cmake --build --preset windows -- --quiet
x86_64-w64-mingw32-strip build/windows/mdsrisk.exe
ls -l build/windows/mdsrisk.exe
[ "${1:-}" != --test ] || tests/windows/run.sh build/windows/mdsrisk.exe "$native/mdsrisk"
