"""What the pages of a gateway with 100 facilities, 50 polled devices and a month of records cost: the part of scripts/bench that is
named page.

usage: bench-page.py PROGRAM FOLDER FARM SECONDS

The journal is given a month of accounts and of means of 15 minutes, hours and days before the gateway is started. Two hours a day
have a gap of 15 minutes, and of one device all hours; their means of minutes are there too.

1. One client with one connection reads the overview and the page of each facility, ten times: times and bytes. Before that it reads
   the overview a thousand times: what each costs of the processor, without what polling took in as long. Then the trends and the page
   of a day of each measured facility, and, signed in as an inspector, the inspector's screen of each facility and the ledger of all.
2. For SECONDS without, and for as long with 200 pages a second: what the bus counted as due, skipped and not answered.
3. 200 idle connections and 64 clients that send one header line a second, each again as soon as it is cut off: the time of a page over
   a connection of its own meanwhile, for SECONDS.

All is on this machine. Attackers have addresses of their own (127.0.0.2 to 127.0.0.10), as a gateway in the open would see them.
"""

import asyncio
import datetime
import http.client
import json
import multiprocessing
import pathlib
import re
import socket
import statistics
import subprocess
import sys
import time

import bench_month

program, folder, farm, seconds = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], float(sys.argv[4])
MODBUS, PAGE, DEVICES = 15300, 18096, 50
# Kind, letter of the code, settings, and the record that people enter.
KINDS = [
    ("fume-purifier", "F", "fume: {stoves: 4, lastCleaned: 2026-10-20}", {"kind": "cleaning", "parts": ["plates"]}),
    ("activated-carbon", "C", "carbon: {form: granular, mass: 1000 kg, removedConcentration: 40 mg/m3, airVolume: 10000 m3/h, "
     "dailyHours: 8 h, installed: 2026-09-05}",
     {"kind": "inspection", "colour": "good", "form": "good", "weight": "good", "bubbles": "good"}),
    ("nonroad-machinery", "M", "machinery: {class: II, power: 120 kW}", {"kind": "exhaustTest", "smoke": 0.3}),
    ("dust-site", "D", "", {"kind": "maintenance", "mode": "maintenance", "text": "清洗采样口"}),
    ("complaint-point", "T", "", {"kind": "complaint", "category": "fume", "text": "晚上油烟大"}),
]  # fmt: skip
POINTS = {
    "F": [("fume", "mg/m3", 0.00002), ("fanCurrent", "A", 0.0003), ("purifierCurrent", "A", 0.00004),
          ("temperature", "°C", 0.001)],
    "C": [("pressureDrop", "Pa", 0.02), ("temperature", "°C", 0.0006), ("humidity", "%", 0.001), ("fanCurrent", "A", 0.0003)],
    "D": [("pm10", "ug/m3", 0.001), ("tsp", "ug/m3", 0.002), ("noise", "dB", 0.001), ("humidity", "%", 0.001)],
}  # fmt: skip
MEASURED = {"F": 20, "C": 20, "D": 10}


def code(letter, index):
    return f"NJ320104{letter}{1000 + index:06d}"


def configuration():
    lines, devices = [], 0
    for kind, letter, settings, _ in KINDS:
        for index in range(20):
            lines.append(f"  - code: {code(letter, index)}\n    kind: {kind}\n    name: {index + 1}号{kind}\n")
            if settings:
                lines.append(f"    {settings}\n")
            if index < MEASURED.get(letter, 0):
                lines.append(f"    devices: [{{name: p1, profile: bench-{letter.lower()}, bus: b{devices}, unit: 1}}]\n")
                devices += 1
    buses = "".join(f"  b{i}: {{tcp: {{host: 127.0.0.1, port: {MODBUS + i}}}}}\n" for i in range(DEVICES))
    return (
        f"gateway: {{id: BENCH}}\njournal: {{path: {folder}/journal.sqlite}}\nprofiles: [{folder}]\n"
        f'page: {{listen: "127.0.0.1:{PAGE}"}}\nbuses:\n{buses}facilities:\n{"".join(lines)}'
    )


def profile(letter):
    points = "".join(
        f"  {name}: {{register: holding {i}, type: uint16, unit: '{unit}', scale: {scale}, every: 1s}}\n"
        for i, (name, unit, scale) in enumerate(POINTS[letter])
    )
    return f'profile: bench-{letter.lower()}\nname: {{zh: x, en: x}}\nsource: "bench"\nverified: false\npoints:\n{points}'


def tell(request):
    """Asks the gateway over its local socket."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(folder / "control.sock"))
        connection.sendall(json.dumps(request).encode() + b"\n")
        return json.loads(connection.makefile().readline())


def enter_a_month():
    """A record a day for each facility; returns how many were kept, and the first that was not."""
    kept, refused, now = 0, None, datetime.datetime.now(datetime.timezone.utc)
    for day in range(30, 0, -1):
        at, end = (
            (now - datetime.timedelta(days=day, hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ") for hours in (1, 0))
        for _, letter, _, body in KINDS:
            for index in range(20):
                name = f"{letter}-{index}-{day}"
                own = body | {"complaint": {"id": name}, "maintenance": {"until": end}}.get(body["kind"], {})
                record = {"at": at, "by": "王", "body": own}
                request = {"schema": "mashang/command/2", "id": name, "code": code(letter, index), "record": record}
                answer = tell(request)
                kept += answer["answer"] == "kept"
                refused = refused or (answer if answer["answer"] != "kept" else None)
    return kept, refused


def paths():
    return [f"/q/{code(letter, index)}" for _, letter, _, _ in KINDS for index in range(20)]


def get(connection, path, headers={}):
    start = time.perf_counter()
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise RuntimeError(f"{path}: {response.status}")
    return (time.perf_counter() - start) * 1000, len(body)


def row(name, times, more=""):
    ordered = sorted(times)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    print(f"{name:34} median {statistics.median(ordered):6.2f} ms  p99 {p99:7.2f}  most {ordered[-1]:7.2f}  {more}", flush=True)


def processor_time():
    """What the gateway has taken so far, in milliseconds: /proc counts in ten."""
    fields = pathlib.Path(f"/proc/{gateway.pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 10


def cost_of_the_overview(count=1000, pause=10):
    """What one costs of the processor: what was taken meanwhile, less what polling takes in as long."""
    connection = http.client.HTTPConnection("127.0.0.1", PAGE)
    for _ in range(20):
        get(connection, "/")
    # One that is idle for so long is cut off.
    connection.close()
    before, begun = processor_time(), time.time()
    time.sleep(pause)
    polling = (processor_time() - before) / (time.time() - begun)
    before, begun = processor_time(), time.time()
    for _ in range(count):
        get(connection, "/")
    took = time.time() - begun
    cost = (processor_time() - before - polling * took) / count
    print(f"{'overview of 100':34} {cost:.2f} ms of the processor each, of {count} in {took:.1f} s; polling takes "
          f"{polling:.0f} ms a second", flush=True)


def one_client():
    before = processor_time()
    connection = http.client.HTTPConnection("127.0.0.1", PAGE)
    times, sizes = zip(*(get(connection, "/") for _ in range(200)))
    row("overview of 100", times, f"{sizes[0] / 1000:.1f} kB")
    for kind, letter, _, _ in KINDS:
        seen = [get(connection, f"/q/{code(letter, index % 20)}") for index in range(200)]
        row(kind, [one[0] for one in seen], f"{max(one[1] for one in seen) / 1000:.1f} kB at most")
    print(f"{'of the processor':34} {(processor_time() - before) / 1200:.1f} ms a page, polling included", flush=True)


def history():
    """The pages of what was, of the facilities that are measured."""
    connection = http.client.HTTPConnection("127.0.0.1", PAGE)
    day = (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=10)).strftime("%Y-%m-%d")
    codes = [code(letter, index) for letter, count in MEASURED.items() for index in range(count)]
    for name, path in (("trends of 24 hours", "trends"), ("trends of 30 days", "trends?span=30d"), ("page of a day", f"day/{day}")):
        times, sizes = zip(*(get(connection, f"/q/{codes[index % len(codes)]}/{path}") for index in range(200)))
        row(name, times, f"{max(sizes) / 1000:.1f} kB at most")


def sign_in():
    """Returns the header of somebody who is signed in as an inspector."""
    command = ("operator", "add", "李科", "--role", "inspector", "--config", str(folder / "gateway.yaml"))
    said = subprocess.run([program, *command], capture_output=True, check=True, text=True).stdout
    connection = http.client.HTTPConnection("127.0.0.1", PAGE)
    connection.request("GET", "/signin")
    token = re.search('name="token" value="([^"]+)"', connection.getresponse().read().decode())[1]
    fields = {"token": token, "next": "/", "name": "李科", "pin": re.search(r"PIN (\d{6})", said)[1]}
    parts = "".join(f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items())
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    connection.request("POST", "/signin", f"{parts}--b--\r\n".encode(), headers)
    answer = connection.getresponse()
    answer.read()
    return {"Cookie": answer.getheader("Set-Cookie").split(";")[0]}


def inspector(rounds=4):
    """What an inspector reads of the month that has most of the data, and of the one before."""
    headers, connection = sign_in(), http.client.HTTPConnection("127.0.0.1", PAGE)
    middle = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=bench_month.DAYS // 2)
    month = middle.strftime("%Y-%m")
    before = (middle.replace(day=1) - datetime.timedelta(days=1)).strftime("%Y-%m")
    measured = [code(letter, index) for letter, count in MEASURED.items() for index in range(count)]
    # The series are in the order of codes.
    gapped = max(measured)
    screens = (
        ("inspector, measured", [one for one in measured if one != gapped], month),
        ("inspector, a gap in each hour", [gapped] * 20, month),
        ("inspector, not measured", [code("M", index) for index in range(20)], month),
        ("inspector, complaint point", [code("T", index) for index in range(20)], month),
        ("inspector, measured, month before", measured, before),
    )  # fmt: skip
    for name, codes, asked in screens:
        seen = [get(connection, f"/q/{one}/inspect?month={asked}", headers) for _ in range(rounds) for one in codes]
        row(name, [one[0] for one in seen], f"{max(one[1] for one in seen) / 1000:.1f} kB at most")
    for name, path, who in (
        ("ledger of one, everybody", f"/ledger?month={month}&code={measured[0]}", {}),
        ("ledger of 100, everybody", f"/ledger?month={month}", {}),
        ("ledger of 100, inspector", f"/ledger?month={month}", headers),
        ("ledger of 100 as CSV, inspector", f"/ledger.csv?month={month}", headers),
    ):
        seen = [get(connection, path, who) for _ in range(5 * rounds)]
        row(name, [one[0] for one in seen], f"{seen[0][1] / 1000:.1f} kB")


def polls():
    answer = subprocess.run(
        [program, "status", "--json", "--config", str(folder / "gateway.yaml")], capture_output=True, check=True)  # fmt: skip
    buses = json.loads(answer.stdout)["buses"].values()
    counts = [device["counts"] for bus in buses for device in bus["report"]["devices"]]
    return {name: sum(one[name] for one in counts) for name in ("due", "done", "skipped", "timeouts", "unreachable")}


def read_pages(rate, until, results):
    """One of the readers: its share of the pages at an even pace. Pages that are late are read all the same, so that the rate falls."""
    connection, wanted, times = http.client.HTTPConnection("127.0.0.1", PAGE), ["/"] + paths(), []
    begin, turn = time.time(), 0
    while (due := begin + turn / rate) < until:
        time.sleep(max(0, due - time.time()))
        times.append(get(connection, wanted[turn % len(wanted)])[0])
        turn += 1
    results.put(times)


def beside_polling(rate):
    before, begun, until = polls(), time.time(), time.time() + seconds
    results, readers = multiprocessing.Queue(), []
    for _ in range(4 if rate else 0):
        readers.append(multiprocessing.Process(target=read_pages, args=(rate / 4, until, results)))
        readers[-1].start()
    times = [one for _ in readers for one in results.get()]
    for reader in readers:
        reader.join()
    took = time.time() - begun
    time.sleep(max(0, until - time.time()))
    after, by_the_clock = polls(), round((time.time() - begun) * DEVICES)
    seen = {name: after[name] - before[name] for name in before}
    print(f"polls beside {rate:3} pages/s: {by_the_clock} by the clock, {seen}", flush=True)
    if times:
        row(f"{len(times) / took:.0f} pages/s came to 4 clients", times)


async def attack(index, is_slow):
    """An idle connection, or one that sends a header line a second; made again when it is cut off."""
    source = f"127.0.0.{2 + index // 30}"
    while True:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", PAGE, local_addr=(source, 0))
            if is_slow:
                writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n")
            while not reader.at_eof():
                if is_slow:
                    writer.write(b"X-A: b\r\n")
                    await writer.drain()
                try:
                    await asyncio.wait_for(reader.read(4096), 1)
                except asyncio.TimeoutError:
                    pass
            writer.close()
        except OSError:
            pass
        await asyncio.sleep(0.2)


def attackers():
    async def all_of_them():
        await asyncio.gather(*(attack(index, index >= 200) for index in range(264)))

    asyncio.run(all_of_them())


def beside_attackers():
    process = multiprocessing.Process(target=attackers, daemon=True)
    process.start()
    time.sleep(3)
    times, failures, until = [], 0, time.time() + seconds
    while time.time() < until:
        start = time.perf_counter()
        try:
            get(http.client.HTTPConnection("127.0.0.1", PAGE, timeout=10), "/q/" + code("F", 0))
            times.append((time.perf_counter() - start) * 1000)
        except (OSError, http.client.HTTPException, RuntimeError):
            failures += 1
        time.sleep(0.1)
    process.terminate()
    row("beside 200 idle and 64 slow ones", times, f"{len(times)} pages, {failures} refused or cut off")


def start(*command, log):
    with open(folder / log, "ab") as output:
        return subprocess.Popen(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL)


def run_gateway():
    """Starts the gateway, and returns once it answers."""
    process = start(program, "run", "--config", str(folder / "gateway.yaml"), log="log")
    for _ in range(600):
        if (folder / "control.sock").exists():
            break
        time.sleep(0.1)
    return process


def main():
    global gateway
    for letter in POINTS:
        (folder / f"bench-{letter.lower()}.yaml").write_text(profile(letter))
    (folder / "gateway.yaml").write_text(configuration())
    devices = start(farm, "-p", str(MODBUS), "-n", str(DEVICES), "-r", "40", "-T", "1000", log="farm.log")
    # The first run makes the journal and its series.
    gateway = run_gateway()
    try:
        time.sleep(3)
        gateway.terminate()
        gateway.wait()
        bench_month.write(folder / "journal.sqlite", paths())
        gateway = run_gateway()
        begun = time.time()
        kept, refused = enter_a_month()
        print(f"{kept} of {30 * 100} records kept in {time.time() - begun:.0f} s" + (f", first refused: {refused}" if refused else ""))
        cost_of_the_overview()
        one_client()
        history()
        inspector()
        beside_polling(0)
        beside_polling(200)
        beside_attackers()
    finally:
        for process in (gateway, devices):
            process.terminate()
            process.wait()


if __name__ == "__main__":
    main()
