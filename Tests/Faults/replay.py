#!/usr/bin/env python3
"""Makes of a write log what power cuts at random moments would have left on the disk, and checks each of these journals.

usage: replay.py LOG ACKNOWLEDGED PUBLISHED POINTS SYNC_EVERY SEED FOLDER STATES

LOG is what write-log.c wrote. ACKNOWLEDGED is JSON: a list of {"id", "sequences", "log"}, where `log` is how long the log was
when the record was answered as kept. PUBLISHED is JSON: a list of {"newest", "log"}, the newest sequence that had reached the
broker when the log was so long. At each of POINTS moments there are up to four states of what had not been synced: none
of it reached the disk, all of it, some of it, and parts of some of it. SYNC_EVERY is the setting, in seconds.

What Linux promises, and nothing more: a write makes whole pages of 4096 bytes dirty; a sync writes the dirty pages of its
file; a sync that fails forgets them, so that they are never written unless a later write makes the same page dirty again;
of dirty pages any may be on the disk, in any of the forms that they had since the last sync. Creating and removing a file
counts as done at once.

Some STATES of these are left in FOLDER, each in a folder of its own, for the program itself to start with; `kept` lists them with
what had been published and answered.

Prints the counts as JSON, and examples of what is wrong. `givenAgain` counts the states after which sequences that had been
published would be given to something else.
"""

import collections
import json
import pathlib
import random
import struct
import sys
import tempfile

import journal

HEAD = struct.Struct("<cHQQI")
PAGE, SECTOR = 4096, 512
# How late a sample may be committed on a busy machine, in seconds.
GRACE = 2.0
WRONG = ["unopened", "corrupt", "brokenChain", "doubled", "holes", "counterBehind"]
WRONG += ["lostRecord", "doubledRecord", "lostReadings"]

Operation = collections.namedtuple("Operation", "kind name time offset bytes end")


def operations(log):
    position, found = 0, []
    while position + HEAD.size <= len(log):
        kind, path_length, time, offset, length = HEAD.unpack_from(log, position)
        position += HEAD.size
        name = pathlib.PurePath(log[position : position + path_length].decode()).name
        position += path_length
        data = log[position : position + length]
        position += length
        found.append(Operation(kind, name, time / 1e6, offset, data, position))
    return found


class File:
    """A file as programs see it, as it is on the disk, and the forms of pages that are between the two."""

    def __init__(self):
        self.seen, self.disk, self.dirty = bytearray(), bytearray(), []

    def write(self, offset, data):
        put(self.seen, offset, data)
        for start in range(offset // PAGE * PAGE, offset + len(data), PAGE):
            self.dirty.append((start, bytes(self.seen[start : start + PAGE])))

    def truncate(self, length):
        self.seen = resized(self.seen, length)
        self.dirty.append((length, None))

    def sync(self):
        self.disk = self.after(lambda old, page: page)
        self.dirty = []

    def after(self, chosen):
        """The disk once what `chosen` makes of each dirty page has been written: from the old page and the new one."""
        disk = bytearray(self.disk)
        for start, page in self.dirty:
            if page is None:
                disk = resized(disk, start)
            else:
                put(disk, start, chosen(resized(disk[start : start + PAGE], len(page)), page))
        return disk


def put(data, offset, new):
    if len(data) < offset:
        data.extend(bytes(offset - len(data)))
    data[offset : offset + len(new)] = new


def resized(data, length):
    return data[:length] + bytes(max(0, length - len(data)))


class Disk:
    def __init__(self):
        self.files = {}

    def apply(self, operation):
        file = self.files.setdefault(operation.name, File())
        if operation.kind == b"W":
            file.write(operation.offset, operation.bytes)
        elif operation.kind == b"T":
            file.truncate(operation.offset)
        elif operation.kind == b"S":
            file.sync()
        elif operation.kind == b"F":
            file.dirty = []
        elif operation.kind == b"U":
            del self.files[operation.name]

    def states(self, chance):
        """What may be on the disk after a cut now, by how much of the dirty pages it is."""

        kinds = {"none": None}
        if any(file.dirty for file in self.files.values()):
            kinds["all"] = lambda old, page: page
            kinds["some"] = lambda old, page: page if chance.random() < 0.5 else old
            kinds["torn"] = lambda old, page: torn(old, page, chance)
        for kind, chosen in kinds.items():
            yield kind, {name: file.after(chosen) if chosen else file.disk for name, file in self.files.items()}


def torn(old, page, chance):
    """A page of which some sectors were written, and often none."""
    if chance.random() < 0.3:
        return old
    sectors = range(0, len(page), SECTOR)
    return b"".join((page if chance.random() < 0.5 else old)[start : start + SECTOR] for start in sectors)


class Verdict:
    def __init__(self, acknowledged, published, samples, sync_every):
        self.acknowledged, self.published = acknowledged, published
        self.samples, self.sync_every = samples, sync_every
        self.given_again, self.kept, self.fails = 0, [], False
        self.counts = dict.fromkeys(WRONG, 0)
        self.states, self.worst_age, self.most_lost, self.examples = 0, 0.0, 0, []

    def wrong(self, what, cut, kind, detail):
        self.counts[what] += 1
        if self.counts[what] <= 3:
            self.examples.append(f"{what} at byte {cut.end} ({kind}): {detail}")

    def check(self, cut, kind, state, folder):
        self.states += 1
        for old in folder.iterdir():
            old.unlink()
        for name, data in state.items():
            (folder / name).write_bytes(data)
        try:
            found = journal.read(folder / "journal.sqlite")
        except Exception as error:
            return self.wrong("unopened", cut, kind, repr(error))
        if found["integrity"] != ["ok"]:
            self.wrong("corrupt", cut, kind, found["integrity"][:2])
        for key, what in [("chainBreaks", "brokenChain"), ("doubled", "doubled"), ("holes", "holes")]:
            if found[key]:
                self.wrong(what, cut, kind, found[key][:5])
        if found["counter"] < found["newest"]:
            self.wrong("counterBehind", cut, kind, f"{found['counter']} < {found['newest']}")
        self.given_again += found["reserved"] < self.published_at(cut)
        self.check_records(cut, kind, found["records"])
        self.check_readings(cut, kind, {sample["sequence"] for sample in found["samples"]})

    def published_at(self, cut):
        return max((each["newest"] for each in self.published if each["log"] <= cut.end), default=0)

    def acknowledged_at(self, cut):
        return [each for each in self.acknowledged if each["log"] <= cut.end]

    def keep(self, cut, state, folder):
        folder.mkdir()
        for name, data in state.items():
            (folder / name).write_bytes(data)
        records = {each["id"]: each["sequences"] for each in self.acknowledged_at(cut)}
        self.kept.append({"folder": str(folder), "published": self.published_at(cut), "records": records})

    def check_records(self, cut, kind, records):
        due = self.acknowledged_at(cut)
        lost = [each["id"] for each in due if not set(each["sequences"]) <= set(records.get(each["id"], []))]
        doubled = [by for by, sequences in records.items() if len(sequences) > 1]
        if lost:
            self.wrong("lostRecord", cut, kind, f"{len(lost)} of {len(due)}: {lost[:3]}")
        if doubled:
            self.wrong("doubledRecord", cut, kind, doubled[:3])

    def check_readings(self, cut, kind, there):
        ages = [cut.time - sample["time"] / 1000 for sample in self.samples if sample["sequence"] not in there]
        # What came later than the cut is not lost.
        ages = [age for age in ages if age > 0]
        if not ages:
            return
        self.worst_age = max(self.worst_age, max(ages))
        self.most_lost = max(self.most_lost, len(ages))
        # While syncs fail, nothing can be on the disk in time.
        if not self.fails and max(ages) > self.sync_every + GRACE:
            self.wrong("lostReadings", cut, kind, f"{len(ages)} readings, up to {max(ages):.1f} s old")


def final_journal(log, folder):
    """What was in the journal at the end of the log, had nothing been cut."""
    disk = Disk()
    for operation in log:
        disk.apply(operation)
    for name, file in disk.files.items():
        (folder / name).write_bytes(file.seen)
    return journal.read(folder / "journal.sqlite")


def main(log_path, acknowledged_path, published_path, points, sync_every, seed, folder_to_keep, states_to_keep):
    log = operations(pathlib.Path(log_path).read_bytes())
    chance = random.Random(seed)
    cuts = sorted(chance.sample(range(1, len(log) + 1), min(points, len(log))))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        acknowledged = json.loads(pathlib.Path(acknowledged_path).read_text())
        published = json.loads(pathlib.Path(published_path).read_text())
        final = final_journal(log, folder)
        verdict = Verdict(acknowledged, published, final["samples"], sync_every)
        verdict.fails = any(operation.kind == b"F" for operation in log)
        disk, done = Disk(), 0
        kept_cuts = chance.sample(cuts, min(states_to_keep, len(cuts)))
        for cut in cuts:
            for operation in log[done:cut]:
                disk.apply(operation)
            done = cut
            states = list(disk.states(chance))
            for kind, state in states:
                verdict.check(log[cut - 1], kind, state, folder)
            if cut in kept_cuts:
                verdict.keep(log[cut - 1], chance.choice(states)[1], pathlib.Path(folder_to_keep) / f"cut-{cut}")
    kinds = collections.Counter(operation.kind.decode() for operation in log)
    print(
        json.dumps(
            {
                "states": verdict.states,
                "points": len(cuts),
                "operations": len(log),
                "syncs": kinds["S"],
                "failedSyncs": kinds["F"],
                "readings": len(final["samples"]),
                "records": len(acknowledged),
                "wrong": verdict.counts,
                "mostReadingsLost": verdict.most_lost,
                "oldestReadingLost": round(verdict.worst_age, 2),
                "givenAgain": verdict.given_again,
                "kept": verdict.kept,
                "examples": verdict.examples,
            }
        )
    )


if __name__ == "__main__":
    if len(sys.argv) != 9:
        print(__doc__.strip())
        sys.exit(0 if sys.argv[1:] == ["--help"] else 64)
    main(*sys.argv[1:4], int(sys.argv[4]), float(sys.argv[5]), int(sys.argv[6]), sys.argv[7], int(sys.argv[8]))
