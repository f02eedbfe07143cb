#!/bin/sh
# Makes the example forms again from their tables of answers, after a change of a table or of a
# title in the catalog.
set -eu
cd "$(dirname "$0")/.."
scripts/install-packages.sh build
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# shellcheck disable=SC2046
gcc -std=c17 -O1 -D_POSIX_C_SOURCE=200809L -o "$work/make_form" scripts/examples/make_form.c \
  $(pkg-config --cflags --libs libcjson xlsxwriter)
form=catalog/forms/mds2-2019.json
make_form() {
  "$work/make_form" "$1" "$form" "examples/$2/answers.tsv" "examples/$2/$3"
}
make_form worksheet infusion-pump form.xlsx
make_form split ct-workstation form.xlsx
make_form csv bedside-monitor form.csv
make_form csv-cp932 pacs-software form.csv
