#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads every cell of the first sheet of a workbook and counts those that hold something: what a
script does before it has understood a single answer. The comparison of bench.sh."""
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)
sheet = book.worksheets[0]
print(sum(1 for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None))
