#!/bin/sh
# Measures the simulation against numpy doing the same model with the same inputs on one thread,
# one device as a whole process, and a fleet of devices assessed in one process. Prints one table;
# the median of some rounds each.
#   scripts/bench-simulate.sh [FORM] [DRAWS] [ROUNDS]
set -eu
cd "$(dirname "$0")/.."
form=${1:-examples/bedside-monitor/form.csv}
draws=${2:-100000}
rounds=${3:-7}

scripts/install-packages.sh build
scripts/install-packages.sh bench || echo "Without numpy there is nothing to compare with." >&2
cmake --preset release -DBUILD_TESTING=ON >/dev/null
cmake --build --preset release --target mdsrisk bench_simulate bench_fleet bench_interleave -- --quiet
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
release=build/release
drivers=$release/tests/bench

"$drivers/bench_simulate" plan "$form" >"$work/plan.json"
inputs=$(tr '{,' '\n\n' <"$work/plan.json" | grep -c -e '"e":' -e '"rate":' -e '"v[12]":')
numpy=
/usr/bin/python3 -c 'import numpy' 2>/dev/null && numpy=yes
for _ in $(seq "$rounds"); do
  "$drivers/bench_simulate" run "$form" "$draws" 1 >>"$work/ours"
  [ -z "$numpy" ] || env OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 \
    /usr/bin/python3 scripts/bench/simulate_numpy.py "$work/plan.json" "$draws" \
    >>"$work/numpy"
  "$drivers/bench_fleet" 10000 1 examples/*/form.* >>"$work/devices"
done
"$drivers/bench_interleave" "$rounds" "$release/mdsrisk" simulate "$form" --as-of 2026-11-20 --draws 10000 \
  --threads 1 -q -o "$work/one.json" -- "$release/mdsrisk" simulate "$form" --as-of 2026-11-20 \
  --draws 10000 -q -o "$work/all.json" >"$work/times"
cmp "$work/one.json" "$work/all.json" # the same bytes, however many threads

# median FILE COLUMN
median() { awk -v c="$2" '{print $c}' "$1" | sort -n | sed -n "$((rounds / 2 + 1))p"; }
# row NAME VALUE UNIT GOAL
row() { printf '%-50s %14s %-9s %s\n' "$1" "$2" "$3" "$4"; }
# per_second COUNT NANOSECONDS
per_second() { awk -v n="$1" -v t="$2" 'BEGIN {printf "%.0f", n * 1e9 / t}'; }
# scaled VALUE DIVISOR DIGITS
scaled() { awk -v v="$1" -v d="$2" -v n="$3" 'BEGIN {printf "%.*f", n, v / d}'; }

ours=$(median "$work/ours" 1)
generator=$(median "$work/ours" 3)
echo "form: $form, $inputs estimates, $draws draws, one thread, median of $rounds rounds"
echo
row "" "measured" "" "goal"
row "mdsrisk: draws and their summary" "$(per_second "$draws" "$ours")" "draws/s" ""
if [ -n "$numpy" ]; then
  theirs=$(median "$work/numpy" 1)
  row "numpy: the same" "$(per_second "$draws" "$theirs")" "draws/s" ""
  row "mdsrisk is faster" "$(scaled "$theirs" "$ours" 1)" "times" "5 or more"
else
  row "numpy (apt-get install python3-numpy)" "not installed" "" ""
fi
input=$((ours * 1000 / draws / inputs))
row "one input of one draw, everything included" "$(scaled "$input" 1000 2)" "ns" ""
row "one Beta-PERT" "$(scaled "$(median "$work/ours" 2)" 1000 2)" "ns" ""
row "one number of the pure generator" "$(scaled "$generator" 1000 2)" "ns" ""
row "an input of a draw, in generator numbers" "$(scaled "$input" "$generator" 1)" "numbers" ""
row "one device, 10000 draws, process, one thread" \
  "$(scaled "$(sed -n '1s/ .*//p' "$work/times")" 1000 1)" "ms" "150 or less"
row "one device, 10000 draws, process, all processors" \
  "$(scaled "$(sed -n '2s/ .*//p' "$work/times")" 1000 1)" "ms" "150 or less"
row "10000 devices assessed, no draws, one process" \
  "$(per_second 1 "$(median "$work/devices" 1)")" "devices/s" ""
row "their memory at the most" "$(scaled "$(median "$work/devices" 2)" 1024 1)" "MiB" ""
