#!/bin/sh
# Measures the simulation: one thread against numpy doing the same model with the same inputs, and
# the whole process. The median of some interleaved runs each.
#   scripts/bench-simulate.sh [FORM] [DRAWS] [ROUNDS]
set -eu
cd "$(dirname "$0")/.."
form=${1:-examples/bedside-monitor/form.csv}
draws=${2:-100000}
rounds=${3:-7}

scripts/install-packages.sh build
cmake --preset release >/dev/null
cmake --build --preset release --target mdsrisk -- --quiet
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
release=build/release
# shellcheck disable=SC2046
gcc -std=c17 -O2 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Ibase/include -Ibase/internal \
  -Icatalog/include -Iengine/include -Iengine -Iimporters/include -o "$work/simulate" \
  scripts/bench/simulate.c -Wl,--start-group $(find "$release" -name 'libmds_*.a') -Wl,--end-group \
  $(pkg-config --libs libzip libxml-2.0 libcjson libutf8proc nettle gsl) -lm
gcc -std=c17 -O2 -D_POSIX_C_SOURCE=200809L -o "$work/interleave" scripts/bench/interleave.c \
  scripts/bench/usage.c

"$work/simulate" plan "$form" >"$work/plan.json"
inputs=$(tr '{,' '\n\n' <"$work/plan.json" | grep -c -e '"e":' -e '"rate":' -e '"v[12]":')
numpy=
/usr/bin/python3 -c 'import numpy' 2>/dev/null && numpy=yes
for _ in $(seq "$rounds"); do
  "$work/simulate" run "$form" "$draws" 1 >>"$work/ours"
  [ -z "$numpy" ] || env OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 \
    /usr/bin/python3 scripts/bench/simulate_numpy.py "$work/plan.json" "$draws" \
    >>"$work/numpy"
done
# median FILE COLUMN
median() { awk -v c="$2" '{print $c}' "$1" | sort -n | sed -n "$((rounds / 2 + 1))p"; }

ours=$(median "$work/ours" 1)
echo "form: $form, $inputs estimates, $draws draws, one thread, median of $rounds rounds"
printf '%-44s %10d ms  %10d draws/s\n' "mdsrisk: draws and their summary" $((ours / 1000000)) \
  $((draws * 1000 / (ours / 1000000)))
if [ -n "$numpy" ]; then
  theirs=$(median "$work/numpy" 1)
  printf '%-44s %10d ms  %10d draws/s\n' "numpy: the same" $((theirs / 1000000)) \
    $((draws * 1000 / (theirs / 1000000)))
  printf '%-44s %8d.%d times\n' "mdsrisk is faster" $((theirs / ours)) $((theirs * 10 / ours % 10))
else
  echo "numpy: not installed (apt-get install python3-numpy)"
fi
# picoseconds NAME VALUE
picoseconds() { printf '%-44s %8d.%02d ns\n' "$1" $(($2 / 1000)) $(($2 / 10 % 100)); }
picoseconds "one input of one draw, everything included" $((ours * 1000 / draws / inputs))
picoseconds "one Beta-PERT" "$(median "$work/ours" 2)"
picoseconds "one number of the pure generator" "$(median "$work/ours" 3)"

"$work/interleave" "$rounds" "$release/mdsrisk" simulate "$form" --as-of 2026-11-20 --draws 10000 \
  --threads 1 -q -o "$work/one.json" -- "$release/mdsrisk" simulate "$form" --as-of 2026-11-20 \
  --draws 10000 -q -o "$work/all.json" >"$work/times"
cmp "$work/one.json" "$work/all.json"
awk '{printf "%-44s %10.1f ms\n", NR == 1 ? "whole process, 10000 draws, one thread" : \
  "whole process, 10000 draws, all processors", $1 / 1000}' "$work/times"
