#!/usr/bin/env python3
"""Reads a journal without the program's own code and prints what is in it, and what is wrong with it, as JSON.

usage: journal.py FILE

The program must not run. Samples are those of the fault tests' device: its first point counts its answers.
"""

import bisect
import hashlib
import json
import pathlib
import sqlite3
import struct
import sys
import urllib.parse

import blocks

TABLES = ["sample", "entry", "aggregate"]
# How earlier versions wrote the values of a sample (SampleBlob.swift): the form is in the low bits of the second byte.
FORMS = {1: "<h", 2: "<i", 3: "<f", 4: "<d"}
QUALITIES = 16
# The point that tells which of its answers it is.
COUNTER = "p0"


def number_of_answer(blob, columns):
    """The value of the device's first point; None where it is bad: then it has no value."""
    index = next((index for index, column in enumerate(columns) if column["quantity"] == COUNTER), None)
    if blob[0] == 3:
        return None if index is None else number_in_groups(blob, len(columns), index)
    form = FORMS[blob[1] & 15]
    start = 2 + (len(columns) if blob[1] & QUALITIES else 0) + (index or 0) * struct.calcsize(form)
    if index is None or start + struct.calcsize(form) > len(blob):
        return None
    return int(struct.unpack_from(form, blob, start)[0])


def number_in_groups(blob, count, index):
    """The value of a reading by version 3 of a sample (NumberGroups.swift): groups of numbers in the same form."""
    qualities, start = bytes(count), 2
    if blob[1] & QUALITIES:
        qualities, start = blob[2 : 2 + count], 2 + count
    start += (count * 2 + 7) // 8 if blob[1] & 32 else 0
    start += (count + 7) // 8 if blob[1] & 64 else 0
    if qualities[index] >= 64:
        return None
    before, reader = sum(quality < 64 for quality in qualities[:index]), blocks.Reader(blob[start:])
    while True:
        code = reader.byte()
        length = None if code & 128 else reader.varint()
        kind, places = code >> 5 & 3, code & 31
        form = ["<b", "<h", "<i", "<f" if places == 0 else "<d"][kind]
        if length is None or before < length:
            reader.bytes(before * struct.calcsize(form))
            value = struct.unpack(form, reader.bytes(struct.calcsize(form)))[0]
            return int(value / 10**places if kind < 3 else value)
        reader.bytes(length * struct.calcsize(form))
        before -= length


def samples_of(database, columns):
    """Sequence, time and the value of the device's first point, of rows and of blocks."""
    found = [
        (sequence, time, number_of_answer(data, columns[series]))
        for sequence, time, data, series in database.execute("SELECT sequence, time, data, series FROM sample")
    ]
    has_blocks = database.execute("SELECT 1 FROM sqlite_master WHERE name = 'block'").fetchone()
    for series, data in database.execute("SELECT series, data FROM block") if has_blocks else []:
        index = next((index for index, column in enumerate(columns[series]) if column["quantity"] == COUNTER), None)
        for sequence, time, content in blocks.samples(data, len(columns[series])):
            if isinstance(content, bytes):
                found.append((sequence, time, number_of_answer(content, columns[series])))
            else:
                value = None if index is None else content[index]
                found.append((sequence, time, None if value is None else int(value)))
    return sorted(found)


def chain_breaks(rows):
    """The entries whose hash is not that of themselves and of the entry before."""
    last, breaks = bytes(32), []
    for sequence, facility, time, body, kept in rows:
        last = hashlib.sha256(last + f"{sequence}\n{facility}\n{time}\n{body}".encode()).digest()
        if kept != last:
            breaks.append(sequence)
            last = kept or last
    return breaks


def holes(sequences, losses):
    """Ranges from 1 to the newest sequence in which nothing is, without what a loss entry names."""
    found, next_one = [], 1
    for start, end in sorted([(each, each) for each in sequences] + [(each["from"], each["to"]) for each in losses]):
        if start > next_one:
            found.append([next_one, start - 1])
        next_one = max(next_one, end + 1)
    return found


def unexplained(sequences, losses):
    """The losses that share a part of their range, or whose count is not that of the sequences which are missing in it."""
    end, found = 0, []
    for each in sorted(losses, key=lambda loss: loss["from"]):
        there = bisect.bisect_right(sequences, each["to"]) - bisect.bisect_left(sequences, each["from"])
        missing = each["to"] - each["from"] + 1 - there
        # Of a file that was removed or damaged nobody knows how much was in it.
        if each["from"] <= end or each["reason"] == "memory" and each["count"] != missing:
            found.append(each)
        end = max(end, each["to"])
    return found


def read(path):
    # It may be written, as SQLite recovers it, but not made.
    database = sqlite3.connect(f"file:{urllib.parse.quote(str(path))}?mode=rw", uri=True)
    database.execute("PRAGMA synchronous = OFF")
    try:
        return contents(database)
    finally:
        database.close()


def contents(database):
    integrity = [row[0] for row in database.execute("PRAGMA integrity_check")]
    tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    empty = {"integrity": integrity, "samples": [], "entries": [], "means": [], "losses": [], "records": {}, "sequences": 0}
    empty |= {"newest": 0, "counter": 0, "reserved": 0, "chainBreaks": [], "doubled": [], "holes": [], "unexplained": []}
    # A power cut before the first start was complete leaves tables out.
    if not tables.issuperset(TABLES + ["counter", "private"]) or not has_column(database, "entry", "hash"):
        return empty
    rows = database.execute("SELECT sequence, facility, time, body, hash FROM entry ORDER BY sequence").fetchall()
    entries = [(row[0], json.loads(row[3])) for row in rows]
    columns = {row[0]: json.loads(row[1]) for row in database.execute("SELECT id, columns FROM series")}
    samples = samples_of(database, columns)
    others = [row[0] for table in TABLES[1:] for row in database.execute(f"SELECT sequence FROM {table}")]
    sequences = sorted([row[0] for row in samples] + others)
    losses = [entry["loss"] for _, entry in entries if entry["event"] == "loss"]
    records = {}
    # Names stand apart from the chain, whose entries have their hashes.
    names = dict(database.execute("SELECT sequence, text FROM private WHERE field = 'record.by'"))
    for sequence, entry in entries:
        if entry["event"] == "record":
            records.setdefault(names.get(sequence, "?"), []).append(sequence)
    counters = dict(database.execute("SELECT name, value FROM counter"))
    return {
        "integrity": integrity,
        "samples": [{"sequence": row[0], "time": row[1], "value": row[2]} for row in samples],
        "entries": [row[0] for row in rows],
        "means": [row[0] for row in database.execute("SELECT sequence FROM aggregate")],
        "losses": losses,
        # By who entered them: the tests give each record a name of its own there.
        "records": records,
        "sequences": len(sequences),
        "newest": sequences[-1] if sequences else 0,
        "counter": counters.get("sequence", 0),
        # After a power cut sequences continue behind the reserve.
        "reserved": max(counters.get("sequence", 0), counters.get("reserved", 0)),
        "chainBreaks": chain_breaks(rows),
        "doubled": [one for one, other in zip(sequences, sequences[1:]) if one == other],
        "holes": holes(sequences, losses),
        "unexplained": unexplained(sequences, losses),
    }


def has_column(database, table, column):
    return any(row[1] == column for row in database.execute(f"PRAGMA table_info({table})"))


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] == "--help":
        print(__doc__.strip())
        sys.exit(0 if sys.argv[1:] == ["--help"] else 64)
    if not pathlib.Path(sys.argv[1]).exists():
        sys.exit(f"{sys.argv[1]} is not there")
    print(json.dumps(read(sys.argv[1])))
