"""What a gateway with 4 devices and 8 quantities sends in a day, by default and with all readings: the part of scripts/bench
that is named traffic.

usage: bench-traffic.py PROGRAM FOLDER PROFILES SECONDS

Three gateways publish the same site to a mosquitto each: by default, all readings, and means of a minute only. A subscriber of
each counts the bytes of the PUBLISH packets that it gets, headers included, for SECONDS after a minute of settling. What is not
means is multiplied up to a day. Means of 15 min, 1 h and 1 d are counted by their number in a day, with the size of those of
a minute: they have the same fields.
"""

import collections
import json
import pathlib
import socket
import subprocess
import sys
import threading
import time

program, folder, profiles, seconds = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], float(sys.argv[4])
DAY, SETTLING, MEANS_A_DAY = 86400, 60, 96 + 24 + 1
# Profile, unit and what is taken of it: 8 quantities.
DEVICES = [
    ("hk-dpt-dual-mod", "place: 一级箱, only: [pressureDrop]"),
    ("hk-dpt-dual-mod", "place: 二级箱"),
    ("xy-md02", ""),
    ("chint-ddsu666", "only: [current, power, energy], as: {current: fanCurrent}"),
]
CHOICES = {"default": "", "all readings": "readings: all", "minutes": "readings: off, means: [1min]"}
MODBUS, BROKER = 15100, 18840


def configuration(port, publish, name):
    buses = "\n".join(f"  b{i}: {{tcp: {{host: 127.0.0.1, port: {MODBUS + i}}}}}" for i in range(len(DEVICES)))
    devices = "\n".join(
        f"      - {{name: p{i}, profile: {profile}, bus: b{i}, unit: 1{', ' + more if more else ''}}}"
        for i, (profile, more) in enumerate(DEVICES)
    )
    publish = f", publish: {{{publish}}}" if publish else ""
    return f"""gateway: {{id: NJ-BENCH-0001}}
uplinks: [{{name: bureau, mqtt: {{url: "mqtt://127.0.0.1:{port}"}}{publish}}}]
journal: {{path: {folder}/{name}.sqlite}}
page: {{listen: "127.0.0.1:0"}}
buses:
{buses}
facilities:
  - code: NJ320104C000018
    kind: activated-carbon
    name: 1#活性炭吸附箱
    carbon: {{form: granular, mass: 1000 kg, removedConcentration: 40 mg/m3, airVolume: 10000 m3/h, dailyHours: 8 h,
              installed: 2026-09-05}}
    devices:
{devices}
"""


class Subscriber(threading.Thread):
    """Takes everything that a broker sends with MQTT 5 and QoS 1, and counts it by the last part of its topic."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.file = self.socket.makefile("rb")
        self.seen = []  # time, topic's last part, bytes of the packet, payload
        # Clean start, keep alive 0, no properties; then everything at QoS 1.
        self.socket.sendall(b"\x10\x14\x00\x04MQTT\x05\x02\x00\x00\x00\x00\x07witness")
        self.socket.sendall(b"\x82\x07\x00\x01\x00\x00\x01#\x01")

    def run(self):
        try:
            self.take_all()
        except OSError:
            pass  # The broker is ended while messages are on their way.

    def take_all(self):
        while head := self.file.read(1):
            length, shift, octets = 0, 0, 1
            while True:
                octet = self.file.read(1)[0]
                length, shift, octets = length | (octet & 127) << shift, shift + 7, octets + 1
                if octet < 128:
                    break
            body = self.file.read(length)
            if head[0] >> 4 == 3:
                self.take(head[0], body, octets + length)

    def take(self, head, body, size):
        at = 2 + int.from_bytes(body[:2], "big")
        topic = body[2:at].decode()
        if head & 6:
            self.socket.sendall(b"\x40\x02" + body[at : at + 2])
            at += 2
        # Properties are shorter than 128 bytes.
        payload = body[at + 1 + body[at] :]
        self.seen.append((time.time(), topic.rsplit("/", 1)[-1], size, payload))


def start(*command, log="log"):
    with open(folder / log, "ab") as output:
        return subprocess.Popen(command, stdout=output, stderr=output, stdin=subprocess.PIPE)


def count(name, seen, means, since, until):
    window = [one for one in seen if since <= one[0] < until]
    bytes_of, messages = collections.Counter(), collections.Counter()
    for _, kind, size, _ in window:
        if kind != "means":
            bytes_of[kind] += size * DAY / (until - since)
            messages[kind] += DAY / (until - since)
    if means:
        sizes = [one[2] for one in means]
        devices = len({json.loads(one[3])["device"] for one in means})
        messages["means"] = devices * MEANS_A_DAY
        bytes_of["means"] = messages["means"] * sum(sizes) / len(sizes)
    parts = ", ".join(f"{kind} {messages[kind]:.0f} of {bytes_of[kind] / 1e6:.2f} MB" for kind in sorted(messages))
    print(f"{name:13} {sum(bytes_of.values()) / 1e6:6.2f} MB a day in {sum(messages.values()):.0f} messages: {parts}")
    real = [one[2] for one in window if one[1] == "means"]
    if real:
        print(f"              {len(real)} means came meanwhile, of {sum(real) / len(real):.0f} bytes on average")


processes, subscribers = [], {}
try:
    for i, (profile, _) in enumerate(DEVICES):
        processes.append(
            start(program, "simulate", "--profile", profile, "--profiles", profiles, "--tcp", f"127.0.0.1:{MODBUS + i}",
                  "--unit", "1")
        )  # fmt: skip
    for i, (name, publish) in enumerate(CHOICES.items()):
        port, file = BROKER + i, f"site{i}"
        (folder / f"{file}.conf").write_text(f"listener {port} 127.0.0.1\nallow_anonymous true\n")
        (folder / f"{file}.yaml").write_text(configuration(port, publish, file))
        processes.append(start("/usr/sbin/mosquitto", "-c", str(folder / f"{file}.conf")))
        time.sleep(1)
        subscribers[name] = Subscriber(port)
        subscribers[name].start()
        processes.append(
            start(program, "run", "--config", str(folder / f"{file}.yaml"), "--profiles", profiles, log=f"{file}.log")
        )
    time.sleep(SETTLING)
    since = time.time()
    time.sleep(seconds)
    until = time.time()
    # A minute that was begun before counts too, but the first one after the start is not whole.
    means = [one for one in subscribers["minutes"].seen if one[1] == "means" and one[0] >= since]
    for name in ("default", "all readings"):
        count(name, subscribers[name].seen, means, since, until)
    if not means:
        sys.exit("no means came: SECONDS must be more than a minute")
finally:
    for process in reversed(processes):
        process.terminate()
    for process in processes:
        process.wait()
