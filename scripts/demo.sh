#!/bin/sh
# Builds mdsrisk on a bare Debian 12 and assesses the shipped examples in English and Japanese.
#   scripts/demo.sh [FOLDER]     registers go to FOLDER (build/demo)
#   MDS_BUILT=PROGRAM scripts/demo.sh     with a program that is built already
set -eu
cd "$(dirname "$0")/.."
out=${1:-build/demo}

mdsrisk=${MDS_BUILT:-build/release/mdsrisk}
if [ -z "${MDS_BUILT:-}" ]; then
  scripts/install-packages.sh build
  echo "Building ..."
  # A warning of another compiler is no reason not to run.
  cmake --preset release -DBUILD_TESTING=OFF -DMDS_WERROR=OFF >/dev/null
  cmake --build --preset release --target mdsrisk -- --quiet
fi

mkdir -p "$out"
for folder in examples/*/; do
  name=$(basename "$folder")
  form=$(ls "$folder"form.* "$folder"mds.xlsx 2>/dev/null || true)
  [ -n "$form" ] || continue # what is no device
  context=$(echo "$folder"context.*)
  for lang in en ja; do
    echo
    echo "== $name ($lang): $form with $context"
    "$mdsrisk" assess "$form" --context "$context" --as-of 2026-11-20 --lang "$lang" \
      -o "$out/$name.$lang.xlsx" >"$out/$name.$lang.txt" 2>"$out/$name.$lang.messages.txt"
    # The headline; the file has the rest.
    sed '/^$/q' "$out/$name.$lang.txt"
  done
done

echo
echo "== the infusion pump's MDS2 as a Japanese disclosure, and the analyser's by clause"
"$mdsrisk" translate examples/infusion-pump/form.xlsx --to jp-mds-4.1 --lang en \
  --template examples/blank-mds-jp-4.1.xlsx -o "$out/infusion-pump.mds-jp.xlsx" \
  --proof "$out/infusion-pump.proof.xlsx" | sed -n '1,2p'
"$mdsrisk" guideline examples/lab-analyser/mds.xlsx examples/lab-analyser/checklist.xlsx \
  --lang ja -o "$out/lab-analyser.guideline.ja.xlsx" 2>/dev/null | sed -n '1,/^$/p'

echo
echo "Registers, and beside each what the command said (.txt) and warned of (.messages.txt):"
ls "$out"/*.xlsx

echo
echo "Without installation: scripts/page.sh makes build/page/mdsrisk.html, scripts/windows.sh mdsrisk.exe."
