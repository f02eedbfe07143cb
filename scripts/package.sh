#!/bin/sh
# Makes the Debian packages of the committed tree in build/package and looks them over with lintian.
#   scripts/package.sh            make them
#   scripts/package.sh --chroot   then install them in a bare Debian 12 (debootstrap, as root), run
#                                 the command and build the example of docs/inside/embedding.md
set -eu
cd "$(dirname "$0")/.."

scripts/install-packages.sh package
version=$(sed -n 's/^#define MDS_VERSION "\(.*\)"$/\1/p' base/include/mdsrisk/version.h)
changelog=$(dpkg-parsechangelog -l scripts/debian/changelog -S Version)
[ "$version" = "$changelog" ] || {
  echo "scripts/debian/changelog is about $changelog, base/include/mdsrisk/version.h about $version" >&2
  exit 1
}

out=$PWD/build/package
rm -rf "$out"
mkdir -p "$out/mdsrisk-$version"
git archive HEAD | tar -x -C "$out/mdsrisk-$version"
mv "$out/mdsrisk-$version/scripts/debian" "$out/mdsrisk-$version/debian" # where its tools look
(cd "$out/mdsrisk-$version" && dpkg-buildpackage -b -us -uc) >"$out/build.log" 2>&1 || {
  tail -n 40 "$out/build.log" >&2
  exit 1
}
rm -rf "$out/mdsrisk-$version"
lintian --fail-on error "$out"/*.changes
ls -l "$out"/*.deb

[ "${1:-}" = --chroot ] || exit 0

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
# A mirror of this machine's own sources, so that nothing else needs to be reached.
mirror=$(sed -n 's|^deb \(\[[^]]*\] \)*\([^ ]*\) bookworm .*|\2|p;s|^URIs: *||p' \
  /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -n 1)
debootstrap --variant=minbase bookworm "$root" ${mirror:+"$mirror"} >"$out/chroot.log" 2>&1
mkdir "$root/packages"
cp "$out"/*.deb "$root/packages"
cp -r examples tests/library/embed.sh "$root/packages"
chroot "$root" /bin/sh -eu <<'INSIDE' >>"$out/chroot.log" 2>&1
export DEBIAN_FRONTEND=noninteractive
cd /packages
apt-get update -q
apt-get install -q -y --no-install-recommends ./mdsrisk_*.deb
mdsrisk version
mdsrisk assess examples/bedside-monitor/form.csv -o /tmp/register.xlsx
apt-get install -q -y --no-install-recommends ./lib*.deb gcc g++ libc6-dev cmake make pkg-config
sh ./embed.sh examples/embed examples/bedside-monitor/form.csv mdsrisk /tmp/embed
INSIDE
tail -n 5 "$out/chroot.log"
echo "The packages install and run in a bare Debian 12."
