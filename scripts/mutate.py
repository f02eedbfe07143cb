#!/usr/bin/env python3
"""Mutation tests of C sources: one small fault at a time, built into the tests of its room.

  scripts/mutate.py [--count N] [--seed S] [--build FOLDER] [FILE_OR_FOLDER...]

A mutant is another operator, comparison or constant, or a statement left out. The sample is that of
the seed. One that no test of its room notices is a survivor; tests/mutants.tsv holds those that are
known, each with its reason. Ends with 1 when there is another. The sources stay as they are: a copy
is built."""

import argparse
import csv
import pathlib
import random
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
KNOWN = ROOT / "tests" / "mutants.tsv"
SECONDS = 600  # longer than any room's tests; a mutant that hangs is noticed

SWAPS = [
    (r"(?<![<>=!-])<=(?!=)", "<"), (r"(?<![<>=!-])>=(?!=)", ">"),
    (r" < ", " <= "), (r" > ", " >= "), (r"==", "!="), (r"!=", "=="),
    (r"&&", "||"), (r"\|\|", "&&"), (r" \+ ", " - "), (r" - ", " + "),
    (r" \* (?=[\w(])", " / "), (r" / ", " * "), (r"\+\+", "--"),
    (r"\+= ", "-= "), (r"\btrue\b", "false"), (r"\bfalse\b", "true"), (r"!(?=[\w(])", ""),
]
NUMBER = re.compile(r"(?<![\w.\"'])(\d+)(?![\w.\"'])")
STATEMENT = re.compile(r"^\s+(?!return\b|break\b|continue\b|goto\b|static\b|const\b|struct\b|enum\b)"
                       r"(?:[\w\]\[.>*()-]+ [-+*/|&]?= [^;{}]+|[\w.>-]+(?:\+\+|--)|\w+\([^;{}]*\));$")


def strings_of(line):
    return [m.span() for m in re.finditer(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'', line)]


def mutants_of(path):
    """(line number, line, mutated line) of all that a file offers."""
    comment = False
    lines = path.read_text(encoding="utf-8").split("\n")
    depth = 0
    for number, line in enumerate(lines):
        before = depth
        code = re.sub(r"/\*.*?\*/", "", line)
        if comment or code.lstrip().startswith("/*"):
            comment = "*/" not in line
            continue
        depth += code.count("{") - code.count("}")
        if before == 0 or line.lstrip().startswith("#"):
            continue  # tables, prototypes and heads of functions are looked at by the compiler
        held = strings_of(line)
        free = lambda m: not any(a <= m.start() < b for a, b in held)
        for pattern, other in SWAPS:
            for m in re.finditer(pattern, line):
                if free(m):
                    yield number, line, line[:m.start()] + other + line[m.end():]
        for m in NUMBER.finditer(line):
            if free(m):
                for step in (1, -1):
                    value = int(m.group(1)) + step
                    if value >= 0:
                        yield number, line, f"{line[:m.start(1)]}{value}{line[m.end(1):]}"
        if STATEMENT.match(line):
            yield number, line, re.match(r"^\s*", line).group() + ";"


def sources(names):
    for name in names:
        path = ROOT / name
        found = sorted(path.rglob("*.c")) if path.is_dir() else [path]
        for file in found:
            if not re.search(r"_(other|page|windows)\.c$", file.name) and file.parent.name != "worker":
                yield file


def run(command, **options):
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)


def prepare(build):
    """A copy of the sources and a build of it, which only the first run pays for."""
    tree = build / "tree"
    tree.mkdir(parents=True, exist_ok=True)
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True)
    for name in listed.stdout.decode().split("\0"):
        source, copy = ROOT / name, tree / name
        if source.is_file() and not (copy.exists() and copy.read_bytes() == source.read_bytes()):
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, copy)
    run(["cmake", "-S", tree, "-B", build / "objects", "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug",
         "-DCMAKE_C_FLAGS_DEBUG=-O1", "-DBUILD_TESTING=ON"], check=True)
    return tree


def judge(build, room, timeout):
    """"killed", "survived", or "no program" for one that does not compile."""
    objects = build / "objects"
    if run(["cmake", "--build", objects, "--target", f"test_{room}", "--", "-k", "1"]).returncode != 0:
        return "no program"
    try:
        tests = run([objects / "tests" / f"test_{room}", "--fail-fast", "--jobs=2", "-q"], timeout=timeout,
                    cwd=objects / "tests")
    except subprocess.TimeoutExpired:
        return "killed"
    return "killed" if tests.returncode != 0 else "survived"


def known_survivors():
    if not KNOWN.exists():
        return {}
    with KNOWN.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader((l for l in file if not l.startswith("#")), delimiter="\t",
                               quoting=csv.QUOTE_NONE))
    for row in rows:
        if len(row) != 4 or not row[3].strip():
            sys.exit(f"{KNOWN}: a line needs file, line, mutant and reason: {row}")
    return {tuple(row[:3]): row[3] for row in rows}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "mutants")
    parser.add_argument("names", nargs="*", default=["engine", "importers"])
    options = parser.parse_args()

    build = options.build.resolve()
    tree = prepare(build)
    found = [(path, *m) for path in sources(options.names) for m in mutants_of(path)]
    sample = random.Random(options.seed).sample(found, min(options.count, len(found)))
    print(f"{len(found)} mutants in {len(set(f[0] for f in found))} files, {len(sample)} of them tried")
    for room in sorted({path.relative_to(ROOT).parts[0] for path, *_ in sample}):
        if judge(build, room, SECONDS) != "survived":
            sys.exit(f"the tests of {room} fail without a mutant")
    known = known_survivors()
    counts = {"killed": 0, "survived": 0, "no program": 0}
    fresh = []
    for path, number, line, mutated in sample:
        name = path.relative_to(ROOT)
        copy = tree / name
        text = copy.read_text(encoding="utf-8")
        lines = text.split("\n")
        lines[number] = mutated
        copy.write_text("\n".join(lines), encoding="utf-8")
        verdict = judge(build, name.parts[0], SECONDS)
        copy.write_text(text, encoding="utf-8")
        counts[verdict] += 1
        if verdict == "survived":
            key = (str(name), line.strip(), mutated.strip())
            reason = known.get(key)
            if reason is None:
                fresh.append(key)
            print(f"{name}:{number + 1}: {line.strip()}  ->  {mutated.strip()}  [{reason or 'NEW'}]", flush=True)
    print(", ".join(f"{count} {verdict}" for verdict, count in counts.items()) + f", {len(fresh)} of them new")
    sys.exit(1 if fresh else 0)


main()
