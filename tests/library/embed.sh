#!/bin/sh
# Builds the example program on an installed mdsrisk in every way that is promised (pkg-config and
# CMake, C and C++, shared and static), runs each on a form, and compares its register with the
# one of the command.
#   embed.sh EXAMPLE FORM COMMAND WORK [PREFIX]
# EXAMPLE: folder of assess.c; WORK: folder to make; PREFIX: where mdsrisk is, if not in /usr.
set -eu

example=$1 form=$2 command=$3 work=$4 prefix=${5:-}
rm -rf "$work"
mkdir -p "$work"

if [ -n "$prefix" ]; then
  PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name mdsrisk.pc)")
  LD_LIBRARY_PATH=$(dirname "$(find "$prefix" -name 'libmdsrisk.so')")
  export PKG_CONFIG_PATH LD_LIBRARY_PATH
fi

"$command" assess "$form" --lang en --as-of 2026-11-28 --quiet -o "$work/expected.csv"
"$command" assess "$form" --lang en --as-of 2026-11-28 --quiet -o "$work/expected.json"

# runs PROGRAM: its registers are those of the command.
runs() {
  for ending in csv json; do
    "$1" "$form" "$work/register.$ending" >"$work/printed"
    cmp "$work/register.$ending" "$work/expected.$ending"
    rm "$work/register.$ending"
    [ -s "$work/printed" ]
  done
  echo "ok: $1"
}

# uses_shared PROGRAM yes|no: whether it needs the shared library to run.
uses_shared() {
  if ldd "$1" | grep -q 'libmdsrisk\.so'; then found=yes; else found=no; fi
  [ "$found" = "$2" ] || { echo "$1: libmdsrisk.so needed: $found, expected: $2" >&2; exit 1; }
}

strict="-Wall -Wextra -Wpedantic -Werror"
flags=$(pkg-config --cflags mdsrisk)
# shellcheck disable=SC2086,SC2046  # flags are words
{
  gcc -std=c11 $strict $flags "$example/assess.c" -o "$work/c_shared" $(pkg-config --libs mdsrisk)
  g++ -std=c++11 -x c++ $strict $flags "$example/assess.c" -x none -o "$work/cxx_shared" \
    $(pkg-config --libs mdsrisk)
  static="-Wl,-Bstatic -lmdsrisk -Wl,-Bdynamic $(pkg-config --static --libs mdsrisk | sed 's/-lmdsrisk//')"
  libdir=-L$(pkg-config --variable=libdir mdsrisk)
  gcc -std=c11 $strict $flags "$example/assess.c" -o "$work/c_static" $libdir $static
  g++ -std=c++11 -x c++ $strict $flags "$example/assess.c" -x none -o "$work/cxx_static" \
    $libdir $static
}
for language in c cxx; do
  uses_shared "$work/${language}_shared" yes
  uses_shared "$work/${language}_static" no
  runs "$work/${language}_shared"
  runs "$work/${language}_static"
done

for static in OFF ON; do
  cmake -S "$example" -B "$work/cmake-$static" -DEMBED_STATIC=$static \
    ${prefix:+"-DCMAKE_PREFIX_PATH=$prefix"} >"$work/cmake.log"
  cmake --build "$work/cmake-$static" >>"$work/cmake.log"
  for language in c cxx; do
    program=$work/cmake-$static/assess_$language
    if [ $static = ON ]; then uses_shared "$program" no; else uses_shared "$program" yes; fi
    runs "$program"
  done
done
