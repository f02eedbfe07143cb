#!/bin/sh
# What is too long for scripts/test.sh: every fault, long fuzzing, mutants. All at low priority.
#   scripts/torture.sh [faults|fuzz|mutants]...       all three without a word
#   MDS_TORTURE_SECONDS=3600    of fuzzing, over all targets
#   MDS_TORTURE_MUTANTS=100     mutants of engine and importers, from MDS_TORTURE_SEED=1
# New inputs that reach code which the kept corpora do not are added to tests/fuzz/corpora, small ones
# alone. Survivors are in tests/mutants.tsv with their reasons.
set -eu
cd "$(dirname "$0")/.."
seconds=${MDS_TORTURE_SECONDS:-3600}
mutants=${MDS_TORTURE_MUTANTS:-100}
seed=${MDS_TORTURE_SEED:-1}
work=build/torture
mkdir -p "$work"
renice -n 19 -p $$ >/dev/null

# Each allocation and each call fails once, and from there on, in every run of tests/faults.
torture_faults() {
  cmake --preset release -B "$work/release" -DBUILD_TESTING=ON -DMDS_FAULT_RUNS=1000000 >/dev/null
  cmake --build "$work/release" -- --quiet
  ctest --test-dir "$work/release" -R '^faults_' -j "$(nproc)" --no-tests=error --output-on-failure
}

# Bytes of an input that is kept, and of a target's corpus.
most_kept=4096
most_corpus=400000

torture_fuzz() {
  cmake --preset fuzz -DBUILD_TESTING=ON >/dev/null
  set -- tests/fuzz/fuzz_*.c
  each=$((seconds / $#))
  for source in "$@"; do
    target=$(basename "$source" .c)
    kept=$PWD/tests/fuzz/corpora/${target#fuzz_}
    grown=$PWD/$work/corpora/$target
    small=$PWD/$work/small/$target
    rm -rf "$small"
    mkdir -p "$grown" "$small"
    cmake --build --preset fuzz --target "$target" -- --quiet
    program=build/fuzz/tests/fuzz/$target
    # Large inputs, and the memory that a reader may take at most with what a sanitizer adds.
    "$program" "$grown" "$kept" -max_total_time="$each" -max_len=2000000 -len_control=20 \
      -rss_limit_mb=2048 -timeout=20 -artifact_prefix="$PWD/$work/$target-" \
      -print_final_stats=1 >"$work/$target.log" 2>&1 || { tail -n 60 "$work/$target.log"; exit 1; }
    find "$grown" -type f -size -"$most_kept"c -exec cp {} "$small" \;
    before=$(find "$kept" -type f | wc -l)
    if [ "$(du -sb "$kept" | cut -f1)" -lt "$most_corpus" ]; then
      "$program" -merge=1 "$kept" "$small" >"$work/$target.merge.log" 2>&1
    fi
    echo "$target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$work/$target.log") inputs in $each s," \
      "$(grep -oE 'cov: [0-9]+' "$work/$target.log" | tail -n 1), $(find "$kept" -type f | wc -l) kept ($before before)"
  done
}

torture_mutants() {
  scripts/mutate.py --count "$mutants" --seed "$seed"
}

[ $# -gt 0 ] || set -- faults fuzz mutants
for part in "$@"; do
  case "$part" in
    faults | fuzz | mutants) echo "== $part"; "torture_$part" ;;
    *) echo "usage: $0 [faults|fuzz|mutants]..." >&2; exit 3 ;;
  esac
done
