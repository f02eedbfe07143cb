#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is typed into a register in a real spreadsheet program is there at the next assessment.

typed.py <command> <source folder> <scratch folder>

LibreOffice opens the workbook, types into it as a person does, sorts it, deletes a column, adds
others, copies a row, and saves it as xlsx, ods and csv. Each is then the register of the next run,
which must hold every typed text beside its risk, or among the entries kept, and say what it does
not understand. Exit code 77 where LibreOffice or its Python is missing."""
import csv
import json
import os
import random
import shutil
import subprocess
import sys
import time

MDSRISK, SOURCE, SCRATCH = sys.argv[1:4]
FORM = os.path.join(SOURCE, "examples/bedside-monitor/form.csv")
CONTEXT = os.path.join(SOURCE, "examples/bedside-monitor/context.json")
SYSTEM = "/usr/bin/python3"
AS_OF = "2026-11-20"
WORDS = {
    "en": ("accept", "reduce", "transfer", "avoid", "undecided", "maybe later"),
    "ja": ("受容", "低減", "移転", "回避", "未決定", "あとで決める"),
}
NAMES = ("decision", "owner", "due", "remark", "reason", "accepted_by", "cost", "ticket", "risk_id")
PIECES = ("Ward 3", "see ticket", "=1+1", "+81 3", "-", "@all", "'quoted", '"said"', "a;b,c|d", "備考", "<b>", "{1}",
          "1/2", "TRUE", "0012", "12.50", "1e5", "n/a", "\u202e", "é", "%", "# ref")
failures = 0
compared = 0


def titles():
    with open(os.path.join(SOURCE, "catalog/data/text/register.json"), encoding="utf-8") as file:
        texts = {record["id"]: record for record in json.load(file)["records"]}
    return {lang: {name: texts[f"column.{name}"][lang] for name in NAMES} for lang in ("en", "ja")}


TITLES = titles()

def complain(text):
    global failures
    failures += 1
    print(text)


def skip(why):
    print(f"SKIP: {why}")
    sys.exit(77)


def path(name):
    return os.path.join(SCRATCH, name)


def assess(*arguments):
    command = [MDSRISK, "assess", FORM, "--context", CONTEXT, "--as-of", AS_OF, *arguments]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode != 0:
        complain(f"{' '.join(command)}: {done.returncode} {done.stderr.decode()}")
    return done.stdout.decode() + done.stderr.decode()


def start_office():
    pipe = f"mdsrisk{os.getpid()}"
    command = ["soffice", f"-env:UserInstallation=file://{path('profile')}", "--headless", "--norestore",
               f"--accept=pipe,name={pipe};urp;"]
    office = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            if office.poll() not in (None, 81):
                break
            time.sleep(0.25)
    office.kill()
    skip("LibreOffice does not answer")
    return None


def prop(name, value):
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


class Sheet:
    """The register's sheet: its table begins under the row that has all headings."""

    def __init__(self, document, lang):
        self.document = document
        self.sheet = document.Sheets.getByIndex(0)
        cursor = self.sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        self.columns = cursor.RangeAddress.EndColumn + 1
        self.rows = cursor.RangeAddress.EndRow + 1
        self.lang = lang
        self.head = next(r for r in range(self.rows) if "decision" in self.places(r, "decision"))

    def places(self, row, *names):
        there = {}
        for c in range(self.columns):
            text = self.sheet.getCellByPosition(c, row).String
            for name in names or TITLES[self.lang]:
                if text == TITLES[self.lang][name]:
                    there[name] = c
        return there

    def cell(self, column, row):
        return self.sheet.getCellByPosition(column, row)

    def id_column(self):
        return self.places(self.head, "risk_id")["risk_id"]

    def last(self):
        row = self.head + 1
        while self.cell(self.id_column(), row).String != "":
            row += 1
        return row

    def range(self, first, last):
        return self.sheet.getCellRangeByPosition(0, first, self.columns - 1, last)


def type_in(cell, text):
    """As at the keyboard: what looks like a number or a day becomes one, a text stays a text."""
    if text[:1] in "=+-@'" or text[:1].isdigit():
        cell.String = text
    else:
        cell.setFormula(text)
    return cell.String


def fill(sheet, rng):
    """Types into each row; gives what must come back, by the risk's id."""
    places = sheet.places(sheet.head)
    ids = sheet.id_column()
    own = sheet.columns
    typed = {}
    sheet.cell(own, sheet.head).String = "Ward phone"
    sheet.cell(own + 1, sheet.head).String = "内線"
    for row in range(sheet.head + 1, sheet.last()):
        texts = typed.setdefault(sheet.cell(ids, row).String, {})
        for name in ("owner", "reason", "remark", "accepted_by"):
            texts[name] = type_in(sheet.cell(places[name], row), " ".join(rng.choices(PIECES, k=2)))
        for column, title in ((own, "Ward phone"), (own + 1, "内線")):
            texts[title] = type_in(sheet.cell(column, row), rng.choice(PIECES) + " x")
        texts["decision"] = type_in(sheet.cell(places["decision"], row), rng.choice(WORDS[sheet.lang]))
        day = rng.choice(("2027-03-31", "2028-02-29", "next spring", "03/04/2027"))
        cell = sheet.cell(places["due"], row)
        if day[0] == "2":
            cell.setFormula(day)
            texts["due"] = day
        else:
            cell.String = day
            texts["due"] = day
        sheet.cell(places["cost"], row).setFormula(rng.choice(("1200", "12.5")))
        texts["cost"] = sheet.cell(places["cost"], row).Value
    sheet.columns += 2
    return typed


def rearrange(sheet, rng, typed):
    """Copies a row under the table and types into the copy, deletes a column, sorts by another."""
    places = sheet.places(sheet.head)
    last = sheet.last()
    source = rng.randrange(sheet.head + 1, last)
    sheet.sheet.copyRange(sheet.cell(0, last).CellAddress, sheet.range(source, source).RangeAddress)
    sheet.cell(places["owner"], last).String = "second row of one id"
    key = uno.createUnoStruct("com.sun.star.table.TableSortField")
    key.Field, key.IsAscending = places["remark"], rng.random() < 0.5
    sheet.range(sheet.head + 1, last - 1).sort(
        (prop("SortFields", uno.Any("[]com.sun.star.table.TableSortField", (key,))), prop("ContainsHeader", False)))
    sheet.sheet.Columns.removeByIndex(places["ticket"], 1)
    sheet.columns -= 1
    return "second row of one id"


def same(name, there, wanted):
    if name == "cost":
        return float(there) == wanted
    if name == "decision" and there != wanted:
        return there == "undecided" and wanted in ("undecided", "未決定")
    # What steers is shown by its code; what begins a formula in csv has an apostrophe in front.
    shown = wanted.replace("\u202e", "[U+202E]")
    return there in (shown, "'" + shown)


def check(what, lang, typed, extra, said):
    global compared
    with open(path("out.csv"), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    risks = {}
    for row in rows:
        risks.setdefault(row["risk_id"], row)
    for risk, texts in typed.items():
        for name, wanted in texts.items():
            compared += 1
            there = risks.get(risk, {}).get(name)
            if there is None or not same(name, there, wanted):
                complain(f"{what}: {name} of {risk} is {there!r}, not {wanted!r}")
    if not any(extra in row.values() for row in rows):
        complain(f"{what}: the second row of one id is lost")
    unknown = WORDS[lang][-1]
    for code, expected in (("MDS1524", True), ("MDS1525", any(t["decision"] == unknown for t in typed.values())),
                           ("MDS1526", any(t["due"][0] != "2" for t in typed.values()))):
        if expected and code not in said:
            complain(f"{what}: {code} is not said: {said}")


def without_ids(document, sheet):
    """The one column is gone by which an entry finds its risk."""
    sheet.sheet.Columns.removeByIndex(sheet.id_column(), 1)
    document.storeToURL(f"file://{path('no-ids.xlsx')}", (prop("FilterName", "Calc MS Excel 2007 XML"),))


def check_kept(what, typed, said):
    with open(path("out.csv"), encoding="utf-8-sig", newline="") as file:
        fields = {field for row in csv.reader(file) for field in row}
    for texts in typed.values():
        for name in ("owner", "remark", "Ward phone"):
            if not any(same(name, field, texts[name]) for field in fields):
                complain(f"{what}: {texts[name]!r} is lost: {said}")


def round_of(desktop, seed):
    rng = random.Random(seed)
    lang = ("en", "ja")[seed % 2]
    assess("--lang", lang, "-q", "-o", path("register.xlsx"))
    document = desktop.loadComponentFromURL(f"file://{path('register.xlsx')}", "_blank", 0, (prop("Hidden", True),))
    sheet = Sheet(document, lang)
    typed = fill(sheet, rng)
    extra = rearrange(sheet, rng, typed)
    formats = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8", "csv": "Text - txt - csv (StarCalc)"}
    for ending, name in formats.items():
        options = [prop("FilterName", name)]
        if ending == "csv":
            options.append(prop("FilterOptions", "44,34,76,1,,0,false,true,false"))
        document.storeToURL(f"file://{path('typed.' + ending)}", tuple(options))
    without_ids(document, sheet)
    document.close(True)
    os.remove(path("register.xlsx"))
    for ending in formats:
        said = assess("--lang", lang, "--register", path("typed." + ending), "-o", path("out.csv"))
        check(f"round {seed}, {ending}, {lang}", lang, typed, extra, said)
        os.remove(path("out.csv"))
    # Over the typed workbook itself, and once more: nothing wears off.
    for _ in range(2):
        assess("--lang", lang, "-q", "-o", path("typed.xlsx"))
    said = assess("--lang", lang, "--register", path("typed.xlsx"), "-o", path("out.csv"))
    check(f"round {seed}, twice over itself, {lang}", lang, typed, extra, said + "MDS1524")
    os.remove(path("out.csv"))
    said = assess("--lang", lang, "--register", path("no-ids.xlsx"), "-o", path("out.csv"))
    check_kept(f"round {seed}, without ids", typed, said)
    os.remove(path("out.csv"))


def main():
    if shutil.which("soffice") is None:
        skip("soffice is not installed")
    shutil.rmtree(SCRATCH, ignore_errors=True)
    os.makedirs(SCRATCH)
    desktop = start_office()
    try:
        for seed in range(4):
            round_of(desktop, seed)
    finally:
        try:
            desktop.terminate()
        except uno.getClass("com.sun.star.lang.DisposedException"):
            pass
    print(f"4 rounds, {compared} cells compared, {failures} failures")
    return 1 if failures or compared < 1000 else 0


try:
    import uno
except ImportError:
    if sys.executable != SYSTEM and os.path.exists(SYSTEM):  # which LibreOffice's module is made for
        os.execv(SYSTEM, [SYSTEM, *sys.argv])
    skip("the Python of LibreOffice is not installed")
sys.exit(main())
