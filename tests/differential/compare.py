# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the cells of workbooks as our reader has them with those of openpyxl.

usage: compare.py CELL_DUMP SEED COUNT FILE_OR_FOLDER...

COUNT more workbooks are generated from SEED. Prints each cell that differs, and the counts.
"""
import datetime
import math
import os
import random
import re
import subprocess
import sys
import tempfile
import warnings
import zipfile

try:
    import openpyxl
except ImportError:
    print("SKIP: openpyxl is not installed (python3-openpyxl)")
    sys.exit(0)

warnings.simplefilter("ignore")
MOST_SHOWN = 20


def unescape(text):
    out, i = [], 0
    while i < len(text):
        if text[i] == "\\":
            i += 1
            out.append({"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}[text[i]])
        else:
            out.append(text[i])
        i += 1
    return "".join(out)


def ours(dump, path):
    """{(sheet, row, column): (text, stored)}, or None where the file is refused."""
    run = subprocess.run([dump, path], capture_output=True)
    if run.returncode != 0:
        return None
    cells = {}
    for line in run.stdout.decode("utf-8").split("\n")[:-1]:
        sheet, row, column, text, stored = line.split("\t")
        cells[int(sheet), int(row), int(column)] = (unescape(text), unescape(stored))
    return cells


def unescaped(text):
    """What a workbook writes for characters that XML does not have; openpyxl leaves it so."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), text)


def visible(text):
    """Blanks and controls are nobody's matter here: both readers drop them in their own way."""
    return "".join(c for c in text if c > " " and c not in "\x7f\u00a0\u3000\u200b\ufeff")


def theirs(path):
    cells = {}
    book = openpyxl.load_workbook(path, data_only=True)
    for number, sheet in enumerate(book.worksheets, 1):
        for row in sheet.iter_rows():
            for cell in row:
                value = cell.value
                blank = isinstance(value, str) and visible(unescaped(value)) == ""
                if value is not None and not blank:
                    cells[number, cell.row, cell.column] = (value, book.epoch)
    return cells


def serial(value, epoch):
    if isinstance(value, datetime.time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86400
    if isinstance(value, datetime.timedelta):
        return value.total_seconds() / 86400
    if not isinstance(value, datetime.datetime):
        value = datetime.datetime(value.year, value.month, value.day)
    return openpyxl.utils.datetime.to_excel(value, epoch)


def same(cell, other):
    text, stored = cell
    value, epoch = other
    if isinstance(value, bool):
        return text.upper() == ("TRUE" if value else "FALSE")
    if isinstance(value, (int, float)):
        try:
            return math.isclose(float(stored), value, rel_tol=1e-9, abs_tol=1e-12)
        except ValueError:
            return False
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        try:
            return abs(float(stored) - serial(value, epoch)) < 2e-5
        except ValueError:
            return visible(stored).startswith(str(value)[:10])
    if value == "#VALUE!":  # a day that the calendar of openpyxl does not have
        return math.fabs(float(stored)) > 2900000 or float(stored) < 0
    value = unescaped(value)
    return visible(text) == visible(value) or visible(stored) == visible(value)


def compare(dump, path, name, counts):
    try:
        other = theirs(path)
    except Exception:  # what openpyxl refuses it cannot be compared with
        counts["refused by openpyxl"] += 1
        return 0
    cells = ours(dump, path)
    if cells is None:
        counts["refused by us"] += 1
        return 0
    wrong = 0
    for place in sorted(set(cells) | set(other)):
        counts["cells"] += 1
        if place not in cells or place not in other or not same(cells[place], other[place]):
            wrong += 1
            if wrong <= MOST_SHOWN:
                print(f"{name} {place}: {cells.get(place)!r}, openpyxl {other.get(place)!r}")
    counts["workbooks"] += 1
    return wrong


TEXTS = ["Yes", "No", "N/A", "See Note 1", " Yes", "Yes\n", "はい", "有", "○", "１", "<b>&amp;",
         "=1+1", "'quoted", "a\tb", "_x000B_", "😀", "e\u0301", "1e5", "TRUE", "#N/A", "\u200bx"]
FORMATS = ["General", "0.00", "yyyy-mm-dd", "[h]:mm", "0%", "@", "d/m/yy", "#,##0", "hh:mm:ss"]


def random_value(draw):
    kind = draw.randrange(8)
    if kind < 4:
        return draw.choice(TEXTS) + str(draw.randrange(9)) * draw.randrange(2)
    if kind == 4:
        return draw.choice([0, 1, -1, 2.5, 1e-7, 123456789.125, 1e15, 44197, draw.random()])
    if kind == 5:
        return draw.random() < .5
    if kind == 6:
        return datetime.datetime(1990 + draw.randrange(50), 1 + draw.randrange(12),
                                 1 + draw.randrange(28), draw.randrange(24), draw.randrange(60))
    return "".join(chr(draw.choice([33 + draw.randrange(90), 0x3042 + draw.randrange(80)]))
                   for _ in range(1 + draw.randrange(40)))


def generate(draw, path):
    book = openpyxl.Workbook()
    if draw.random() < .2:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for n in range(1 + draw.randrange(3)):
        sheet = book.active if n == 0 else book.create_sheet(f"シート {n} & <{n}>")
        for _ in range(draw.randrange(120)):
            value = random_value(draw)
            cell = sheet.cell(1 + draw.randrange(60), 1 + draw.randrange(30))
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # never a formula
            elif isinstance(value, (int, float)) and not isinstance(value, bool):
                cell.number_format = draw.choice(FORMATS)
        if draw.random() < .3:
            sheet.sheet_state = "hidden" if n > 0 else "visible"
    book.save(path)
    if draw.random() < .5:  # as other programs pack it: parts in another order, not deflated
        with zipfile.ZipFile(path) as packed:
            parts = [(name, packed.read(name)) for name in packed.namelist()]
        draw.shuffle(parts)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:
            for name, content in parts:
                packed.writestr(name, content)


def workbooks(places):
    for place in places:
        if os.path.isfile(place):
            yield place
        for folder, _, names in sorted(os.walk(place)):
            for name in sorted(names):
                if name.endswith((".xlsx", ".xlsm")):
                    yield os.path.join(folder, name)


def main():
    dump, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    counts = {"workbooks": 0, "cells": 0, "refused by us": 0, "refused by openpyxl": 0}
    wrong = 0
    for path in workbooks(sys.argv[4:]):
        wrong += compare(dump, path, os.path.basename(path), counts)
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        for n in range(count):
            path = os.path.join(folder, "generated.xlsx")
            generate(draw, path)
            wrong += compare(dump, path, f"generated {n} of seed {seed}", counts)
    print(", ".join(f"{n} {what}" for what, n in counts.items()) + f", {wrong} differ")
    sys.exit(wrong > 0 or counts["workbooks"] == 0)


main()
