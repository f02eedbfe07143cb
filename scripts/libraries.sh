#!/bin/sh
# Builds the libraries that the page, the Windows program or the fast command is linked with, from
# Debian's source packages, pinned by version, into build/libraries/<target>. Does nothing when they
# are there.
#   scripts/libraries.sh page       with emscripten
#   scripts/libraries.sh windows    with mingw-w64
#   scripts/libraries.sh linux      with gcc: those that Debian has no archive of, or only one that
#                                   takes ICU or OpenSSL along
set -eu
cd "$(dirname "$0")/.."
root=$PWD
target=${1:-}
out=$root/build/libraries/$target
from=$root/build/libraries/sources

case "$target" in
  page) toolchain=$root/scripts/cmake/page.cmake small=-Oz ;;
  windows) toolchain=$root/scripts/cmake/windows.cmake small=-Os ;;
  linux) toolchain= small=-O2 ;;
  *) echo "usage: $0 page|windows|linux" >&2; exit 3 ;;
esac

# name, version
linux="
libxml2 2.9.14+dfsg-1.3~deb12u6
cjson 1.7.15-1+deb12u4
libzip 1.7.3-1
libxlsxwriter 1.1.4-2
"
packages="$linux
zlib 1:1.2.13.dfsg-1
gsl 2.7.1+dfsg-5+deb12u1
nettle 3.8.1-2
utf8proc 2.8.0-1
poppler 22.12.0-2+deb12u3
qpdf 11.3.0-1+deb12u1
freetype 2.12.1+dfsg-5+deb12u4
"
# The 1.1 of Debian 12 is missing on mirrors; the next Debian's breaks lines alike, but for half-width
# kana and the wide blank. Debian changes nothing in it.
unibreak=pool/main/libu/libunibreak/libunibreak_6.1.orig.tar.gz
unibreak_sha256=890674996168ef5ba143d80d49ab8b61594a4eb70198dcac76caf6e1bd264a41

[ "$target" != linux ] || packages=$linux

stamp=$({ echo "$packages"; cat scripts/libraries.sh scripts/cmake/libraries/* importers/worker/maps.h; } |
  sha256sum | cut -d' ' -f1)
if [ "$(cat "$out/stamp" 2>/dev/null || true)" = "$stamp" ]; then
  exit 0
fi

# Debian's own sources, asked for as source packages, in lists of our own: nothing of the system's
# changes, and apt checks the signatures.
mkdir -p "$from/apt/lists/partial"
for list in /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources; do
  [ -f "$list" ] || continue
  ending=${list##*.}
  sed -e 's/^Types: *deb *$/Types: deb-src/' -e 's/^deb /deb-src /' "$list" \
    >"$from/apt/debian.$ending"
done
apt() {
  command="$1"
  shift
  (cd "$from" && apt-get -q -o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$from/apt" \
    -o "Dir::State::lists=$from/apt/lists" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= \
    "$command" "$@")
}

# What comes out is the same on every machine: no paths, no dates.
export SOURCE_DATE_EPOCH=0
flags="-O2 -ffile-prefix-map=$root=."
# They read what anybody sends: as hardened as the command itself, and optimised as one with it.
[ "$target" != linux ] || flags="$flags -fPIE -fstack-protector-strong -fstack-clash-protection \
-fcf-protection -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -flto -ffat-lto-objects"
# Where Debian keeps the modules that emscripten's own scripts load, for another node than Debian's.
export NODE_PATH=/usr/share/nodejs

unpack() {
  name=$1
  version=$2
  folder=$from/$name
  [ "$(cat "$folder/.version" 2>/dev/null || true)" != "$version" ] || return 0
  rm -rf "$folder"
  apt source --download-only "$name=$version"
  (cd "$from" && dpkg-source --no-check -x "${name}_${version#*:}.dsc" "$folder")
  echo "$version" >"$folder/.version"
}

unpack_unibreak() {
  folder=$from/libunibreak
  [ "$(cat "$folder/.version" 2>/dev/null || true)" != "$unibreak" ] || return 0
  rm -rf "$folder"
  mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | grep '/debian/*$' |
    head -n 1)
  # apt's own program: its proxy and its checksum.
  mirror=${mirror:-http://deb.debian.org/debian}
  /usr/lib/apt/apt-helper download-file "${mirror%/}/$unibreak" "$from/${unibreak##*/}" \
    "SHA256:$unibreak_sha256"
  mkdir "$folder"
  tar -xf "$from/${unibreak##*/}" --strip-components=1 -C "$folder"
  echo "$unibreak" >"$folder/.version"
}

[ -f "$from/apt/updated" ] || { apt update; touch "$from/apt/updated"; }
echo "$packages" | while read -r name version; do
  [ -z "$name" ] || unpack "$name" "$version"
done
[ "$target" = linux ] || unpack_unibreak

mkdir -p "$out"
rm -f "$out/stamp"
cmake -S scripts/cmake/libraries -B "$out/build" -G Ninja ${toolchain:+"-DCMAKE_TOOLCHAIN_FILE=$toolchain"} \
  -DCMAKE_BUILD_TYPE=Release -DCMAKE_C_FLAGS="$flags" -DCMAKE_C_FLAGS_RELEASE=-DNDEBUG \
  -DCMAKE_CXX_FLAGS="$flags $small" -DCMAKE_CXX_FLAGS_RELEASE=-DNDEBUG \
  -DCMAKE_INSTALL_PREFIX="$out" -DCMAKE_INSTALL_LIBDIR=lib -DMDS_SOURCES="$from" >"$out/log" 2>&1 &&
  cmake --build "$out/build" >>"$out/log" 2>&1 &&
  cmake --install "$out/build" >>"$out/log" 2>&1 || { tail -n 40 "$out/log" >&2; exit 1; }

echo "$stamp" >"$out/stamp"
