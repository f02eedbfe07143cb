#!/bin/sh
# Makes what a hospital takes, in build/release-files: a zip with the page, the program for Windows,
# the examples and a read-me in both languages; the Debian packages; the command for Debian 12 as fast
# as it gets, without the reader of PDF; and checksums of all.
set -eu
cd "$(dirname "$0")/.."

version=$(sed -n 's/^#define MDS_VERSION "\(.*\)"$/\1/p' base/include/mdsrisk/version.h)
out=$PWD/build/release-files
name=mdsrisk-$version

scripts/page.sh --test
scripts/windows.sh --test
scripts/package.sh
scripts/fast.sh --test

rm -rf "$out"
mkdir -p "$out/$name"
cp build/page/mdsrisk.html build/windows/mdsrisk.exe LICENSE page/licences.txt "$out/$name"
# Line ends as Windows' own editor shows them.
for text in README.txt README-ja.txt; do
  sed 's/$/\r/' "page/release/$text" >"$out/$name/$text"
done
git archive HEAD examples | tar -x -C "$out/$name"
/usr/bin/python3 scripts/release/pack.py "$out/$name" "$(git log -1 --format=%cs)"
rm -rf "${out:?}/$name"
cp build/package/*.deb "$out"
fast=$name-linux-$(uname -m)
strip -o "$out/$fast" build/fast/mdsrisk
(cd "$out" && sha256sum -- *.zip *.deb "$fast" >SHA256SUMS)
ls -l "$out"
