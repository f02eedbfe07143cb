# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes C of Poppler's character maps, for the page and for Windows, which have no poppler-data:
python3 pack_maps.py /usr/share/poppler maps_data.h

Of the maps from codes to glyphs only those that a PDF may name without bringing them along."""
import pathlib
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


def packed(path):
    """What is read of a map: its licence stands with those of all libraries."""
    lines = [line for line in path.read_bytes().split(b"\n") if not line.startswith(b"%")]
    plain = b"\n".join(lines)
    return plain, zlib.compress(plain, 9)


def main(folder, target):
    table, everything = [], b""
    for path in wanted(folder):
        plain, small = packed(path)
        name = pathlib.PurePosixPath("poppler", path.relative_to(folder))
        table.append(f'    {{"{name}", {len(everything)}, {len(small)}, {len(plain)}}},')
        everything += small
    rows = [",".join(str(byte) for byte in everything[at:at + 32])
            for at in range(0, len(everything), 32)]
    target.write_text("\n".join([
        "struct mds_map_file {\n    const char *path;\n    unsigned offset, packed, size;\n};",
        "static const mds_map_file mds_map_files[] = {", *table, "    {nullptr, 0, 0, 0}};",
        "static const unsigned char mds_map_bytes[] = {", ",\n".join(rows), "};", ""]))


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
