#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Risks as csv and SARIF, of forms, contexts and registers whose every field is hostile.

tables.py <command> <source folder> <scratch folder>

Fields are made of pieces that mean something to a spreadsheet program, Markdown, JSON, SARIF or a
terminal, drawn anew in each round. Whatever is drawn: csv has the same columns in each row and no
field that begins a formula, messages of SARIF have neither links nor placeholders, nothing steers,
and a decision arrives as it was taken."""
import csv
import json
import os
import random
import re
import subprocess
import sys

MDSRISK, SOURCE, SCRATCH = sys.argv[1:4]
PIECES = (
    "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "'=1", "''=1", " =1", ";=1",
    "\uff1d1", "\uff0b1", "\uff0d1", "\uff20a", '"', '","', ",", ";", "|", "\\", "\\[", "[x](//h)", "![y](z)", "{0}",
    "{{", "}", "`", "<script>", "\u202e", "\u2028", "\u0007", "plain", "%s", "\U0001f4a9",
)
TABLES = {"iso14971": 19, "ciso-assistant": 12, "nist-ir-8286": 13}
RESPONSE = {"accept": "accept", "reduce": "mitigate", "transfer": "transfer", "avoid": "avoid"}
ROUNDS = 12
failures = 0


def complain(text):
    global failures
    failures += 1
    print(text)


def run(*arguments):
    command = [MDSRISK, *arguments, "-q", "--as-of", "2026-11-01"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode != 0:
        complain(f"{' '.join(command)}: {done.returncode} {done.stderr.decode()}")
    return done.returncode == 0


def path(name):
    return os.path.join(SCRATCH, name)


def hostile(rng):
    return "".join(rng.choice(PIECES) for _ in range(rng.randint(1, 4)))


def write_form(rng):
    with open(path("form.csv"), "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["ID", "Question", "Response", "Notes"])
        with open(os.path.join(SOURCE, "examples/bedside-monitor/form.csv"), newline="") as source:
            for row in list(csv.reader(source))[1:]:
                said = row[2] if row[2] in ("Yes", "No", "N/A") else hostile(rng)
                rows.writerow([row[0], row[1], said, hostile(rng)])


def write_context(rng):
    texts = {n: hostile(rng) for n in ("name", "asset_tag", "location", "department", "serial_number")}
    cost = {"currency": hostile(rng), "impact_tenth": 1000, "impact_full": 64000}
    with open(path("context.json"), "w", encoding="utf-8") as file:
        json.dump({"format_version": 1, "kind": "context", **texts, "event_cost": cost}, file)


def write_register(rng):
    """What a hospital might have typed; gives the decision of each risk."""
    run("assess", path("form.csv"), "--context", path("context.json"), "-o", path("plain.csv"))
    with open(path("plain.csv"), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    decided = {}
    for row in rows:
        word = rng.choice([*RESPONSE, "undecided", hostile(rng)])
        decided[row["risk_id"]] = RESPONSE.get(word, "")
        row.update(decision=word, due="2027-03-31", accepted_until="2027-12-31")
        row.update({n: hostile(rng) for n in ("owner", "reason", "ticket", "remark", "accepted_by")})
        row["cost"] = rng.choice(["12.5", "-1", hostile(rng)])
    with open(path("register.csv"), "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return decided


def is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


def check_text(what, text):
    if re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text):
        complain(f"{what}: steers: {text!r}")


def check_table(name, decided):
    with open(path("out.csv"), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    if len(rows) != len(decided) + 1:
        complain(f"{name}: {len(rows)} rows for {len(decided)} risks")
    for row in rows:
        if len(row) != TABLES[name]:
            complain(f"{name}: {len(row)} columns: {row}")
        for field in row:
            check_text(name, field)
            if re.match("[=+@\t\r\n\uff1d\uff0b\uff0d\uff20-]", field) and not is_number(field):
                complain(f"{name}: a formula: {field!r}")
    column = {"ciso-assistant": "treatment", "nist-ir-8286": "Risk Response Type"}.get(name)
    for row in rows[1:] if column else []:
        said = row[rows[0].index(column)].replace("open", "")
        if said != decided.get(row[0]):
            complain(f"{name}: {row[0]} is {said!r}, not {decided.get(row[0])!r}")


def strings(value):
    if isinstance(value, dict):
        for member in value.values():
            yield from strings(member)
    elif isinstance(value, list):
        for member in value:
            yield from strings(member)
    elif isinstance(value, str):
        yield value


def messages(value):
    if isinstance(value, dict):
        if isinstance(value.get("message"), dict):
            yield value["message"]["text"]
        for member in value.values():
            yield from messages(member)
    elif isinstance(value, list):
        for member in value:
            yield from messages(member)


def check_sarif(name, least):
    with open(path("out.json"), encoding="utf-8") as file:
        document = json.load(file)
    if len(document["runs"][0]["results"]) < least:
        complain(f"{name}: {len(document['runs'][0]['results'])} results")
    for text in strings(document):
        check_text(name, text)
    for text in messages(document):
        plain = re.sub(r"\\[\\\[\]]|\{\{|\}\}", "", text)
        if re.search(r"[\[\]{}\\]", plain):
            complain(f"{name}: a link or a placeholder: {text!r}")


def check_refusal():
    """Without an anchor there is no amount of money, and nothing is written."""
    form = os.path.join(SOURCE, "examples/bedside-monitor/form.csv")
    anchors = ({}, {"impact_tenth": 5}, {"impact_full": 5}, {"impact_tenth": 0, "impact_full": 0},
               {"impact_tenth": 2, "impact_full": 1})
    for cost in anchors:
        with open(path("context.json"), "w", encoding="utf-8") as file:
            json.dump({"format_version": 1, "kind": "context", "event_cost": cost}, file)
        out = path("refused.csv")
        command = [MDSRISK, "assess", form, "--context", path("context.json"), "-q"]
        command += ["--format", "nist-ir-8286", "-o", out]
        done = subprocess.run(command, capture_output=True, check=False)
        said = done.stderr.decode()
        if done.returncode != 2 or "MDS166" not in said or os.path.exists(out):
            complain(f"{cost}: {done.returncode} {said}")


def main():
    os.makedirs(SCRATCH, exist_ok=True)
    check_refusal()
    for seed in range(ROUNDS):
        rng = random.Random(seed)
        lang = ("--lang", rng.choice(("en", "ja")))
        write_form(rng)
        write_context(rng)
        decided = write_register(rng)
        given = ["assess", path("form.csv"), "--context", path("context.json"), *lang]
        given += ["--register", path("register.csv")]
        for name in TABLES:
            if run(*given, "--format", name, "-o", path("out.csv")):
                check_table(f"{name}", decided)
        if run(*given, "--format", "sarif", "-o", path("out.json")):
            check_sarif("sarif", len(decided))
        if run("lint", path("form.csv"), *lang, "--format", "sarif-findings", "-o", path("out.json")):
            check_sarif("sarif-findings", 1)
    print(f"{ROUNDS} rounds, {failures} failures")
    return 1 if failures else 0


sys.exit(main())
