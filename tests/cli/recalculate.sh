#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The sums of a register, reckoned anew by a spreadsheet program: every formula without its stored
# value must come to the number of the engine.
#   recalculate.sh COMMAND FORM CONTEXT WORK
set -eu
command=$1 form=$2 context=$3 work=$4

for needed in soffice unzip zip; do
    if ! command -v "$needed" >/dev/null 2>&1; then
        echo "SKIP: $needed is not installed"
        exit 0
    fi
done

rm -rf "$work"
mkdir -p "$work/bare" "$work/again"
"$command" assess "$form" --context "$context" --as-of 2026-11-20 -q -o "$work/register.xlsx"
unzip -q "$work/register.xlsx" -d "$work/bare"
sheet=xl/worksheets/sheet4.xml

# Formula and value of each cell that has both, a line each.
values() {
    sed 's/<c /\n<c /g' "$1" | sed -n 's/.*<f[^>]*>\([^<]*\)<\/f><v>\([^<]*\)<\/v>.*/\2/p'
}

values "$work/bare/$sheet" >"$work/engine"
sed -i 's|\(<f>[^<]*</f>\)<v>[^<]*</v>|\1|g' "$work/bare/$sheet"
if grep -q '</f><v>' "$work/bare/$sheet"; then
    echo "a stored value is left"
    exit 1
fi
(cd "$work/bare" && zip -q -r ../bare.xlsx .)
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to xlsx \
    --outdir "$work/again" "$work/bare.xlsx" >"$work/soffice.log" 2>&1
unzip -q "$work/again/bare.xlsx" -d "$work/again/parts"
values "$work/again/parts/$sheet" >"$work/spreadsheet"

paste "$work/engine" "$work/spreadsheet" | awk '
    NF != 2 { print "line " NR ": " $0; bad = 1; next }
    {
        off = $1 - $2
        off = off < 0 ? -off : off
        size = $1 < 0 ? -$1 : $1
        if (off > 1e-9 * (size > 1e-12 ? size : 1e-12)) {
            print "line " NR ": " $1 " and " $2
            bad = 1
        }
    }
    END {
        print NR " sums reckoned anew"
        exit bad || NR < 100
    }'
