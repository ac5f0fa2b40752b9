#!/usr/bin/env python3
"""What a gateway costs beside the least that its function costs, under loads from one device to 500: the part of scripts/bench that is
named table.

usage: bench-table.py PROGRAM FOLDER FARM FLOOR TICK JSON

FLOOR is a gateway in C that spreads its polls over the second, TICK the same that polls all devices at once, as ours does. Everything
runs on one CPU (CPU 0), one gateway after the other, in turn, as often as RUNS says (5), for SECONDS_EACH (20) after ten seconds of
start, with the environment of the installed service. CPU is the exact clock of the process. Memory is what is resident at the end of a
run; "own" is what no file stands behind. System calls and allocations are counted in a run of their own. The JSON has every run.
"""

import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import time

from bench_gateway import Load, Stage, field, processor_time, unit_environment, wakeups

LOADS = [Load(1, 40), Load(10, 5), Load(10, 40), Load(50, 40), Load(200, 40), Load(500, 40)]
SETTLING = 10
program, folder, farm, floor, tick, output = sys.argv[1:]
runs, seconds = int(os.environ.get("RUNS", 5)), float(os.environ.get("SECONDS_EACH", 20))
stage = Stage(folder, 15000, 18830, cpu=0)


def gateways(load):
    """Returns the command of each gateway, by its name."""
    for file in pathlib.Path(folder).glob("floor*"):
        file.unlink()
    arguments = [stage.modbus, load.devices, load.registers, load.period, stage.broker, "list", stage.folder / "floor.sqlite", "NORMAL"]
    return {"tick": [tick, *arguments], "floor": [floor, *arguments], "mashang": [program, *stage.configure(load)]}


def first_message(before):
    """Returns when the first message is there."""
    while stage.received() == before:
        time.sleep(0.005)
    return time.monotonic()


def run(command):
    """Runs a gateway and returns what it took."""
    begun, before = time.monotonic(), stage.received()
    # The others, which are written in C with one thread, are not changed by it.
    gateway = stage.start(*command, output="log", environment=unit_environment())
    start = first_message(before) - begun
    time.sleep(SETTLING)
    since = (processor_time(gateway), wakeups(gateway), stage.received(), time.monotonic())
    time.sleep(seconds)
    now = (processor_time(gateway), wakeups(gateway), stage.received(), time.monotonic())
    took, woken, messages, elapsed = (after - then for after, then in zip(now, since))
    figures = {
        "cpu": took / elapsed * 60, "wakeups": woken / elapsed, "messages": messages / elapsed, "start": start,
        "resident": field(gateway, "VmRSS") / 1024, "own": field(gateway, "RssAnon") / 1024, "threads": field(gateway, "Threads"),
    }  # fmt: skip
    stage.stop(gateway)
    return figures


def spread(values):
    return f"{min(values):.3f} / {statistics.median(values):.3f} / {max(values):.3f}"


def measure(load):
    """Measures a load and returns its entry of the JSON."""
    devices = stage.start(farm, "-p", stage.modbus, "-n", load.devices, "-r", load.registers, "-T", 1000)
    stage.await_port(stage.modbus + load.devices - 1)
    stage.start_broker()
    taken = {}
    for _ in range(runs):
        for name in ("tick", "floor", "mashang"):
            taken.setdefault(name, []).append(run(gateways(load)[name]))
    counted, _ = stage.counts(program, load, SETTLING, 5)
    stage.stop()
    assert devices.poll() is not None
    return {"load": str(load), "runs": taken, **counted}


def line(entry):
    """Returns a row of the table."""
    cpu = {name: [each["cpu"] for each in taken] for name, taken in entry["runs"].items()}
    last = {name: statistics.median(each[name] for each in entry["runs"]["mashang"]) for name in entry["runs"]["mashang"][0]}
    ratios = [statistics.median(ours / other for ours, other in zip(cpu["mashang"], cpu[name])) for name in ("tick", "floor")]
    return " | ".join([
        f"| {entry['load']}", spread(cpu["tick"]), spread(cpu["floor"]), spread(cpu["mashang"]), f"{ratios[0]:.1f}", f"{ratios[1]:.2f}",
        f"{last['resident']:.1f} ({last['own']:.1f})", f"{last['threads']:.0f}", f"{last['wakeups']:.0f}", f"{entry['system calls a poll'] or 0:.1f}",
        f"{entry['allocations a sample']:.0f}", f"{last['start'] * 1000:.0f} |"])  # fmt: skip


def main():
    chosen = [load for load in LOADS if str(load) in os.environ.get("LOADS", ",".join(map(str, LOADS))).split(",")]
    print("CPU s/min as least / median / most; ratios are medians of those within a round\n")
    print("| load | tick | floor | mashang | of tick | of floor | MB (own) | threads | wake-ups/s | calls a poll | allocations | start, ms |")
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    entries = []
    try:
        for load in chosen:
            entries.append(measure(load))
            print(line(entries[-1]), flush=True)
    finally:
        stage.stop()
    commit = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True).stdout.strip()
    pathlib.Path(output).write_text(json.dumps(
        {"commit": commit, "machine": f"{os.cpu_count()} x {platform.machine()}", "kernel": platform.release(), "loads": entries}, indent=1))


main()
