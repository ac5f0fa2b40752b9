#!/usr/bin/env python3
"""Writes ICU's data without the languages that the program does not speak, as an object file that is linked in its place.

usage: icu-data.py OBJECT    (prints the symbol of the whole data; that of the object begins with slim_)

Foundation brings the names of countries, currencies, units and time zones in 900 languages, 34 MB, of which nothing is ever shown: the
page and the commands have their own words in Chinese and English. What ICU does not find in a language it takes from its root.
The format is ICU's common data (unicode/udata.h, tools/toolutil/package.cpp): a header, a count, the offsets of each item's name and
of its bytes by name, the names, and the items, each at a multiple of 16 bytes. Debian's icupkg does not take so many names.
"""

import pathlib
import re
import struct
import subprocess
import sys
import tempfile

SYMBOL_OF_DATA = re.compile(rb"\bR (icudt\d+_dat)\b")
MEMBER = "icu_packaged_data.cpp.o"
# Trees of one file for each language; what stands in none of them is of all languages.
TREES = {"coll", "zone", "unit", "curr", "lang", "region", "rbnf"}
# The names of what is of all languages have a capital letter or a digit in them, those of languages have none before a line.
KEPT = re.compile(r"(root|pool|res_index|metadata|en|zh)(_.*)?|[a-z]+[A-Z0-9].*")
ALIGNMENT = 16


def items(data):
    """Returns the header and the items by name, in their order."""
    start = struct.unpack_from("<H", data)[0]
    count = struct.unpack_from("<I", data, start)[0]
    table = [struct.unpack_from("<II", data, start + 4 + 8 * i) for i in range(count)]
    ends = [offset for _, offset in table[1:]] + [len(data) - start]
    return data[:start], {
        data[start + name:data.index(b"\0", start + name)].decode(): data[start + offset:start + end]
        for (name, offset), end in zip(table, ends)
    }


def is_kept(name):
    """Whether an item is of all languages, or of one that the program speaks. `icudt76l/curr/de_AT.res` is neither."""
    folder, _, file = name.partition("/")[2].rpartition("/")
    if not file.endswith(".res") or (folder and folder not in TREES):
        return True
    return bool(KEPT.fullmatch(file.removesuffix(".res")))


def packed(header, kept):
    names = b"".join(name.encode() + b"\0" for name in kept)
    table, name_offset = bytearray(), 4 + 8 * len(kept)
    body, offset = bytearray(), name_offset + len(names)
    for name, content in kept.items():
        filling = -(offset + len(body)) % ALIGNMENT
        body += b"\0" * filling
        table += struct.pack("<II", name_offset, offset + len(body))
        name_offset += len(name) + 1
        body += content
    return header + struct.pack("<I", len(kept)) + table + names + body


def run(*arguments):
    return subprocess.run(arguments, check=True, stdout=subprocess.PIPE).stdout


def main(target):
    compiler = pathlib.Path(run("sh", "-c", "command -v swiftc").decode().strip()).resolve()
    library = compiler.parent.parent / "lib/swift_static/linux/lib_FoundationICU.a"
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / MEMBER).write_bytes(run("ar", "p", library, MEMBER))
        symbol = SYMBOL_OF_DATA.search(run("nm", folder / MEMBER)).group(1).decode()
        run("objcopy", "-O", "binary", "--only-section=.rodata", folder / MEMBER, folder / "whole")
        whole = (folder / "whole").read_bytes()
        header, all_items = items(whole)
        data = packed(header, {name: content for name, content in all_items.items() if is_kept(name)})
        (folder / "data").write_bytes(data)
        source = f'.section .rodata\n.globl slim_{symbol}\n.balign 16\nslim_{symbol}: .incbin "{folder}/data"\n'
        source += '.section .note.GNU-stack, "", %progbits\n'
        (folder / "data.s").write_text(source)
        run("as", "-o", target, folder / "data.s")
    print(symbol)
    print(f"ICU's data: {len(whole)} bytes, {len(data)} of them kept", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    main(sys.argv[1])
