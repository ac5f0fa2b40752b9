"""Draws a value of `format: rows`. usage: mosquitto_sub … -t '+/+/+/+/readings' | graph.py NAME > graph.svg"""
import json
import sys

name, points = sys.argv[1], []
for line in sys.stdin:
    for row in json.loads(line):
        if name in row["values"]:
            points.append((row["ts"], row["values"][name]))
points.sort()
times, values = [time for time, _ in points], [value for _, value in points]
width, height = max(times) - min(times) or 1, max(values) - min(values) or 1
line = " ".join(
    f"{(time - min(times)) / width * 780 + 10:.1f},{290 - (value - min(values)) / height * 260:.1f}"
    for time, value in points
)
print('<svg xmlns="http://www.w3.org/2000/svg" width="800" height="300" font-family="sans-serif">')
print(f'<text x="10" y="20">{name}: {min(values)} to {max(values)}, {len(points)} values</text>')
print(f'<polyline fill="none" stroke="black" points="{line}"/></svg>')
