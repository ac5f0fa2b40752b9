#!/usr/bin/env python3
"""Counts what a gateway does for a poll, and fails if it is more than it may be: the part of scripts/bench that is named counts.

usage: bench-counts.py PROGRAM FOLDER [SECONDS]

Devices of 40 registers on TCP ports of their own are polled each second, and every sample is published. Counts do not depend on how
fast the machine is, or on what else it does: system calls and wake-ups, allocations, threads.
"""

import pathlib
import sys

from bench_farm import farm
from bench_gateway import Load, Stage

# What one gateway may need. The figures that were measured are in docs/performance.md; these are more by a quarter, and
# wake-ups, which depend on what else the machine does, by a good deal more.
BOUNDS = {"system calls a poll": 14, "allocations a sample": 100, "wake-ups a second": 150, "threads": 16}
LOAD = Load(50, 40)
PORTS = {"modbus": 15600, "broker": 18890}
SETTLING = 8


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 6
    stage = Stage(folder, PORTS["modbus"], PORTS["broker"])
    excess = []
    try:
        with farm(LOAD, PORTS["modbus"]):
            stage.start_broker()
            counts, calls = stage.counts(program, LOAD, SETTLING, seconds)
        print("  " + ", ".join(f"{name} {count:.1f}" for name, count in sorted(calls.items(), key=lambda call: -call[1])[:12]))
        for name, value in counts.items():
            if value is None:
                print(f"{name}: strace may not look here")
                continue
            print(f"{name}: {value:.1f} ({BOUNDS[name]} at most)")
            if value > BOUNDS[name]:
                excess.append(name)
    finally:
        stage.stop()
    if excess:
        sys.exit("too many: " + ", ".join(excess))


main()
