#!/bin/sh
# Installs what is missing on Debian 12, and nothing else: to build (build), to build and test
# (test), to compare speeds (bench), to make Debian packages (package), the page (page) or the program
# for Windows (windows). Touches neither the network nor the package system when all is there.
set -eu

build="cmake ninja-build pkg-config gcc libc6-dev libxml2-dev libcjson-dev libgsl-dev libzip-dev
  libxlsxwriter-dev libutf8proc-dev libunibreak-dev nettle-dev scdoc
  libpoppler-glib-dev poppler-data libqpdf-dev libseccomp-dev libsqlite3-dev
  libpq-dev"
test="g++ clang clang-format libclang-rt-14-dev libcriterion-dev codespell groff-base valgrind
  python3-jsonschema python3-openpyxl postgresql-15"
packaging="$build debhelper fakeroot lintian debootstrap"
page="$build dpkg-dev emscripten nodejs node-typescript chromium chromium-driver python3-selenium"
windows="$build dpkg-dev mingw-w64 wine64"
bench="python3-numpy python3-openpyxl valgrind"

case "${1:-}" in
  build) wanted=$build ;;
  test) wanted="$build $test" ;;
  bench) wanted=$bench ;;
  package) wanted=$packaging ;;
  page) wanted=$page ;;
  windows) wanted=$windows ;;
  *) echo "usage: $0 build|test|bench|package|page|windows" >&2; exit 3 ;;
esac

missing=
for package in $wanted; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
  as_root=
elif command -v sudo >/dev/null 2>&1; then
  as_root=sudo
else
  echo "Not root, and there is no sudo. Have an administrator run:" >&2
  echo "  apt-get install -y --no-install-recommends$missing" >&2
  exit 2
fi

echo "Installing:$missing"
# sudo clears the environment, so that the variable is set behind it.
$as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q
# shellcheck disable=SC2086  # one word a package is meant
$as_root env DEBIAN_FRONTEND=noninteractive \
  apt-get install -q -y --no-install-recommends $missing
