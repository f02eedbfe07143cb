#!/bin/sh
# The shared library exports what the public headers declare and nothing else. What is visible in
# the static library's objects (MDS_API where a function is defined) says the same on its own.
#   exports.sh libmdsrisk.so libmdsrisk.a
set -eu

nm -D --defined-only "$1" | sed -n 's/.* [TDBRV] \([a-z0-9_]*\).*/\1/p' | sort >exported
readelf -sW "$2" | awk '$5 == "GLOBAL" && $6 == "DEFAULT" && $7 != "UND" {print $8}' |
  sort -u >visible
[ -s exported ]
diff visible exported
if grep -v '^mds_' exported; then
  echo "names without the library's prefix" >&2
  exit 1
fi
readelf -d "$1" | grep -q 'SONAME.*libmdsrisk\.so\.[0-9]*\]'
echo "$(wc -l <exported) functions are exported"
