# SPDX-License-Identifier: GPL-3.0-or-later
"""A fleet whose file somebody else wrote: other tables, values that stand for nothing, text that is
none, single bytes changed. It is refused with a reason or read; nothing that it says steers.

usage: fleet.py MDSRISK SOURCES FOLDER COUNT

COUNT files with changed bytes are made from seed 1.
"""
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys

COMMAND, SOURCES, FOLDER, COUNT = sys.argv[1:3] + [os.path.abspath(sys.argv[3]), int(sys.argv[4])]
DAY = ["--as-of", "2026-11-20"]
ENVIRONMENT = dict(os.environ, NO_COLOR="1", LC_ALL="C")
VERBS = [["list", "-o", "list.json"], ["report"], ["update", "--since", "2020-01-01"]]
EVIL = "x\nFORGED: y\x1b[2J\u202e\u2028FORGED"

# What only others make: no such file is read.
FOREIGN = [
    "DROP TABLE meta; CREATE VIEW meta AS WITH RECURSIVE c (name) AS (SELECT '' UNION ALL SELECT name"
    " || 'x' FROM c) SELECT name, x'' AS value FROM c",
    "CREATE TRIGGER more AFTER INSERT ON history BEGIN DELETE FROM device; END",
    "DROP INDEX device_class",
    "CREATE TABLE other (x)",
    "ALTER TABLE device ADD COLUMN extra TEXT",
    "DROP TRIGGER history_stays",
    "PRAGMA user_version = 1",
    "PRAGMA user_version = -5",
    "UPDATE result SET verdict = -1",
    "UPDATE result SET next_verdict = 99",
    "UPDATE result SET rrf = 9e999",
    "UPDATE result SET taken = -1",
    "UPDATE result SET day = 9223372036854775807",
    "UPDATE device SET units = -1",
    "UPDATE device SET used = 9",
    "UPDATE form SET date = 9223372036854775807",
]
# What only some commands read.
NO_TEXT = [
    "UPDATE result SET english = '{'",
    "UPDATE result SET english = CAST (x'FFFE0A' AS TEXT)",
    "UPDATE device SET d_model = CAST (x'41ED' AS TEXT)",
    "UPDATE form SET model = CAST (x'41FF' AS TEXT)",
]

failures = 0


def complain(what, run):
    global failures
    failures += 1
    print(f"{what}: exit code {run.returncode}, {run.stderr[-300:]!r}")


def mdsrisk(*arguments):
    return subprocess.run([COMMAND, "fleet", *arguments, *DAY, "--lang", "en"], capture_output=True,
                          cwd=FOLDER, env=ENVIRONMENT, timeout=120)


def steers(text):
    return any((c < " " and c != "\n") or "\x7f" <= c <= "\x9f" or c in "\u061c\u200e\u200f\u2028\u2029"
               or "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" for c in text)


def check(what, run):
    said = (run.stdout + b"\n" + run.stderr).decode("utf-8", "replace")
    if not 0 <= run.returncode <= 3 or b"Sanitizer" in run.stderr or b"runtime error" in run.stderr:
        complain(f"{what} ends badly", run)
    elif run.returncode >= 2 and b" MDS" not in run.stderr:
        complain(f"{what} is refused without a reason", run)
    elif steers(said) or "\ufffd" in said or any(l.startswith("FORGED") for l in said.split("\n")):
        complain(f"{what} steers the terminal", run)
    listed = os.path.join(FOLDER, "list.json")
    if run.returncode < 2 and os.path.exists(listed):
        with open(listed, encoding="utf-8") as file:
            json.load(file)


def try_all(what, refused, verbs):
    for verb in verbs:
        for name in ("fleet.db", "fleet.db-wal", "fleet.db-shm", "list.json"):
            if os.path.exists(os.path.join(FOLDER, name)):
                os.unlink(os.path.join(FOLDER, name))
        shutil.copy(os.path.join(FOLDER, "hostile.db"), os.path.join(FOLDER, "fleet.db"))
        run = mdsrisk(verb[0], "--fleet", "fleet.db", *verb[1:])
        check(f"{what}: {verb[0]}", run)
        if refused and run.returncode != 2:
            complain(f"{what}: {verb[0]} takes it", run)


def change(sql, values=()):
    shutil.copy(os.path.join(FOLDER, "good.db"), os.path.join(FOLDER, "hostile.db"))
    with sqlite3.connect(os.path.join(FOLDER, "hostile.db")) as db:
        if values:
            db.execute(sql, values)
        else:
            db.executescript(sql)
    db.close()


def make():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(os.path.join(FOLDER, "forms"))
    examples = os.path.join(SOURCES, "examples")
    shutil.copy(os.path.join(examples, "infusion-pump", "form.xlsx"), os.path.join(FOLDER, "forms"))
    for arguments in (["import", os.path.join(examples, "fleet", "inventory.csv"), "--forms", "forms",
                       "--zones", os.path.join(examples, "fleet", "zones.csv")], ["assess"]):
        run = mdsrisk(*arguments, "--fleet", "made.db")
        if run.returncode != 0:
            sys.exit(f"no fleet: {run.stderr!r}")
    made = sqlite3.connect(os.path.join(FOLDER, "made.db"))
    good = sqlite3.connect(os.path.join(FOLDER, "good.db"))
    made.backup(good)
    good.execute("PRAGMA journal_mode = DELETE")
    made.close()
    good.close()


def texts():
    db = sqlite3.connect(os.path.join(FOLDER, "good.db"))
    for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        for column in db.execute(f"PRAGMA table_info({table})").fetchall():
            if column[2] == "TEXT" and table not in ("history", "sqlite_sequence"):
                yield table, column[1]
    db.close()


def main():
    make()
    for sql in FOREIGN + NO_TEXT:
        change(sql)
        try_all(sql, sql in FOREIGN, VERBS)
    for number, (table, column) in enumerate(texts()):
        change(f"UPDATE OR IGNORE {table} SET {column} = ?", (EVIL,))
        try_all(f"{table}.{column}", False, [VERBS[number % len(VERBS)]])
    with open(os.path.join(FOLDER, "good.db"), "rb") as file:
        good = file.read()
    draw = random.Random(1)
    held = [i for i, byte in enumerate(good) if byte != 0]
    for number in range(COUNT):
        changed = bytearray(good)
        for _ in range(draw.choice([1, 1, 1, 8])):
            at = draw.choice(held) if draw.random() < .8 else draw.randrange(100)
            changed[at] = draw.choice([0, 255, changed[at] ^ 1 << draw.randrange(8)])
        with open(os.path.join(FOLDER, "hostile.db"), "wb") as file:
            file.write(changed)
        try_all(f"bytes, file {number}", False, [VERBS[number % len(VERBS)]])
    print(f"{len(FOREIGN + NO_TEXT)} foreign files, {COUNT} damaged ones, {failures} complaints")
    sys.exit(failures > 0)


main()
