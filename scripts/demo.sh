#!/bin/sh
# Builds mdsrisk on a bare Debian 12 and assesses the shipped examples in English and Japanese.
#   scripts/demo.sh [FOLDER]     registers go to FOLDER (build/demo)
set -eu
cd "$(dirname "$0")/.."
out=${1:-build/demo}

scripts/install-packages.sh build

echo "Building ..."
# A warning of another compiler is no reason not to run.
cmake --preset release -DBUILD_TESTING=OFF -DMDS_WERROR=OFF >/dev/null
cmake --build --preset release --target mdsrisk -- --quiet

mkdir -p "$out"
mdsrisk=build/release/mdsrisk
for folder in examples/*/; do
  name=$(basename "$folder")
  form=$(echo "$folder"form.*)
  context=$(echo "$folder"context.*)
  for lang in en ja; do
    echo
    echo "== $name ($lang): $form with $context"
    "$mdsrisk" assess "$form" --context "$context" --as-of 2026-11-20 --lang "$lang" \
      -o "$out/$name.$lang.xlsx" >"$out/$name.$lang.txt" 2>"$out/$name.$lang.messages.txt"
    # The headline and the worst risk; the file has the rest.
    sed '/^    -> /q' "$out/$name.$lang.txt"
  done
done

echo
echo "Registers, and beside each what the command said (.txt) and warned of (.messages.txt):"
ls "$out"/*.xlsx
