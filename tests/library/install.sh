#!/bin/sh
# Installs the build into a new prefix and builds the example program on what was installed.
#   install.sh SOURCE BUILD WORK
set -eu

source=$1 build=$2 work=$3
rm -rf "$work"
mkdir -p "$work"
cmake --install "$build" --prefix "$work/prefix" >"$work/install.log"

# The page shows the program that is built here.
awk '/^```c$/ {on = 1; next} /^```$/ {on = 0} on' "$source/docs/inside/embedding.md" >"$work/page.c"
sed '/^\/\* SPDX/d' "$source/examples/embed/assess.c" | diff - "$work/page.c"

# As the project itself is built: a bare machine has no make.
CMAKE_GENERATOR=Ninja
export CMAKE_GENERATOR
sh "$source/tests/library/embed.sh" "$source/examples/embed" \
  "$source/examples/bedside-monitor/form.csv" "$work/prefix/bin/mdsrisk" "$work/embed" "$work/prefix"
