#!/usr/bin/env python3
"""Counts what a gateway does for a poll, and fails if it is more than it may be: the part of scripts/bench that is named counts.

usage: bench-counts.py PROGRAM FOLDER [SECONDS]

Devices of 40 registers on TCP ports of their own are polled each second, and every sample is published. Counts do not depend on how
fast the machine is, or on what else it does: system calls and wake-ups, allocations, threads.
"""

import multiprocessing
import pathlib
import selectors
import socket
import struct
import sys
import time

from bench_gateway import Load, Stage

# What one gateway may need. The figures that were measured are in docs/performance.md; these are more by a quarter, and
# wake-ups, which depend on what else the machine does, by a good deal more.
BOUNDS = {"system calls a poll": 15, "allocations a sample": 310, "wake-ups a second": 250, "threads": 16}
LOAD = Load(50, 40)
PORTS = {"modbus": 15600, "broker": 18890}
SETTLING = 8


def answer(request, now):
    """Returns the answer to a read of holding registers whose values change with each second."""
    transaction, _, _, unit, function, address, count = struct.unpack(">HHHBBHH", request)
    words = [(int(now) + address + index) & 0xFFFF for index in range(count)]
    return struct.pack(f">HHHBBB{count}H", transaction, 0, 3 + 2 * count, unit, function, 2 * count, *words)


def farm(load, port, ready):
    """Serves the devices, until it is ended."""
    waiting = selectors.DefaultSelector()
    for index in range(load.devices):
        server = socket.create_server(("127.0.0.1", port + index))
        waiting.register(server, selectors.EVENT_READ, True)
    ready.set()
    while True:
        for key, _ in waiting.select():
            if key.data:
                connection, _ = key.fileobj.accept()
                waiting.register(connection, selectors.EVENT_READ, False)
                continue
            request = key.fileobj.recv(12)
            if len(request) == 12:
                key.fileobj.sendall(answer(request, time.time()))
            else:
                waiting.unregister(key.fileobj)
                key.fileobj.close()


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 6
    stage = Stage(folder, PORTS["modbus"], PORTS["broker"])
    ready = multiprocessing.Event()
    devices = multiprocessing.Process(target=farm, args=(LOAD, PORTS["modbus"], ready), daemon=True)
    devices.start()
    excess = []
    try:
        if not ready.wait(20):
            sys.exit("the devices did not start")
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
        devices.terminate()
    if excess:
        sys.exit("too many: " + ", ".join(excess))


main()
