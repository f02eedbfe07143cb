#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: convert.sh MDSRISK FORM DIR
# Lets LibreOffice make pages of the documents for Word: the decision and its signature lines are
# on the first page, in both languages.
set -eu

mdsrisk=$1
form=$2
dir=$3

for tool in soffice lowriter pdftotext; do
  command -v "$tool" >/dev/null || {
    echo "SKIP: no $tool here"
    exit 0
  }
done
rm -rf "$dir"
mkdir -p "$dir"
for lang in en ja; do
  "$mdsrisk" assess "$form" --as-of 2026-11-20 --lang "$lang" -q -o "$dir/assess-$lang.docx"
  "$mdsrisk" ask "$form" --as-of 2026-11-20 --lang "$lang" -q -o "$dir/ask-$lang.docx"
  "$mdsrisk" guideline "$form" --as-of 2026-11-20 --lang "$lang" -q -o "$dir/guideline-$lang.docx"
done
cd "$dir"
soffice "-env:UserInstallation=file://$dir/profile" --headless --convert-to pdf ./*.docx >/dev/null
for name in assess-en assess-ja ask-en ask-ja guideline-en guideline-ja; do
  test -s "$name.pdf" || {
    echo "FAIL: $name.docx was not opened"
    exit 1
  }
done
pdftotext -l 1 assess-en.pdf - | grep -q 'Reason'
pdftotext -l 1 assess-ja.pdf - | grep -q '理由'
pdftotext ask-en.pdf - | grep -q 'Why we ask'
pdftotext guideline-ja.pdf - | grep -q '責任分界'
