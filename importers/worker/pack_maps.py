# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes C of Poppler's character maps, for the page and for Windows, which have no poppler-data:
python3 pack_maps.py /usr/share/poppler maps_data.h

Of the maps from codes to glyphs only those that a PDF may name without bringing them along."""
import pathlib
import re
import sys
import zlib

NAMED = {
    "Adobe-Japan1": "83pv-RKSJ-H 90ms-RKSJ 90msp-RKSJ 90pv-RKSJ Add-RKSJ EUC Ext-RKSJ H V UniJIS-UCS2 "
                    "UniJIS-UCS2-HW UniJIS-UTF16 UniJIS2004-UTF16",
    "Adobe-GB1": "GB-EUC GBpc-EUC GBK-EUC GBKp-EUC GBK2K UniGB-UCS2 UniGB-UTF16",
    "Adobe-CNS1": "B5pc HKscs-B5 ETen-B5 ETenms-B5 CNS-EUC UniCNS-UCS2 UniCNS-UTF16",
    "Adobe-Korea1": "KSC-EUC KSCms-UHC KSCms-UHC-HW KSCpc-EUC-H UniKS-UCS2 UniKS-UTF16",
}


def wanted(folder):
    for part in ("cidToUnicode", "nameToUnicode"):
        yield from sorted(path for path in (folder / part).iterdir() if path.is_file())
    for collection, names in sorted(NAMED.items()):
        for name in names.split():
            for ending in ("", "-H", "-V"):
                path = folder / "cMap" / collection / (name + ending)
                if path.is_file():
                    yield path


def number(value):
    """Seven bits a byte, the lowest first; a negative one between the others."""
    value = -2 * value - 1 if value < 0 else 2 * value
    made = bytearray()
    while value > 127:
        made.append(value & 127 | 128)
        value >>= 7
    made.append(value)
    return made


LINES = (  # what a line is made of: code, last code of a range, glyph
    re.compile(rb"<([0-9a-f]+)> <([0-9a-f]+)> ([0-9]+)"),
    re.compile(rb"<([0-9a-f]+)>() ([0-9]+)"),
    re.compile(rb"([0-9a-f]+)()()"))


def parted(plain):
    """The text with a byte for each line of numbers, its kind and how many digits a code has; and
    of those numbers how far each is from the one before: small, and much alike."""
    text, codes, ranges, glyphs = bytearray(), bytearray(), bytearray(), bytearray()
    code = glyph = 0
    for line in plain.split(b"\n")[:-1]:
        kind, found = next(((kind, found) for kind, of in enumerate(LINES)
                            if (found := of.fullmatch(line))), (None, None))
        if found is None:
            assert line.isascii()
            text += line + b"\n"
            continue
        first, last, to = found.groups()
        assert len(last) in (0, len(first)) and b"%0*x" % (len(first), int(first, 16)) == first
        text.append(0x80 | kind << 4 | len(first))
        codes += number(int(first, 16) - code)
        extent = int(last or first, 16) - int(first, 16)
        if last:
            ranges += number(extent)
        if to:
            glyphs += number(int(to) - glyph)
            glyph = int(to) + extent
        code = int(first, 16) + extent + 1
    return text, codes, ranges, glyphs


def packed(path):
    """What is read of a map: its licence stands with those of all libraries."""
    lines = [line for line in path.read_bytes().split(b"\n") if not line.startswith(b"%")]
    plain = b"\n".join(lines)
    if not plain.endswith(b"\n"):
        plain += b"\n"
    parts = b"".join(len(part).to_bytes(4, "little") + part for part in parted(plain))
    return len(plain), len(parts), zlib.compress(parts, 9)


def main(folder, target):
    table, everything = [], b""
    for path in wanted(folder):
        size, parts, small = packed(path)
        name = pathlib.PurePosixPath("poppler", path.relative_to(folder))
        table.append(f'    {{"{name}", {len(everything)}, {len(small)}, {parts}, {size}}},')
        everything += small
    rows = [",".join(str(byte) for byte in everything[at:at + 32])
            for at in range(0, len(everything), 32)]
    target.write_text("\n".join([
        "struct mds_map_file {\n    const char *path;\n    unsigned offset, packed, parts, size;\n};",
        "static const mds_map_file mds_map_files[] = {", *table, "    {nullptr, 0, 0, 0, 0}};",
        "static const unsigned char mds_map_bytes[] = {", ",\n".join(rows), "};", ""]))


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
