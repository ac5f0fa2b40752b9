"""Prints the holes in each stream. usage: mosquitto_sub … -t 'mashang/2/#' -F '%J' > messages; holes.py < messages"""
import json
import sys

seen, links, losses = set(), set(), set()


def take(message, sequences, previous):
    gateway, epoch = message["gateway"], message.get("epoch")
    stream = message.get("interval") or message.get("device") or "events"
    for sequence in sequences:
        seen.add((gateway, epoch, sequence))
        if previous is not None:
            links.add((gateway, epoch, message["code"] or "gateway", stream, previous, sequence))
        previous = None if "about" in message else sequence


for line in sys.stdin:
    message = json.loads(line)["payload"]
    if isinstance(message, list):
        for row in message:
            take(row["values"], [row["values"]["sequence"]], row["values"].get("previous"))
    elif message.get("schema") == "mashang/readings/2":
        take(message, message["sequence"], message["previous"])
    elif message.get("schema") in ("mashang/means/2", "mashang/event/2"):
        take(message, [message["sequence"]], message["previous"])
        if "loss" in message:
            losses.add((message["gateway"], message["loss"]["from"], message["loss"]["to"]))

for gateway, epoch, code, stream, previous, sequence in sorted(links):
    lost = any(name == gateway and first <= previous <= last for name, first, last in losses)
    if (gateway, epoch, previous) not in seen and not lost:
        print(f"{gateway} {epoch} {code} {stream}: {previous} is missing, before {sequence}")
