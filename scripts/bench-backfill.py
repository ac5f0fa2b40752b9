"""How fast a gateway and the floor in C send what they kept while the broker was away: the part of scripts/bench that is named
backfill.

usage: bench-backfill.py PROGRAM FOLDER FARM FLOOR OUTAGE

50 devices of 40 registers are read every 100 ms: 20,000 readings/s. After 30 s the broker is away for OUTAGE seconds. Its
subscriber's session survives on its disk, so that the subscriber misses nothing. The floor sends in the order of its table, the
late ones first; the gateway sends what is live beside what is late. Both have the environment of the installed service.
"""

import collections
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time

from bench_gateway import unit_environment

program, folder, farm, floor, outage = sys.argv[1], pathlib.Path(sys.argv[2]), *sys.argv[3:5], float(sys.argv[5])
DEVICES, REGISTERS, PERIOD, MODBUS, BROKER = 50, 40, 100, 15200, 18850
SETTLING, STEADY, MOST = 30, 5, 120  # seconds: before the outage, of it, and for the back-fill at most


def write_files():
    (folder / "broker.conf").write_text(
        f"listener {BROKER} 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\n"
        f"persistence true\npersistence_location {folder}/\nautosave_interval 0\n"
    )
    words = "\n".join(
        f"  w{i}: {{register: holding {i}, type: uint16, every: {PERIOD}ms, own: true}}" for i in range(REGISTERS)
    )
    (folder / "bench-words.yaml").write_text(
        f'profile: bench-words\nname: {{zh: x, en: x}}\nsource: "bench"\nverified: false\npoints:\n{words}\n'
    )
    lines = [
        "gateway: {id: BENCH}",
        f'uplinks: [{{name: broker, mqtt: {{url: "mqtt://127.0.0.1:{BROKER}"}}, publish: {{readings: all}}}}]',
        f"journal: {{path: {folder}/journal.sqlite}}",
        'page: {listen: "127.0.0.1:0"}',
        "buses:",
    ]
    lines += [f"  b{i}: {{tcp: {{host: 127.0.0.1, port: {MODBUS + i}}}}}" for i in range(DEVICES)]
    lines.append("facilities:")
    for i in range(DEVICES):
        if i % 10 == 0:
            lines += [f"  - code: BENCH{i // 10}", "    kind: dust-site", "    name: b", "    devices:"]
        lines.append(f"      - {{profile: bench-words, bus: b{i}, unit: 1}}")
    (folder / "gateway.yaml").write_text("\n".join(lines) + "\n")


def start(*command, output="log"):
    with open(folder / output, "ab") as file:
        return subprocess.Popen(
            [str(part) for part in command], stdout=file, stderr=subprocess.DEVNULL,
            env={**os.environ, **unit_environment()})  # fmt: skip


def stop(*processes):
    for process in processes:
        process.send_signal(signal.SIGTERM)
        process.wait()


def start_broker():
    broker = start("/usr/sbin/mosquitto", "-c", folder / "broker.conf")
    while True:
        try:
            socket.create_connection(("127.0.0.1", BROKER)).close()
            break
        except OSError:
            time.sleep(0.002)
    there = time.time()
    subscriber = start(
        "mosquitto_sub", "-V", "mqttv5", "-p", BROKER, "-q", 1, "-c", "-i", "witness", "-x", 3600, "-t", "#", "-F", "%U %t %p",
        output="received",
    )  # fmt: skip
    return broker, subscriber, there


def resident(process):
    for line in open(f"/proc/{process.pid}/status"):
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0


def run(*gateway):
    """Returns when the broker went and came, and the resident memory as (time, MB)."""
    for file in [*folder.glob("journal*"), *folder.glob("floor*"), *folder.glob("mosquitto.db"), folder / "received"]:
        file.unlink(missing_ok=True)
    devices = start(farm, "-p", MODBUS, "-n", DEVICES, "-r", REGISTERS, "-T", 1000)
    broker, subscriber, _ = start_broker()
    time.sleep(0.5)
    process = start(*gateway)
    memory = []

    def wait(seconds, until=lambda: False):
        end = time.time() + seconds
        while time.time() < end and not until():
            memory.append((time.time(), resident(process)))
            time.sleep(0.1)

    wait(SETTLING)
    stop(subscriber, broker)
    gone = time.time()
    wait(outage)
    broker, subscriber, there = start_broker()
    sizes = collections.deque(maxlen=20)

    def is_steady():
        # In two seconds no more came than a second and a half of what is live, and a half for noise.
        sizes.append((folder / "received").stat().st_size)
        return time.time() > there + 5 and len(sizes) == 20 and sizes[-1] - sizes[0] < 2.5 * live_bytes

    live_bytes = (folder / "received").stat().st_size / SETTLING
    wait(MOST, is_steady)
    wait(STEADY)
    stop(process, subscriber, broker, devices)
    return gone, there, memory


def samples():
    """Yields arrival, whether it is late, device, times, sequences and previous of each message of samples."""
    for line in open(folder / "received", encoding="utf-8", errors="replace"):
        arrival, topic, payload = line.split(" ", 2)
        kind = topic.rsplit("/", 1)[-1]
        if kind == "state" and payload.startswith("["):
            yield float(arrival), None, topic, [], [], None
        elif kind in ("readings", "backfill"):
            message = json.loads(payload)
            yield (float(arrival), kind == "backfill", message["device"], message["time"], message["sequence"],
                   message["previous"])  # fmt: skip


def at(values, share):
    return values[min(len(values) - 1, int(len(values) * share))]


def lateness(what, late):
    late.sort()
    if late:
        print(f"    live data {what}: {len(late)} samples, late by {at(late, 0.5):.1f} ms in the median,"
              f" p99 {at(late, 0.99):.1f}, worst {late[-1]:.1f}")  # fmt: skip


def memory_during(memory, gone, since, until):
    steady = [value for when, value in memory if gone - STEADY <= when < gone]
    waiting = [value for when, value in memory if gone <= when < since]
    after = [value for when, value in memory if when > until + 0.2]
    during = [value for when, value in memory if since - 0.2 <= when <= until + 0.2]
    mean = sum(steady) / len(steady)
    print(f"    resident: steady {mean:.1f} MB, at the end of the outage {waiting[-1]:.1f}, most during the back-fill"
          f" {max(during):.1f} ({max(during) / mean - 1:+.1%}), in the end {after[-1]:.1f}")  # fmt: skip


def holes(links):
    """How many samples name one before them that did not come, after the first of the device."""
    return sum(
        previous is not None and previous > min(known) and previous not in known
        for device in links.values()
        for known in [{sequence for sequence, _ in device}]
        for _, previous in device
    )


def measure_floor():
    gone, there, memory = run(
        floor, MODBUS, DEVICES, REGISTERS, PERIOD, BROKER, "list", folder / "floor.sqlite", "NORMAL")  # fmt: skip
    arrivals = sorted(arrival for arrival, *_ in samples() if arrival > there)
    # It is behind while more than the live rate comes: twice as much in a tenth of a second.
    tenths = collections.Counter(int((arrival - arrivals[0]) * 10) for arrival in arrivals)
    busy = [tenth for tenth, count in tenths.items() if count > 2 * DEVICES * 100 / PERIOD]
    if not busy:
        sys.exit(f"floor: {len(arrivals)} samples came, none faster than live ones: it sent nothing late, or its load was too much")
    last = max(busy)
    while tenths[last] and sum(tenths[last - i] for i in range(5)) < 5 * DEVICES * 100 / PERIOD:
        last -= 1
    seconds, count = (last + 1) / 10, sum(count for tenth, count in tenths.items() if tenth <= last)
    rate = count * REGISTERS / seconds
    print(f"floor    {rate:.0f} readings/s: {count} samples in {seconds:.1f} s, from {arrivals[0] - there:.1f} s after the return")
    memory_during(memory, gone, arrivals[0], arrivals[0] + seconds)
    return rate


def measure_gateway():
    gone, there, memory = run(program, "run", "--config", folder / "gateway.yaml", "--profiles", folder)
    links, before, during, late = collections.defaultdict(list), [], [], []
    count = 0
    for arrival, is_late, device, times, sequences, previous in samples():
        for sequence, one_before in zip(sequences, [previous, *sequences]):
            links[device].append((sequence, one_before))
        if is_late:
            # What was measured before the first connection is late, too.
            if arrival > there:
                late.append(arrival)
                count += len(times)
        else:
            (before if arrival < gone else during).append((arrival, [arrival * 1000 - time for time in times]))
    first, last = min(late), max(late)
    rate = count * REGISTERS / (last - first)
    print(f"mashang  {rate:.0f} readings/s: {count} samples in {last - first:.1f} s, from {first - there:.1f} s after the"
          f" return; live data {min(one[0] for one in during) - there:.2f} s after it; {holes(links)} holes")  # fmt: skip
    lateness("in the 5 s before the outage", [ms for when, list in before if when > gone - STEADY for ms in list])
    lateness("during the back-fill", [ms for when, list in during if first <= when <= last for ms in list])
    lateness("after it", [ms for when, list in during if when > last for ms in list])
    memory_during(memory, gone, first, last)
    return rate


write_files()
gateway_rate = measure_gateway()
print(f"mashang / floor: {gateway_rate / measure_floor():.0%}", flush=True)
