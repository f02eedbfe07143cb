#!/bin/sh
# Checks of the source text that no compiler makes: format, spelling, banned functions, licence
# lines, file lengths. Prints every finding and fails if there is one.
set -eu
cd "$(dirname "$0")/.."

failed=0
complain() {
  echo "check: $1" >&2
  failed=1
}

rooms="base catalog engine report importers exporters cli page"
# catalog/compile/compile.c and base/confine/filters are programs that run while the library is built,
# and importers/worker one that the library starts.
library_files=$(find base catalog engine report importers exporters cli/library -name '*.[ch]' |
  grep -Ev '^(catalog/compile/compile\.c$|base/confine/filters/|importers/worker/)' | sort)
# shellcheck disable=SC2086
room_files=$(find $rooms -name '*.[ch]' | sort)
all_files=$(find base catalog engine report importers exporters cli page tests scripts examples -name '*.[ch]' | sort)

# shellcheck disable=SC2086
clang-format --dry-run -Werror $all_files || complain "format: run clang-format -i on these files"

codespell || complain "spelling: correct it, or add the word to .codespellrc"

# banned PATTERN REASON FILES...: finds calls and words outside comments that begin a line.
banned() {
  pattern=$1
  reason=$2
  shift 2
  found=$(grep -nE "$pattern" "$@" | grep -vE '^[^:]*:[0-9]+: *(/?\*|//)' || true)
  [ -z "$found" ] || { printf '%s\n' "$found" >&2; complain "$reason"; }
}

# shellcheck disable=SC2086
banned '\b(strcpy|strcat|strncpy|strncat|sprintf|vsprintf|gets|strtok|strtok_r|sscanf|atoi|atol|atof|alloca|system|popen|tmpnam|mktemp|setjmp|longjmp)[ ]*\(' \
  "banned function" $room_files
# shellcheck disable=SC2046
banned '\b(strtod|strtof|strtold)[ ]*\(|%[-+0-9.*#]*[fgeFGE]\b|\bfloat\b' \
  "numbers are read and written by base/core/num.c alone, and are double" \
  $(echo "$room_files" | grep -vE '^base/(core/num\.c|internal/base/posix_windows\.h)$')
# shellcheck disable=SC2086
banned '\b(abort|exit|_exit|quick_exit|printf|puts|putchar|perror|setlocale|localtime|time|getenv)[ ]*\(|\bstderr\b|\bstdout\b|\bassert[ ]*\(' \
  "a library room neither prints, nor ends the process, nor looks at its surroundings" $library_files
# shellcheck disable=SC2046
banned '#include *[<"](cJSON|cjson/|libxml/)' "cJSON and libxml2 are used through base/documents alone" \
  $(echo "$room_files" | grep -v '^base/documents/')

# Words are data: catalog/data/words and catalog/data/text hold them.
# shellcheck disable=SC2086
found=$(LC_ALL=C.UTF-8 grep -nP '[\x{3041}-\x{30FF}\x{4E00}-\x{9FFF}]' $room_files \
  scripts/*/*.c || true)
[ -z "$found" ] || { printf '%s\n' "$found" >&2; complain "Japanese words are data of the catalog"; }

for file in $all_files; do
  head -n 1 "$file" | grep -q '^/\* SPDX-License-Identifier: GPL-3.0-or-later \*/$' ||
    complain "$file: the first line is not the licence line"
  lines=$(wc -l <"$file")
  [ "$lines" -le 800 ] || complain "$file: $lines lines; 800 is the limit"
done

# A cell that is longer is read by nobody.
found=$(awk -F'|' '/^\|/ { for (i = 2; i < NF; i++) if (length($i) > 202) print FILENAME ":" FNR }' \
  README.md CONTRIBUTING.md docs/*.md docs/*/*.md)
[ -z "$found" ] || { printf '%s\n' "$found" >&2; complain "a cell of a table is longer than 200 characters"; }

[ "$failed" -eq 0 ] || exit 1
echo "check: format, spelling, banned functions, licence lines and lengths are in order"
