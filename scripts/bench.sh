#!/bin/sh
# Measures mdsrisk on one form and prints one table.
#   scripts/bench.sh [FORM.xlsx] [ROUNDS]
#   scripts/bench.sh --against REV [FORM.xlsx]    the commands of this tree beside another commit's
# Compared with a Python script that only reads the workbook (python3-openpyxl), and with the
# floor: libzip and libxml2 walking the same two parts and doing nothing. valgrind counts
# instructions. What is not installed is left out, and said.
set -eu
cd "$(dirname "$0")/.."
if [ "${1:-}" = --against ]; then
  shift
  exec scripts/bench/against.sh "$@"
fi
form=${1:-../shared/forms/nema-example/Example-MDS2-Worksheet.xlsx}
rounds=${2:-51}
[ -f "$form" ] || form=examples/infusion-pump/form.xlsx

scripts/install-packages.sh build
scripts/install-packages.sh bench || echo "Without what is missing, then." >&2
cmake --preset release -DMDS_WERROR=OFF -DBUILD_TESTING=ON >/dev/null
cmake --build --preset release --target mdsrisk bench_floor bench_interleave bench_throughput -- --quiet
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
release=build/release
drivers=$release/tests/bench

out=$work/out.xlsx
set -- "$release/mdsrisk" assess "$form" --as-of 2026-11-20 -o "$out" \
  -- "$release/mdsrisk" assess "$form" --as-of 2026-11-20 -o "$work/out.json" \
  -- "$release/mdsrisk" version \
  -- "$drivers/bench_floor" "$form"
python=
if /usr/bin/python3 -c 'import openpyxl' 2>/dev/null; then
  python=yes
  set -- "$@" -- /usr/bin/python3 scripts/bench/read_openpyxl.py "$form"
fi
"$drivers/bench_interleave" "$rounds" "$@" >"$work/times"

# A line of the table: ratio to the floor with one decimal, and what is aimed at.
floor=$(sed -n '4s/ .*//p' "$work/times")
row() {
  line=$(sed -n "$2p" "$work/times")
  goal=${3:-}
  # shellcheck disable=SC2086  # four numbers
  set -- "$1" $line
  printf '%-46s %8d.%03d ms  %4d.%01d  %7d KiB  %-14s %s\n' "$1" $(($2 / 1000)) $(($2 % 1000)) \
    $(($2 / floor)) $(($2 * 10 / floor % 10)) "$5" \
    "$(($3 / 1000)).$(($3 / 100 % 10))-$(($4 / 1000)).$(($4 / 100 % 10)) ms" "$goal"
}

echo "form: $form ($(wc -c <"$form") bytes), $rounds interleaved rounds"
echo
printf '%-46s %15s  %6s  %11s  %-14s %s\n' "whole process" "median" "/floor" "memory" "5-95 %" "goal"
row "mdsrisk assess, register as xlsx" 1 "/floor 2.0 or less"
row "mdsrisk assess, register as json" 2 "/floor 2.0 or less"
row "mdsrisk version (start alone)" 3
row "floor: libzip + libxml2, parts walked" 4
if [ -n "$python" ]; then
  row "python3 + openpyxl, workbook only read" 5
  openpyxl=$(sed -n '5s/ .*//p' "$work/times")
  for line in 1 2; do
    ours=$(sed -n "${line}s/ .*//p" "$work/times")
    label="faster than openpyxl, register as $([ $line = 1 ] && echo xlsx || echo json)"
    printf '%-46s %8d.%d times %39s %s\n' "$label" $((openpyxl / ours)) \
      $((openpyxl * 10 / ours % 10)) "" "12 times or more"
  done
else
  echo "python3 + openpyxl: not installed (apt-get install python3-openpyxl)"
fi

echo
printf '%-46s %15s  %11s  %13s\n' "in one process, catalog loaded once" "one form" "forms/s" "instructions"
# instructions MODE: difference of two counts, so that start and catalog cancel out.
instructions() {
  command -v valgrind >/dev/null 2>&1 || { echo "no valgrind"; return; }
  for n in 2 12; do
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$drivers/bench_throughput" "$1" "$form" "$n" \
      "$out" 2>&1 >/dev/null | sed -n 's/.*Collected : //p' >"$work/count.$n"
  done
  echo $((($(cat "$work/count.12") - $(cat "$work/count.2")) / 10))
}
for mode in assess import-assess register; do
  case $mode in
    assess) label="facts and assessment (goal: 0.1 ms)" count=2000 ;;
    import-assess) label="reading the form, facts, assessment" count=200 ;;
    register) label="the same, and the register written as xlsx" count=50 ;;
  esac
  nanos=$("$drivers/bench_throughput" "$mode" "$form" "$count" "$out")
  printf '%-46s %8d.%03d ms  %11d  %13s\n' "$label" $((nanos / 1000000)) \
    $((nanos / 1000 % 1000)) $((1000000000 / nanos)) "$(instructions $mode)"
done
