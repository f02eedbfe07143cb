#!/bin/sh
# Prints verdicts and shares of the fictional devices of examples/archetypes, and what changed
# since the table that is kept as tests/golden/archetypes.txt.
#   scripts/archetypes.sh [PRESET]
set -eu
cd "$(dirname "$0")/.."
preset=${1:-release}

cmake --preset "$preset" -DBUILD_TESTING=ON >/dev/null
cmake --build --preset "$preset" --target test_engine -- --quiet
MDS_UPDATE_GOLDEN=1 "build/$preset/tests/test_engine" --filter 'archetypes/table*' >/dev/null 2>&1
cat tests/golden/archetypes.txt
git diff --stat -- tests/golden/archetypes.txt
