"""A gateway under load, with its devices, broker and subscriber, and what is read of it from the system: for bench-table.py,
bench-counts.py and record-order."""

import os
import pathlib
import re
import resource
import signal
import socket
import struct
import subprocess
import sys
import time

ALLOCATIONS = pathlib.Path(__file__).parent.parent / "Tests/Benchmarks/Allocations/allocations.c"


def unit_environment():
    """Returns the variables that the service manager sets for the installed program, except those of the machine."""
    lines = (pathlib.Path(__file__).parent.parent / "systemd/mashang.service").read_text().splitlines()
    words = [word for line in lines if line.startswith("Environment=") for word in line.removeprefix("Environment=").split()]
    return dict(word.split("=", 1) for word in words if "%" not in word)


def avoid_end_of_minute(seconds):
    """Waits if a minute ends within so many seconds: the states of all rules are written then."""
    left = 60 - time.time() % 60
    if left < seconds:
        time.sleep(left + 3)


class Load:
    """So many devices on TCP ports of their own, so many registers of each, and the period of their polls in milliseconds."""

    def __init__(self, devices, registers, period=1000):
        self.devices, self.registers, self.period = devices, registers, period

    def __str__(self):
        return f"{self.devices} x {self.registers}"


class Stage:
    """The processes around a gateway, in a folder, on one CPU if it is pinned."""

    def __init__(self, folder, modbus, broker, cpu=None):
        self.folder, self.modbus, self.broker, self.cpu = pathlib.Path(folder), modbus, broker, cpu
        self.running = []
        # A port a device, each a descriptor of the farm.
        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))

    def start(self, *command, output=os.devnull, environment=None):
        pinned = [] if self.cpu is None else ["taskset", "-c", str(self.cpu)]
        with open(self.folder / output, "wb") as file:
            process = subprocess.Popen(
                [*pinned, *map(str, command)], stdout=file, stderr=subprocess.STDOUT if output != "received" else subprocess.DEVNULL,
                env={**os.environ, **(environment or {})})  # fmt: skip
        self.running.append(process)
        return process

    def stop(self, *processes):
        for process in processes or reversed(self.running):
            process.send_signal(signal.SIGTERM)
        for process in list(processes or self.running):
            process.wait(30)
            self.running.remove(process)

    def start_broker(self):
        (self.folder / "broker.conf").write_text(
            f"listener {self.broker} 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\n")
        self._run_broker()
        self.start("mosquitto_sub", "-V", "mqttv5", "-p", self.broker, "-q", 1, "-t", "#", "-F", "%t", output="received")

    def _run_broker(self):
        self.mosquitto = self.start("/usr/sbin/mosquitto", "-c", self.folder / "broker.conf")
        self.await_port(self.broker)

    def restart_broker(self, away):
        """Ends the broker, and starts it after so many seconds."""
        self.stop(self.mosquitto)
        time.sleep(away)
        self._run_broker()

    @staticmethod
    def await_port(port):
        end = time.monotonic() + 20
        while True:
            try:
                return socket.create_connection(("127.0.0.1", port)).close()
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.01)

    def received(self):
        """Returns how many messages the subscriber has."""
        with open(self.folder / "received", "rb") as file:
            return sum(piece.count(b"\n") for piece in iter(lambda: file.read(1 << 20), b""))

    def configure(self, load, page="127.0.0.1:0"):
        """Writes the configuration and returns the arguments of the gateway."""
        points = "".join(
            f"  w{i:02}: {{register: holding {i}, type: uint16, every: {load.period}ms, own: true}}\n" for i in range(load.registers))
        (self.folder / "profiles").mkdir(exist_ok=True)
        (self.folder / "profiles/bench-words.yaml").write_text(
            f'profile: bench-words\nname: {{zh: x, en: x}}\nsource: "bench"\nverified: false\npoints:\n{points}')
        for file in self.folder.glob("journal.sqlite*"):
            file.unlink()
        lines = [
            "gateway: {id: BENCH}",
            f'uplinks: [{{name: broker, mqtt: {{url: "mqtt://127.0.0.1:{self.broker}"}}, publish: {{readings: all}}}}]',
            f"journal: {{path: {self.folder}/journal.sqlite}}",
            f'page: {{listen: "{page}"}}',
            "buses:",
        ]
        lines += [f"  b{i}: {{tcp: {{host: 127.0.0.1, port: {self.modbus + i}}}}}" for i in range(load.devices)]
        lines.append("facilities:")
        for i in range(load.devices):
            if i % 10 == 0:
                lines += [f"  - code: BENCH{i // 10}", "    kind: dust-site", "    name: b", "    devices:"]
            lines.append(f"      - {{profile: bench-words, bus: b{i}, unit: 1}}")
        (self.folder / "gateway.yaml").write_text("\n".join(lines) + "\n")
        return ["run", "--config", self.folder / "gateway.yaml", "--profiles", self.folder / "profiles"]

    def counts(self, program, load, settling, seconds):
        """Runs a gateway, and returns by name what it takes, and its system calls by theirs; None where strace may not look."""
        environment, file = self._counting_allocations()
        gateway = self.start(program, *self.configure(load), output="log", environment=environment)

        def now():
            return struct.unpack("Q", file.read_bytes())[0], wakeups(gateway), self.received()

        time.sleep(settling)
        avoid_end_of_minute(2 * seconds + 2)
        before = now()
        time.sleep(seconds)
        made, woken, messages = (after - then for after, then in zip(now(), before))
        if messages < load.devices * seconds / 2:
            sys.exit(f"only {messages} messages arrived: " + (self.folder / "log").read_text()[-2000:])
        counts = {"allocations a sample": made / messages, "wake-ups a second": woken / seconds, "threads": field(gateway, "Threads")}
        before = self.received()
        calls = system_calls(gateway, seconds, self.folder)
        polls = self.received() - before
        counts["system calls a poll"] = sum(calls.values()) / polls if calls and polls else None
        self.stop(gateway)
        return counts, {name: count / max(polls, 1) for name, count in calls.items()}

    def _counting_allocations(self):
        """Builds the library that counts, and returns the environment that puts it before a program, and its file."""
        library, count = self.folder / "allocations.so", self.folder / "allocations"
        if not library.exists():
            subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", library, ALLOCATIONS], check=True)
        count.unlink(missing_ok=True)
        return {"LD_PRELOAD": str(library), "ALLOCATIONS": str(count)}, count


def processor_time(process):
    """Returns the seconds that a process has computed, of all its threads, ended ones too: exact, as the kernel's tick is not."""
    return time.clock_gettime((~process.pid << 3) | 2)


def field(process, name, task=None):
    """Returns a number of /proc/PID/status; of one thread if it is named."""
    place = f"/proc/{process.pid}/status" if task is None else f"/proc/{process.pid}/task/{task}/status"
    with open(place) as file:
        for line in file:
            if line.startswith(name + ":"):
                return int(line.split()[1])
    raise KeyError(name)


def wakeups(process):
    """Returns how often its threads have waited."""
    return sum(field(process, "voluntary_ctxt_switches", task) for task in os.listdir(f"/proc/{process.pid}/task"))


def system_calls(process, seconds, folder):
    """Returns the system calls of a process in some seconds, by name; nothing where strace may not look."""
    summary = pathlib.Path(folder) / "strace"
    subprocess.run(
        ["timeout", "-s", "INT", str(seconds), "strace", "-f", "-c", "-U", "calls,name", "-p", str(process.pid), "-o", summary],
        stderr=subprocess.DEVNULL)  # fmt: skip
    counts = {}
    for line in summary.read_text().splitlines() if summary.exists() else []:
        if match := re.match(r" *(\d+) (\w+)$", line):
            counts[match[2]] = int(match[1])
    counts.pop("total", None)
    return counts
