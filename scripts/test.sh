#!/bin/sh
# Everything that must hold before a change goes in: source checks, an optimised and a sanitized
# build with all tests, a clang build, a short run of each fuzz target.
#   scripts/test.sh --all                   then the page (emscripten, node, Chromium) and the program
#                                           for Windows (mingw-w64, wine)
#   MDS_FUZZ_SECONDS=60 scripts/test.sh     fuzz for a time, from a new seed, instead of the same
#                                           2,000 inputs a target at every run
set -eu
cd "$(dirname "$0")/.."

scripts/install-packages.sh test
scripts/check.sh

# LeakSanitizer needs ptrace, which some containers refuse: find out with a program that leaks.
probe=$(mktemp -d)
trap 'rm -rf "$probe"' EXIT
cat >"$probe/leak.c" <<'LEAK'
#include <stdlib.h>
static void *volatile kept;
int main(void)
{
    kept = malloc(16);
    kept = NULL;
    return 0;
}
LEAK
gcc -fsanitize=address -o "$probe/leak" "$probe/leak.c"
if "$probe/leak" 2>&1 | grep -q 'detected memory leaks'; then
  leaks=1
else
  leaks=0
  echo "NOTE: LeakSanitizer does not work here (no ptrace?); leaks are not looked for." >&2
fi
export ASAN_OPTIONS="detect_leaks=$leaks:abort_on_error=0"
export UBSAN_OPTIONS="print_stacktrace=1"

run_tests() {
  echo
  echo "== $1"
  cmake --preset "$1" -DBUILD_TESTING=ON -DMDS_WERROR=ON >/dev/null
  cmake --build --preset "$1" -- --quiet
  ctest --preset "$1" -j "$(nproc)" --no-tests=error
  log=build/$1/Testing/Temporary/LastTest.log
  if grep -nE '(Leak|Address|Thread|UndefinedBehavior)Sanitizer|runtime error:' "$log"; then
    echo "A sanitizer reported something; see $log" >&2
    exit 1
  fi
}

run_tests release
scripts/check-objects.sh build/release
run_tests asan

echo
echo "== clang"
cmake --preset clang -DBUILD_TESTING=ON -DMDS_WERROR=ON >/dev/null
cmake --build --preset clang -- --quiet

echo
# A check must say the same about the same sources: a count of inputs from a fixed seed, no clock.
if [ -n "${MDS_FUZZ_SECONDS:-}" ]; then
  fuzz_extent="-max_total_time=$MDS_FUZZ_SECONDS"
else
  fuzz_extent="-runs=2000 -seed=1"
fi
echo "== fuzz, $fuzz_extent"
cmake --preset fuzz -DBUILD_TESTING=ON >/dev/null
for source in tests/fuzz/fuzz_*.c; do
  target=$(basename "$source" .c)
  # A whole command takes seconds here: its corpus is replayed above, torture.sh goes on from there.
  [ "$target" != fuzz_command ] || continue
  cmake --build --preset fuzz --target "$target" -- --quiet
  mkdir -p "$probe/$target"
  # shellcheck disable=SC2086  # two options are meant
  find build/fuzz -name "$target" -type f -exec {} "$probe/$target" \
    "tests/fuzz/corpora/${target#fuzz_}" $fuzz_extent \
    -rss_limit_mb=2048 -timeout=10 -print_final_stats=1 \; >"$probe/$target.log" 2>&1 ||
    { tail -n 60 "$probe/$target.log"; exit 1; }
  if grep -qE 'ERROR|SUMMARY' "$probe/$target.log"; then
    tail -n 60 "$probe/$target.log"
    exit 1
  fi
  echo "$target: $(grep -o 'stat::number_of_executed_units: *[0-9]*' "$probe/$target.log")"
done

if [ "${1:-}" = --all ]; then
  export MDS_NATIVE=build/release
  echo
  echo "== page"
  scripts/page.sh --test
  echo
  echo "== Windows"
  scripts/windows.sh --test
fi

echo
echo "All checks passed."
