# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether two files hold the same but for the last digits of numbers, which the maths library of the
system decides: same.py A B. Workbooks are held part by part."""
import re
import sys
import zipfile

NUMBER = re.compile(r"(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)")
RELATIVE = 1e-12


def parts(path):
    if not zipfile.is_zipfile(path):
        with open(path, "rb") as file:
            return {"": file.read()}
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def is_same_text(a, b):
    left, right = NUMBER.split(a), NUMBER.split(b)
    if len(left) != len(right):
        return False
    for i, (x, y) in enumerate(zip(left, right)):
        if x != y and (i % 2 == 0 or abs(float(x) - float(y)) > RELATIVE * abs(float(x))):
            print(f"{x!r} and {y!r}", file=sys.stderr)
            return False
    return True


def is_same(a, b):
    left, right = parts(a), parts(b)
    return list(left) == list(right) and all(
        left[name] == right[name] or is_same_text(left[name].decode(), right[name].decode())
        for name in left)


sys.exit(0 if is_same(sys.argv[1], sys.argv[2]) else 1)
