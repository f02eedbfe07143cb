# SPDX-License-Identifier: GPL-3.0-or-later
"""A zip of a folder that is the same at every run: pack.py FOLDER YYYY-MM-DD, into FOLDER.zip."""
import pathlib
import sys
import zipfile

folder = pathlib.Path(sys.argv[1])
day = tuple(int(part) for part in sys.argv[2].split("-"))
with zipfile.ZipFile(f"{folder}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder.parent).as_posix()
        package.writestr(zipfile.ZipInfo(name, day + (0, 0, 0)), path.read_bytes(),
                         zipfile.ZIP_DEFLATED)
