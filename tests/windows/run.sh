#!/bin/sh
# Runs the program for Windows under wine beside the native one, and holds what they write together.
#   tests/windows/run.sh build/windows/mdsrisk.exe build/native/mdsrisk
set -eu
cd "$(dirname "$0")/../.."
program=$(realpath "$1")
native=$(realpath "$2")
examples=$PWD/examples
work=$(mktemp -d)
export WINEPREFIX="$work/wine" WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=" LC_ALL=C.UTF-8
wine=$(command -v wine64 || command -v wine || echo /usr/lib/wine/wine64)
server=$(command -v wineserver || ls /usr/lib/wine/wineserver64)
trap '"$server" -k || true; "$server" -w || true; rm -rf "$work"' EXIT
failed=0
complain() {
  echo "windows: $1" >&2
  failed=1
}

mkdir "$work/a" "$work/b"
cp "$examples"/infusion-pump/form.xlsx "$examples"/bedside-monitor/form.csv "$work/a"
cp "$examples"/ct-workstation/context.csv "$work/a"
cp "$work"/a/* "$work/b"

# both ARGUMENTS...: each program in a folder of its own; exit codes and files must be the same.
both() {
  (cd "$work/a" && "$native" "$@" >"$work/a.out" 2>"$work/a.err") && a=0 || a=$?
  (cd "$work/b" && "$wine" "$program" "$@" >"$work/b.out" 2>"$work/b.err") && b=0 || b=$?
  [ "$a" = "$b" ] || complain "$*: exit code $b, not $a: $(tail -n 2 "$work/b.err")"
  cmp -s "$work/a.out" "$work/b.out" || complain "$*: says something else"
  cmp -s "$work/a.err" "$work/b.err" || complain "$*: warns of something else"
}
# Numbers to 1e-12, all else byte for byte.
same() {
  /usr/bin/python3 tests/platform/same.py "$work/a/$1" "$work/b/$1" || complain "$1 differs"
}

# The first run makes wine's own folder, and says so.
"$wine" "$program" version >"$work/first.out" 2>&1 || complain "does not run: $(cat "$work/first.out")"

for language in en ja; do
  for ending in json csv xlsx; do
    both assess form.xlsx --as-of 2026-11-28 --lang $language -o register.$ending
    same register.$ending
  done
done
both assess form.csv --context context.csv --as-of 2026-11-28 -o context.json
same context.json
both version
both translate form.xlsx --to jp-mds-4.1 --as-of 2026-11-28 -o answers.csv
same answers.csv
# The other subcommands, and a register that is carried on.
cp "$examples"/lab-analyser/mds.xlsx "$examples"/lab-analyser/checklist.xlsx "$examples"/blank-mds-jp-4.1.xlsx "$work/a"
cp "$work/a"/mds.xlsx "$work/a"/checklist.xlsx "$work/a"/blank-mds-jp-4.1.xlsx "$work/b"
both translate form.xlsx --to jp-mds-4.1 --as-of 2026-11-28 --template blank-mds-jp-4.1.xlsx -o filled.xlsx
same filled.xlsx
both guideline mds.xlsx checklist.xlsx --as-of 2026-11-28 --lang ja -o guideline.csv
same guideline.csv
both ask form.csv --as-of 2026-11-28 -o letter.txt
same letter.txt
both compare form.xlsx form.csv --as-of 2026-11-28 -o comparison.csv
same comparison.csv
both diff form.xlsx form.xlsx --as-of 2026-11-28 -o diff.csv
both treat form.csv --as-of 2026-11-28 -o treat.csv
same treat.csv
both lifecycle form.csv --context context.csv --as-of 2026-11-28 -o lifecycle.csv
same lifecycle.csv
both simulate form.csv --as-of 2026-11-28 --draws 2000 -o simulation.csv
same simulation.csv
both lint form.csv --as-of 2026-11-28
both explain form.csv --as-of 2026-11-28
both import form.csv -o form.json
same form.json
both help assess --lang ja
both assess form.xlsx --as-of 2026-11-29 --register register.xlsx -o next.json
same next.json

# A file that nobody may write is kept.
chmod 444 "$work/a/register.csv" "$work/b/register.csv"
both assess form.xlsx --as-of 2026-11-28 -o register.csv

# PDF: a damaged one is said, and each test form gives what it gives on Linux.
printf '%%PDF-1.4\n' | tee "$work/a/form.pdf" >"$work/b/form.pdf"
both assess form.pdf --as-of 2026-11-28
for pdf in ../shared/forms/pdf/*/form.pdf; do
  [ -f "$pdf" ] || continue
  cp "$pdf" "$work/a/read.pdf"
  cp "$pdf" "$work/b/read.pdf"
  both import read.pdf -o read.json
  [ ! -f "$work/a/read.json" ] || same read.json
  rm -f "$work"/?/read.json
done

# Refusals: no such file, output over an input, unknown command.
both assess none.xlsx --as-of 2026-11-28
both assess form.xlsx --as-of 2026-11-28 -o form.xlsx
both wrong

# Names in Japanese, and a path longer than 260 characters.
long=$(printf 'x%.0s' $(seq 1 100))
for folder in a b; do
  mkdir -p "$work/$folder/開示書/$long/$long"
  cp "$work/$folder/form.xlsx" "$work/$folder/開示書/$long/$long/輸液ポンプ.xlsx"
done
both assess "開示書/$long/$long/輸液ポンプ.xlsx" --as-of 2026-11-28 -o "開示書/$long/$long/登録簿.xlsx"
same "開示書/$long/$long/登録簿.xlsx"

# A form in CP932, as Excel in Japan saves a csv.
sed 's/^name,.*/name,第2放射線室,/' "$examples/ct-workstation/context.csv" |
  iconv -f UTF-8 -t CP932 >"$work/a/cp932.csv"
cp "$work/a/cp932.csv" "$work/b"
both assess form.csv --context cp932.csv --as-of 2026-11-28 -o cp932.json
same cp932.json
grep -q 第2放射線室 "$work/b/cp932.json" || complain "CP932 was not decoded"

[ "$failed" -eq 0 ] || exit 1
echo "windows: same exit codes, words and bytes as the native program"
