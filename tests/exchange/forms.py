#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A disclosure that is written into a form of its edition is read back as it was.

forms.py <command> <scratch folder>

Answers and notes of every edition are drawn anew in each round, in both languages. States, texts
and notes must come back, or the command must name the question."""
import json
import os
import random
import re
import subprocess
import sys

MDSRISK, SCRATCH = sys.argv[1:3]
ROUNDS = 3
NOTES = ("", "", "See the manual, chapter 4", "on request", "Yes, from version 3", "=HYPERLINK(1)", "+81", "-", "@x",
         "要相談", "オプション対応", "two\nlines", "a; b, c", "2027-03-31 予定", "<b>", "{1}", "100 %", "'quoted'")
TEXTS = ("Aurora 3", "株式会社サンプル", "3.2.1", "info@example.org", "=1", "0012")
failures = compared = 0


def complain(text):
    global failures
    failures += 1
    print(text)


def path(name):
    return os.path.join(SCRATCH, name)


def run(*arguments):
    done = subprocess.run([MDSRISK, *arguments], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode != 0:
        complain(f"{' '.join(arguments)}: {done.returncode} {done.stderr.decode()}")
    return done.stderr.decode()


def load(name):
    with open(path(name), encoding="utf-8") as file:
        return json.load(file)


def editions():
    refused = subprocess.run([MDSRISK, "form", "new", "-o", path("x.xlsx"), "--lang", "en"], capture_output=True,
                             check=False).stderr.decode()
    return sorted(set(re.findall(r"(?:mds2|jp-[ms]ds|checklist)-[\w.-]*\w", refused)))


def kinds(edition):
    """Of each question: what it may be answered with."""
    run("form", "new", "--edition", edition, "-o", path("blank.xlsx"))
    run("import", path("blank.xlsx"), "-q", "-o", path("blank.json"))
    return load("blank.json")


def draw(rng, blank, choices):
    document = {"format_version": 1, "kind": "disclosure", "edition": blank["edition"], "device": {}, "answers": []}
    for answer in blank["answers"]:
        question = answer["question"]
        one = {"question": question, "note": rng.choice(NOTES)}
        if question not in choices:
            continue
        if choices[question] != "text":
            one["answer"] = rng.choice(("yes", "no", "yes", "no", "unanswered", "see_note"))
            one["answer"] = rng.choice((one["answer"], "na")) if choices[question] == "na" else one["answer"]
            # A note without an answer is the answer "see note", as every form is read.
            one["answer"] = "see_note" if one["answer"] == "unanswered" and one["note"] else one["answer"]
        else:
            one.update(answer="text", response=rng.choice(TEXTS))
        document["answers"].append(one)
    return document


def choices_of(edition, blank):
    """What each question takes: n/a, yes, a text; a heading takes nothing."""
    there = {}
    for state in ("text", "yes", "na"):
        answers = [{"question": a["question"], "answer": state, "response": "x"} for a in blank["answers"]]
        with open(path("probe.json"), "w", encoding="utf-8") as file:
            json.dump({"format_version": 1, "kind": "disclosure", "edition": edition, "answers": answers}, file)
        run("form", "write", path("probe.json"), "-q", "-o", path("probe.xlsx"))
        run("import", path("probe.xlsx"), "-q", "-o", path("probe-back.json"))
        os.remove(path("probe.xlsx"))
        for answer in load("probe-back.json")["answers"]:
            if answer["answer"] == state:
                there[answer["question"]] = state
    return there


def note_of(answer):
    return answer.get("note") or answer.get("note_cell", "")


def check(what, want, back, said):
    global compared
    # Behind the colon, one behind the other, up to the end of the line.
    named = set(said.split("MDS1662", 1)[1].split("\n", 1)[0].split(": ")[-1].split(" / ")) if "MDS1662" in said else set()
    read = {a["question"]: a for a in back["answers"]}
    for answer in want["answers"]:
        there = read.get(answer["question"], {"answer": "missing"})
        same = there["answer"] == answer["answer"] and note_of(there) == note_of(answer)
        same = same and (answer["answer"] != "text" or there["response"] == answer["response"])
        compared += 1
        if not same:
            complain(f"{what}: {answer} came back as {there}")
        if same == (answer["question"] in named):
            complain(f"{what}: {answer['question']} is {'' if same else 'not '}named")


def main():
    os.makedirs(SCRATCH, exist_ok=True)
    names = editions()
    for edition in names:
        for left in ("blank.xlsx", "form.xlsx"):
            if os.path.exists(path(left)):
                os.remove(path(left))
        blank = kinds(edition)
        choices = choices_of(edition, blank)
        for seed in range(ROUNDS):
            want = draw(random.Random(f"{edition} {seed}"), blank, choices)
            with open(path("want.json"), "w", encoding="utf-8") as file:
                json.dump(want, file, ensure_ascii=False)
            said = run("form", "write", path("want.json"), "-o", path("form.xlsx"), "--lang", ("en", "ja")[seed % 2])
            run("import", path("form.xlsx"), "-q", "-o", path("back.json"))
            os.remove(path("form.xlsx"))
            check(f"{edition}, round {seed}", want, load("back.json"), said)
    print(f"{len(names)} editions, {compared} answers, {failures} failures")
    return 1 if failures or len(names) < 10 or compared < 1000 else 0


sys.exit(main())
