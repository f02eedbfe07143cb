#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A disclosure that goes through JSON is the same afterwards, byte for byte, for every form that is
read here; and the conformance cases of the format get their verdicts.

round_trip.py <command> <source folder> <scratch folder> <more forms, if there>"""
import os
import subprocess
import sys

MDSRISK, SOURCE, SCRATCH, MORE = sys.argv[1:5]
failures = 0


def complain(text):
    global failures
    failures += 1
    print(text)


def read(path, out):
    """Whether it could be read; the JSON is in out."""
    command = [MDSRISK, "import", path, "-q", "-o", out]
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)


def round_trip(path):
    first, second = (os.path.join(SCRATCH, name) for name in ("first.json", "second.json"))
    if os.path.exists(first):
        os.remove(first)
    if read(path, first).returncode != 0 or not os.path.exists(first):
        return 0  # no form, or several: other tests say so
    with open(first, "rb") as file:
        before = file.read()
    if b'"kind": "disclosure"' not in before[:200]:
        return 0
    run = read(first, second)
    if run.returncode != 0:
        complain(f"{path}: {run.stderr.decode()}")
        return 1
    with open(second, "rb") as file:
        after = file.read()
    if before != after:
        at = next((i for i, (a, b) in enumerate(zip(before, after)) if a != b), min(len(before), len(after)))
        complain(f"{path}: differs at {at}: {before[at-60:at+60]} became {after[at-60:at+60]}")
    return 1


def forms_in(folder):
    for where, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            if name.lower().endswith((".xlsx", ".csv", ".ods", ".pdf", ".docx", ".html", ".json")):
                yield os.path.join(where, name)


def conformance():
    folder = os.path.join(SOURCE, "docs", "conformance", "disclosure")
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".json"):
            continue
        code = read(os.path.join(folder, name), os.path.join(SCRATCH, "case.json")).returncode
        if (code == 0) != name.startswith("valid"):
            complain(f"{name}: exit code {code}")


def main():
    os.makedirs(SCRATCH, exist_ok=True)
    conformance()
    count = sum(round_trip(path) for path in forms_in(os.path.join(SOURCE, "examples")))
    if os.path.isdir(MORE):
        count += sum(round_trip(path) for path in forms_in(MORE))
    print(f"{count} forms, {failures} failures")
    return 1 if failures or count < 5 else 0


sys.exit(main())
