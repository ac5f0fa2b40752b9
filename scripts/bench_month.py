"""Gives a journal that no gateway has open a month of means and accounts, as a gateway would have kept them."""

import hashlib
import json
import math
import sqlite3
import struct
import time

DAYS, OFFSET = 30, 28_800
MINUTE, DAY = 60_000, 86_400_000
INTERVALS = {"1min": 1, "15min": 15, "1h": 60, "1d": 1440}
# Of some hours the last quarter is missing, and of these the minutes are kept too: two hours a day, and of one device all.
GAPS, GAP = (3, 15), 15


def write(path, pages):
    """Writes them behind what the journal has, for the facilities of some pages and the devices that it knows."""
    with sqlite3.connect(path) as journal:
        last = journal.execute("SELECT value FROM counter WHERE name = 'sequence'").fetchone()
        newest = [journal.execute(f"SELECT max(sequence) FROM {table}").fetchone()[0] or 0 for table in ("sample", "entry", "aggregate")]
        sequence = max([last[0] if last else 0, *newest]) + 1
        now = int(time.time() * 1000)
        midnight = (now + OFFSET * 1000) // DAY * DAY - OFFSET * 1000
        sequence = means(journal, sequence, midnight, now)
        sequence = accounts(journal, sequence, midnight, [page.rsplit("/", 1)[1] for page in pages])
        sequence -= 1
        journal.execute("INSERT OR REPLACE INTO counter (name, value) VALUES ('sequence', ?)", [sequence])
        # What rules and means have taken in: all of it, or the next start would read the month again.
        journal.execute("UPDATE rule_state SET sequence = ?", [sequence])
        for (mark,) in journal.execute("SELECT mark FROM aggregate_mark").fetchall():
            mark = json.dumps(json.loads(mark) | {"sequence": sequence, "position": sequence})
            journal.execute("UPDATE aggregate_mark SET mark = ?", [mark])


def means(journal, sequence, midnight, now):
    """One row for each interval of each device, in order of time as a gateway writes them: `AggregateBlob` version 1, little endian."""
    series = []
    for facility, device, columns in journal.execute("SELECT facility, device, columns FROM series GROUP BY facility, device").fetchall():
        columns = sorted(json.loads(columns), key=lambda column: column["quantity"])
        text = json.dumps(columns, separators=(",", ":"))
        number = journal.execute("INSERT INTO series (facility, device, columns) VALUES (?, ?, ?)", [facility, device, text]).lastrowid
        series.append((number, columns, GAPS))
    # The last has gaps all day.
    series[-1] = (*series[-1][:2], range(24))
    for interval, minutes in INTERVALS.items():
        rows = []
        for start in range(midnight - DAYS * DAY, now - minutes * MINUTE, minutes * MINUTE):
            for number, columns, gaps in series:
                there = minutes_there(start, minutes, gaps)
                if there > 0:
                    rows.append((sequence, number, interval, start, blob(start, there, columns)))
                    sequence += 1
        journal.executemany("INSERT INTO aggregate (sequence, series, interval, start, data) VALUES (?, ?, ?, ?, ?)", rows)
    return sequence


def blob(start, minutes, columns):
    """The means of columns over so many minutes."""
    level, data = 2 + math.sin(start / DAY * 6.28), struct.pack("<B", 1)
    for column in columns:
        mean = 60 + 5 * level if column["quantity"] == "noise" else 10 * level
        total = minutes * 60 * (10 ** (mean / 10) if column["quantity"] == "noise" else mean)
        data += struct.pack("<IHddd", minutes * 60, minutes, mean * 0.8, mean * 1.2, total)
    return data


def minutes_there(start, minutes, gaps):
    """How many minutes of an interval have a value; of a minute in an hour without a gap none are kept."""
    if minutes == 1440:
        return 1440 - len(gaps) * GAP
    hour, minute = (start + OFFSET * 1000) % DAY // MINUTE // 60, start // MINUTE % 60
    if hour not in gaps:
        return minutes if minutes > 1 else 0
    return max(0, min(minutes, 60 - GAP - minute))


def accounts(journal, sequence, midnight, codes):
    """One account a day for each facility, chained to the ledger."""
    count = journal.execute("SELECT value FROM counter WHERE name = 'entries'").fetchone()[0]
    head = journal.execute("SELECT hash FROM entry ORDER BY sequence DESC LIMIT 1").fetchone()[0]
    hours = ["green"] * 20 + ["yellow"] * 2 + ["red"] * 2
    for day in range(DAYS, 0, -1):
        end = midnight - (day - 1) * DAY
        name = time.strftime("%Y-%m-%d", time.gmtime(end / 1000 + OFFSET - 1))
        for code in codes:
            device = {"device": "p1", "expected": 1440, "usable": 1400, "hours": 24, "validHours": 23, "samples": 86_000}
            account = {
                "day": name, "running": 8.5, "lights": {"green": 20, "yellow": 2, "red": 2}, "byHour": hours, "coverage": 0.97,
                "counters": {"carbon.cycle": {"hours": 100, "seenHours": 120}},
                "limits": {f"limit{index}": "500 µg/m3" for index in range(12)}, "devices": [device],
            }
            body = json.dumps({"event": "account", "account": account}, separators=(",", ":"), ensure_ascii=False)
            head = hashlib.sha256(head + f"{sequence}\n{code}\n{end + 1000}\n{body}".encode()).digest()
            journal.execute(
                "INSERT INTO entry (sequence, facility, time, body, hash) VALUES (?, ?, ?, ?, ?)", [sequence, code, end + 1000, body, head])
            sequence, count = sequence + 1, count + 1
    journal.execute("UPDATE counter SET value = ? WHERE name = 'entries'", [count])
    return sequence
