#!/usr/bin/env python3
"""Makes of a write log what power cuts at random moments would have left of files that were there before.

usage: cut.py LOG BEFORE FOLDER POINTS SEED

LOG is what write-log.c wrote, BEFORE a folder with the files as they were when it began, and FOLDER where the states are
written, each in a folder of its own. At each of POINTS moments there are up to four states of what had not been synced;
`replay.py` has them. Prints the folders, and how many operations and syncs the log has, as JSON.
"""

import collections
import json
import pathlib
import random
import sys

import replay


def disk_with(before):
    disk = replay.Disk()
    for path in sorted(pathlib.Path(before).iterdir()):
        file = disk.files.setdefault(path.name, replay.File())
        file.seen = bytearray(path.read_bytes())
        file.disk = bytearray(file.seen)
    return disk


def main(log_path, before, folder, points, seed):
    log = replay.operations(pathlib.Path(log_path).read_bytes())
    chance = random.Random(seed)
    cuts = sorted(chance.sample(range(1, len(log) + 1), min(points, len(log))))
    disk, done, folders = disk_with(before), 0, []
    for cut in cuts:
        for operation in log[done:cut]:
            disk.apply(operation)
        done = cut
        for kind, state in disk.states(chance):
            here = pathlib.Path(folder) / f"{cut}-{kind}"
            here.mkdir()
            for name, data in state.items():
                (here / name).write_bytes(data)
            folders.append(str(here))
    kinds = collections.Counter(operation.kind.decode() for operation in log)
    print(json.dumps({"folders": folders, "operations": len(log), "syncs": kinds["S"]}))


if __name__ == "__main__":
    if len(sys.argv) != 6:
        print(__doc__.strip())
        sys.exit(0 if sys.argv[1:] == ["--help"] else 64)
    main(*sys.argv[1:4], int(sys.argv[4]), int(sys.argv[5]))
