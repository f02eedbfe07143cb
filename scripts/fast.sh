#!/bin/sh
# Builds the command as fast as it gets, into build/fast/mdsrisk: libraries linked in, the whole
# program optimised as one, for what ran when it read the examples.
#   scripts/fast.sh [--test]    --test holds what it writes against the release build
set -eu
cd "$(dirname "$0")/.."

scripts/install-packages.sh build
scripts/libraries.sh linux

fast=build/fast/mdsrisk
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# run NAME COMMAND...: what the command writes into $out; examples have findings, which end some with 1.
run() {
  name=$1
  shift
  "$program" "$@" >"$out/$name.stdout" 2>"$out/$name.stderr" || [ $? -eq 1 ] || {
    cat "$out/$name.stderr" >&2
    exit 1
  }
}

# The work of each command, on forms of each kind.
examples() {
  program=$1
  out=$2
  mkdir -p "$out"
  run version version
  for form in infusion-pump/form.xlsx bedside-monitor/form.csv pacs-software/form.csv ct-workstation/form.xlsx; do
    name=${form%%/*}
    set -- examples/$name/context.*
    for ending in json xlsx html; do
      run "$name.assess.$ending" assess "examples/$form" --context "$1" --as-of 2026-11-20 \
        -o "$out/$name.$ending"
    done
    run "$name.import" import "examples/$form" -o "$out/$name.answers.json"
    run "$name.ask" ask "examples/$form" --context "$1" --as-of 2026-11-20 -o "$out/$name.ask.json"
    run "$name.treat" treat "examples/$form" --context "$1" --as-of 2026-11-20 -o "$out/$name.treat.json"
    run "$name.simulate" simulate "examples/$form" --context "$1" --as-of 2026-11-20 --draws 2000 \
      -o "$out/$name.simulate.json"
  done
  run mds import examples/lab-analyser/mds.xlsx -o "$out/mds.json"
  run compare compare examples/infusion-pump/form.xlsx examples/bedside-monitor/form.csv \
    --context examples/infusion-pump/context.json --as-of 2026-11-20 -o "$out/compare.json"
}

for profile in train use; do
  [ $profile = use ] || find build/fast -name '*.gcda' -delete 2>/dev/null || true
  cmake --preset fast -DMDS_PROFILE=$profile >/dev/null
  cmake --build --preset fast --target mdsrisk -- --quiet
  [ $profile = use ] || examples "$PWD/$fast" "$work/train"
done
ls -l "$fast"

[ "${1:-}" = --test ] || exit 0
cmake --preset release >/dev/null
cmake --build --preset release --target mdsrisk -- --quiet
export SOURCE_DATE_EPOCH=0
examples "$PWD/build/release/mdsrisk" "$work/files"
mv "$work/files" "$work/release"
examples "$PWD/$fast" "$work/files"
mv "$work/files" "$work/fast"
diff -r "$work/release" "$work/fast"
echo "Writes the same as the release build."
