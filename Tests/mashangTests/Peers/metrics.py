#!/usr/bin/env python3
"""Reads metrics as Prometheus does, and checks them by the rules of promtool's lint.

usage: metrics.py < TEXT    (prints a line for each mistake, then how many families and samples there are; ends with 1 if there is any)
"""

import re
import sys

from prometheus_client.parser import text_string_to_metric_families

UNITS = {"milliseconds", "minutes", "hours", "percent", "kilobytes", "megabytes", "megahertz", "celsius_degrees"}


def mistakes(text, families):
    helps, types = set(re.findall(r"^# HELP (\S+) \S", text, re.M)), dict(re.findall(r"^# TYPE (\S+) (\S+)$", text, re.M))
    seen = set()
    for family in families:
        # The parser takes the ending of a counter away.
        name = family.name + ("_total" if family.type == "counter" else "")
        if name not in helps:
            yield f"{name}: no help text"
        if types.get(name) != family.type:
            yield f"{name}: its type is {family.type}, and written is {types.get(name)}"
        if not re.fullmatch(r"mashang_[a-z0-9_]+", name):
            yield f"{name}: no name of ours"
        if family.type != "counter" and name.endswith("_total"):
            yield f"{name}: only counters end with _total"
        if family.type != "histogram" and re.search(r"_(bucket|count|sum)$", name):
            yield f"{name}: an ending of histograms"
        for unit in UNITS.intersection(name.split("_")):
            yield f"{name}: {unit} is no base unit"
        for sample in family.samples:
            key = (sample.name, tuple(sorted(sample.labels.items())))
            if key in seen:
                yield f"{key}: twice"
            seen.add(key)
            if any(not re.fullmatch(r"[a-z][a-z0-9_]*", label) for label in sample.labels):
                yield f"{key}: a label's name"
            if family.type == "counter" and sample.value < 0:
                yield f"{key}: a counter below zero"
        if family.type == "histogram":
            yield from histogram(family)


def histogram(family):
    """Buckets grow, the last one is +Inf and has the count, and there is a sum."""
    series = {}
    for sample in family.samples:
        labels = tuple(sorted((name, value) for name, value in sample.labels.items() if name != "le"))
        kind = sample.name.removeprefix(family.name)
        series.setdefault(labels, {}).setdefault(kind, []).append((sample.labels.get("le"), sample.value))
    for labels, kinds in series.items():
        buckets = kinds.get("_bucket", [])
        counts = [count for _, count in buckets]
        bounds = [float(bound) for bound, _ in buckets]
        if counts != sorted(counts) or bounds != sorted(bounds) or not bounds or bounds[-1] != float("inf"):
            yield f"{family.name}{labels}: buckets {buckets}"
        if "_sum" not in kinds or kinds.get("_count", [(None, -1)])[0][1] != counts[-1]:
            yield f"{family.name}{labels}: sum and count"


def main(text):
    families = list(text_string_to_metric_families(text))
    lines = list(mistakes(text, families))
    lines.append(f"{len(families)} families, {sum(len(family.samples) for family in families)} samples")
    print("\n".join(lines))
    return len(lines) > 1


if __name__ == "__main__":
    sys.exit(main(sys.stdin.read()))
