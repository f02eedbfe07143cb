#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes every format of others from every example and holds it against its published schema.

validate.py <command> <source folder> <scratch folder> <folder of schemas>

What the schemas cannot say is checked too: that each UUID that is referred to is there, that none
names two things, and that two runs give the same bytes. Exit code 77 where there are no schemas."""
import collections
import csv
import functools
import json
import os
import re
import subprocess
import sys

MDSRISK, SOURCE, SCRATCH, SCHEMAS = sys.argv[1:5]
FORMS = {
    "form": [
        ("oscal-component", "oscal-1.2.1-component"),
        ("oscal-component-1.1.3", "oscal-1.1.3-component"),
        ("cyclonedx", "cyclonedx-1.7"),
        ("cyclonedx-1.6", "cyclonedx-1.6"),
    ],
    "register": [
        ("oscal-poam", "oscal-1.2.1-poam"),
        ("oscal-poam-1.1.3", "oscal-1.1.3-poam"),
        ("oscal-results", "oscal-1.2.1-assessment-results"),
        ("oscal-results-1.1.3", "oscal-1.1.3-assessment-results"),
        ("sarif", "sarif-2.1.0"),
    ],
    "findings": [("sarif-findings", "sarif-2.1.0")],
    "catalog": [("oscal-mapping", "oscal-1.2.1-mapping")],
}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
failures = 0


def complain(text):
    global failures
    failures += 1
    print(text)


def load(name):
    with open(os.path.join(SCHEMAS, name + ".schema.json"), encoding="utf-8") as file:
        text = file.read()
    # Python's own expressions know no classes of Unicode.
    return json.loads(text.replace("\\\\p{L}", "[^\\\\W\\\\d_]").replace("\\\\p{N}", "\\\\d"))


@functools.lru_cache(None)
def validator(name):
    import jsonschema

    schema = load(name)
    store = {}
    for other in ("spdx", "jsf-0.82", "cryptography-defs"):
        sub = load(other)
        store[sub["$id"]] = sub
    resolver = jsonschema.RefResolver.from_schema(schema, store=store)
    return jsonschema.Draft7Validator(schema, resolver=resolver)


def walk(value, path=()):
    if isinstance(value, dict):
        for name, member in value.items():
            yield path, name, member
            yield from walk(member, path + (name,))
    elif isinstance(value, list):
        for member in value:
            yield from walk(member, path)


def check_references(what, document):
    """Each UUID that something has, and each that something refers to; likewise bom-refs."""
    own, used = collections.Counter(), set()
    for path, name, value in walk(document):
        if name in ("uuid", "bom-ref"):
            own[value] += 1
        elif isinstance(value, str) and (name.endswith("-uuid") or name == "href"):
            if name != "href" or value.startswith("#"):
                used.add(value.lstrip("#"))
        elif name in ("party-uuids", "claims", "counterClaims", "evidence") and value:
            used.update(v for v in value if isinstance(v, str))
        elif name in ("requirement", "assessor", "target") and isinstance(value, str):
            used.add(value)
    for lost in sorted(used - set(own)):
        complain(f"{what}: refers to {lost}, which is not there")
    for twice in [u for u, n in own.items() if n > 1]:
        if not twice.startswith("device:"):  # the subject and the target are one thing
            complain(f"{what}: {twice} names two things")


def write(name, arguments, out):
    command = [MDSRISK, *arguments, "--format", name, "--as-of", "2026-11-01", "-q", "-o", out]
    run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if run.returncode != 0:
        complain(f"{' '.join(command)}: {run.returncode} {run.stderr.decode()}")
        return None
    with open(out, "rb") as file:
        return file.read()


def check(name, schema, arguments):
    what = f"{name} of {' '.join(arguments)}"
    text = write(name, arguments, os.path.join(SCRATCH, name + ".json"))
    again = write(name, arguments, os.path.join(SCRATCH, name + ".again.json"))
    if text is None:
        return {}
    if text != again:
        complain(f"{what}: two runs differ")
    document = json.loads(text)
    for i, error in enumerate(validator(schema).iter_errors(document)):
        if i == 5:
            break
        complain(f"{what}: {list(error.absolute_path)}: {error.message[:200]}")
    check_references(what, document)
    return document


HOSTILE = (
    "=cmd' /C calc'!A0 <script>alert(1)</script> [x](//example.org) ![y](/etc/passwd) {{ insert p }}"
    " `code` \u202egnp.exe \u2028 # b \"quoted\" \\ end"
)
MARKUP = ("title", "description", "statement", "remarks", "purpose", "mapping-description")


def check_inert(what, document):
    """Nothing in a text of Markdown means something, and nothing steers."""
    for path, name, value in walk(document):
        if not isinstance(value, str):
            continue
        if re.search("[\u202a-\u202e\u2066-\u2069\u2028\u2029\x00-\x08\x0b-\x1f\x7f]", value):
            complain(f"{what}: {path} {name} steers: {value!r}")
        if "bomFormat" not in document and name in MARKUP:
            if re.search(r"(?<!\\)(?:\\\\)*[<\[`{]", value):
                complain(f"{what}: {path} {name} has markup: {value!r}")


def hostile_files():
    """A form and a register whose every cell that others fill is hostile."""
    form = os.path.join(SCRATCH, "hostile.csv")
    with open(form, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["ID", "Question", "Response", "Notes"])
        with open(os.path.join(SOURCE, "examples/bedside-monitor/form.csv"), newline="") as source:
            for row in list(csv.reader(source))[1:]:
                said = row[2] if row[2] in ("Yes", "No", "N/A") else HOSTILE
                rows.writerow([row[0], row[1], said, HOSTILE])
    plain = os.path.join(SCRATCH, "plain-register.csv")
    subprocess.run([MDSRISK, "assess", form, "-q", "--as-of", "2026-11-01", "-o", plain], check=True)
    register = os.path.join(SCRATCH, "hostile-register.csv")
    with open(plain, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    words = ("accept", "reduce", "transfer", "avoid", HOSTILE)
    for i, row in enumerate(rows):
        row.update({name: HOSTILE for name in ("owner", "reason", "ticket", "remark", "cost")})
        row.update(decision=words[i % 5], due="2027-03-31", accepted_by=HOSTILE, review_on="2027-01-15")
        row.update(accepted_until="2027-12-31")
        row[HOSTILE] = HOSTILE
    with open(register, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return form, register


def check_hostile():
    form, register = hostile_files()
    for name, schema in FORMS["form"]:
        check_inert(name, check(name, schema, ["import", form]))
    for name, schema in FORMS["register"]:
        document = check(name, schema, ["assess", form, "--register", register])
        check_inert(name, document)
        risks = document.get("plan-of-action-and-milestones", {}).get("risks", [])
        planned = [r for risk in risks for r in risk["remediations"] if r["lifecycle"] == "planned"]
        if len(planned) != len(risks):
            complain(f"{name}: {len(planned)} of {len(risks)} decisions")
        for risk in risks:
            if risk.get("deadline") != "2027-03-31T00:00:00Z":
                complain(f"{name}: the due date of {risk['title']} is {risk.get('deadline')}")
    return len(FORMS["form"]) + len(FORMS["register"])


def main():
    if not os.path.isdir(SCHEMAS):
        print(f"no schemas in {SCHEMAS}: nothing was validated")
        return 77
    examples = os.path.join(SOURCE, "examples")
    os.makedirs(SCRATCH, exist_ok=True)
    count = check_hostile()
    for folder in sorted(os.listdir(examples)):
        if not os.path.isdir(os.path.join(examples, folder)):
            continue
        files = sorted(os.listdir(os.path.join(examples, folder)))
        forms = [f for f in files if re.match(r"(form|mds|sds)[^/]*\.(xlsx|csv)$", f)]
        context = [f for f in files if f == "context.json"]
        for form in forms:
            path = os.path.join(examples, folder, form)
            setting = ["--context", os.path.join(examples, folder, context[0])] if context else []
            for name, schema in FORMS["form"]:
                check(name, schema, ["import", path, "--lang", "en"])
            for name, schema in FORMS["register"]:
                check(name, schema, ["assess", path, *setting, "--lang", "ja"])
            for name, schema in FORMS["findings"]:
                check(name, schema, ["lint", path, "--lang", "ja"])
            count += len(FORMS["form"]) + len(FORMS["register"]) + len(FORMS["findings"])
    for lang in ("en", "ja"):
        for name, schema in FORMS["catalog"]:
            check(name, schema, ["catalog", "export", "--lang", lang])
            count += 1
    print(f"{count} documents, {failures} failures")
    return 1 if failures or count < 20 else 0


sys.exit(main())
