#!/bin/sh
# Checks of the object files of a finished build: calls between parts of a room are those that the
# table of docs/inside/architecture.md allows, external names have the form that it describes, and
# every external function of a room is called from another file or public.
set -eu
cd "$(dirname "$0")/.."
build=${1:?usage: $0 BUILD_FOLDER}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What was built last, and not what an older build left behind: "part object" a line.
sed -n 's/.* -o \([^ ]*\.o\) -c .*/\1/p' "$build/compile_commands.json" |
  sed -nE 's,^cli/library/CMakeFiles/.*,library/ &,p;s,^(base|catalog|engine|report|importers|exporters|cli)/CMakeFiles/[^/]*\.dir/(([a-z_]+)/)?[a-z_0-9]+\.c\.o$,\1/\3 &,p' |
  sed 's,/ , ,' >"$work/objects"
[ -s "$work/objects" ] || { echo "check-objects: no objects in $build" >&2; exit 2; }

# Tests are users too, of what they look into.
sed -n 's/.* -o \([^ ]*\.o\) -c .*/\1/p' "$build/compile_commands.json" | grep '^tests/' |
  while read -r object; do
    [ ! -f "$build/$object" ] || echo "tests $object"
  done >"$work/tests"

# "D symbol part object" for a function or table that others can call, "U symbol part object". A
# line of nm is "object:address type symbol".
cat "$work/objects" "$work/tests" | cut -d' ' -f2 | (cd "$build" && xargs nm -A -g) |
  sed 's/^\([^:]*\):[0-9a-f]* */\1 /' |
  awk -v objects="$work/objects" '
    BEGIN { while ((getline line < objects) > 0) { split(line, f, " "); part[f[2]] = f[1] } }
    NF == 3 && $2 ~ /^[TDRBV]$/ && ($1 in part) { print "D", $3, part[$1], $1 }
    NF == 3 && $2 == "U" { print "U", $3, ($1 in part) ? part[$1] : "tests", $1 }' >"$work/symbols"

# "part used" a line, from the third column of the table.
awk -F'|' '/^\| `[a-z]+\/[a-z]+` \|/ {
  gsub(/[` ]/, "", $2); gsub(/ /, "", $4); room = $2; sub(/\/.*/, "", room)
  print $2, $2; n = split($4, used, ","); for (i = 1; i <= n; i++) print $2, room "/" used[i]
}' docs/inside/architecture.md >"$work/allowed"

cat ./*/include/mdsrisk/*.h ./cli/library/include/mdsrisk/*.h >"$work/public"
grep -oE '\bmds_[a-z0-9_]+' "$work/public" | sort -u >"$work/public-names"
cat "$work/public" ./*/internal/*/*.h | grep -oE '\bmds_[a-z0-9_]+' |
  sort -u >"$work/shared-names"

awk -v allowed="$work/allowed" -v public="$work/public-names" -v shared="$work/shared-names" '
  BEGIN {
    while ((getline line < allowed) > 0) may[line] = 1
    while ((getline line < public) > 0) is_public[line] = 1
    while ((getline line < shared) > 0) is_shared[line] = 1
  }
  $1 == "D" { where[$2] = $3; from[$2] = $4 }
  $1 == "U" { needs[++n] = $0 }
  function room(part) { sub(/\/.*/, "", part); return part }
  END {
    for (i = 1; i <= n; i++) {
      split(needs[i], need, " ")
      if (!(need[2] in where)) continue
      if (from[need[2]] != need[4]) used[need[2]] = 1
      a = need[3]; b = where[need[2]]
      # Files directly in a room use its parts, no part uses them; those of catalog/ are made data.
      if (a == b || room(a) != room(b) || index(a, "/") == 0 || b == "catalog") continue
      if (!((a " " b) in may)) {
        print "check-objects: " a " calls " need[2] " of " b ", which its line does not allow"
        bad = 1
      }
    }
    for (name in where) {
      if (room(where[name]) == "cli" || where[name] == "catalog/compile" || where[name] == "catalog/") continue
      # A name of this room alone has two underscores, one for others is in a header of theirs.
      if (name !~ /^mds_[a-z0-9]+(_[a-z0-9]+)*(__[a-z0-9_]+)?$/ ||
          (name !~ /__/ && !(name in is_shared))) {
        print "check-objects: " name " (" from[name] ") is no name for an external symbol"
        bad = 1
      }
      if (!(name in used) && !(name in is_public)) {
        print "check-objects: " name " (" from[name] ") is used in its own file alone: make it static"
        bad = 1
      }
    }
    exit bad
  }' "$work/symbols"
echo "check-objects: calls, names and uses of $(wc -l <"$work/objects") objects are in order"

# What is asked of the compiler and the linker must have arrived in the program. Builds with
# sanitizers or for coverage are not hardened.
program=$build/mdsrisk
if [ -x "$program" ] && ! nm "$program" | grep -qE '__(asan|gcov)_init'; then
  hardened=yes
  expect() {
    "$@" >/dev/null || { echo "check-objects: $program is not hardened: $*" >&2; hardened=no; }
  }
  readelf -hldW "$program" >"$work/elf"
  expect grep -q 'Type: *DYN' "$work/elf"
  expect grep -q 'GNU_RELRO' "$work/elf"
  expect grep -qE '\(FLAGS(_1)?\).*NOW' "$work/elf"
  expect grep -qE 'GNU_STACK.* RW ' "$work/elf"
  nm -D "$program" >"$work/dynamic"
  expect grep -q '__stack_chk_fail' "$work/dynamic"
  # The C library's own start files lack the marks in Debian 12: the program has them with the next.
  if [ "$(uname -m)" = x86_64 ]; then
    sed -n 's/.* -o \([^ ]*\.o\) -c .*/\1/p' "$build/compile_commands.json" | grep -v '^tests/' |
      while read -r object; do
        readelf -n "$build/$object" | grep -q 'x86 feature: IBT, SHSTK' || echo "$object"
      done >"$work/unmarked"
    expect test ! -s "$work/unmarked"
  fi
  [ "$hardened" = yes ] || exit 1
  echo "check-objects: position independent, read-only relocations, stack guards, control-flow marks"
fi
