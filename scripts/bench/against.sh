#!/bin/sh
# What each command takes, of this tree and of another commit: instructions (callgrind, one thread,
# which hardly depend on the machine), allocations and their bytes (memcheck), the most memory at
# once. One line a command, with tabs, so that tables of several commits can be joined.
#   scripts/bench.sh --against REV [FORM]
set -eu
cd "$(dirname "$0")/../.."
rev=$(git rev-parse --verify --short "${1:?usage: scripts/bench.sh --against REV [FORM]}^{commit}")
form=${2:-../shared/forms/nema-example/Example-MDS2-Worksheet.xlsx}
[ -f "$form" ] || form=examples/infusion-pump/form.xlsx

scripts/install-packages.sh build
command -v valgrind >/dev/null 2>&1 || { echo "valgrind counts: apt-get install valgrind" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cc -O2 -D_XOPEN_SOURCE=700 scripts/bench/interleave.c scripts/bench/usage.c -o "$work/interleave"

# build FOLDER: the release build of a tree, without its tests.
build() {
  cmake -S "$1" -B "$2" -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF >/dev/null
  cmake --build "$2" --target mdsrisk -- --quiet
}
build . build/against/now
if [ ! -x "build/against/$rev/mdsrisk" ]; then
  git archive --prefix=tree/ "$rev" | tar -x -C "$work"
  build "$work/tree" "build/against/$rev"
fi

# measure PROGRAM ARGUMENTS...: "instructions allocations bytes KiB"
measure() {
  count() {
    valgrind "$@" 2>&1 >/dev/null
  }
  instructions=$(count --tool=callgrind --callgrind-out-file=/dev/null "$@" |
    sed -n 's/.*Collected : //p')
  heap=$(count --leak-check=no "$@" |
    sed -n 's/.*total heap usage: \([0-9,]*\) allocs, .* frees, \([0-9,]*\) bytes.*/\1 \2/p' | tr -d ,)
  kib=$("$work/interleave" 3 "$@" | cut -d' ' -f4)
  echo "$instructions $heap $kib"
}

pump="examples/infusion-pump/form.xlsx --context examples/infusion-pump/context.json"
day="--as-of 2026-11-20"
printf 'command\tcommit\tinstructions\tallocations\tallocated bytes\tmost KiB\n'
while read -r name arguments; do
  for commit in "$rev" now; do
    rm -f "$work"/out.*
    # shellcheck disable=SC2086  # words of a command
    set -- $(eval "measure build/against/$commit/mdsrisk $arguments")
    printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$name" "$commit" "$@"
  done
done <<COMMANDS
version version
import import '$form' -o '$work/out.json'
assess-json assess '$form' $day -o '$work/out.json'
assess-xlsx assess '$form' $day -o '$work/out.xlsx'
ask ask '$form' $day -o '$work/out.json'
treat treat $pump $day -o '$work/out.json'
simulate simulate '$form' $day --draws 10000 --threads 1 -o '$work/out.json'
compare-2 compare examples/infusion-pump/form.xlsx examples/bedside-monitor/form.csv --context examples/infusion-pump/context.json $day -o '$work/out.json'
compare-4 compare examples/infusion-pump/form.xlsx examples/bedside-monitor/form.csv examples/pacs-software/form.csv examples/ct-workstation/form.xlsx --context examples/infusion-pump/context.json $day -o '$work/out.json'
COMMANDS
