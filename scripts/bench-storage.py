#!/usr/bin/env python3
"""Measures what the journal costs, and how fast it is exported: see scripts/bench.

usage: bench-storage.py TOOL PROGRAM FOLDER MEGABYTES
"""
import os
import subprocess
import sys
import time

tool, program, folder, size = sys.argv[1:]

CONFIGURATION = """gateway: {{id: BENCH}}
journal: {{path: {path}}}
facilities: []
"""


def export(config, *limits):
    """Returns the lines of an export without its head, and its seconds."""
    begin = time.monotonic()
    command = [program, "export", "readings", "--config", config, *limits]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        lines = 0
        while piece := process.stdout.read(1 << 20):
            lines += piece.count(b"\n")
    if process.returncode:
        sys.exit(f"the export ended with {process.returncode}")
    return lines - 1, time.monotonic() - begin


for values in ("whole", "decimal", "float"):
    place = os.path.join(folder, values)
    os.mkdir(place)
    print(f"-- {values}", flush=True)
    subprocess.run([tool, place, values, size], check=True)
    config = os.path.join(place, "gateway.yaml")
    with open(config, "w", encoding="utf-8") as file:
        file.write(CONFIGURATION.format(path=os.path.join(place, "journal.sqlite")))
    lines, seconds = export(config)
    print(f"whole export: {lines} lines, {lines / seconds:.0f} a second")
    last = subprocess.run(
        ["sqlite3", os.path.join(place, "journal.sqlite"), "SELECT max(time) / 1000 FROM sample"],
        capture_output=True, text=True, check=True)
    end = time.gmtime(int(last.stdout) - 3600)
    begin = time.gmtime(int(last.stdout) - 3660)
    limits = [time.strftime("%Y-%m-%dT%H:%M:%SZ", moment) for moment in (begin, end)]
    lines, seconds = export(config, "--from", limits[0], "--until", limits[1])
    print(f"one minute: {lines} lines in {seconds:.2f} s", flush=True)
