#!/bin/sh
# Makes the example forms again from their tables of answers, after a change of a table or of a
# title in the catalog.
set -eu
cd "$(dirname "$0")/.."
scripts/install-packages.sh build
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for tool in make_form make_jp_form; do
  # shellcheck disable=SC2046
  gcc -std=c17 -O1 -D_POSIX_C_SOURCE=200809L -o "$work/$tool" "scripts/examples/$tool.c" \
    scripts/examples/answers_table.c $(pkg-config --cflags --libs libcjson xlsxwriter)
done
make_form() {
  "$work/make_form" scripts/examples/words.json "$1" catalog/data/forms/mds2-2019.json "examples/$2/answers.tsv" "examples/$2/$3"
}
make_jp_form() {
  "$work/make_jp_form" scripts/examples/words.json "$1" "catalog/data/forms/$2.json" "$3" "examples/$4"
}
make_form worksheet infusion-pump form.xlsx
make_form split ct-workstation form.xlsx
make_form csv bedside-monitor form.csv
make_form csv-cp932 pacs-software form.csv
make_jp_form sheet jp-mds-4.1 examples/lab-analyser/mds.tsv lab-analyser/mds.xlsx
make_jp_form checklist checklist-r5-vendor examples/lab-analyser/checklist.tsv \
  lab-analyser/checklist.xlsx
printf 'question\tanswer\tnote\n' > "$work/none.tsv"
make_jp_form sheet jp-mds-4.1 "$work/none.tsv" blank-mds-jp-4.1.xlsx
