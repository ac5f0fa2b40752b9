"""Reads messages, one a line, as Telegraf's documentation says that its parser reads them, and prints a metric a line.

usage: telegraf.py CONFIGURATION < messages

With data_format json_v2: https://docs.influxdata.com/telegraf/v1/data_formats/input/json_v2/ (object: path, timestamp_key,
timestamp_format, tags; nested keys have their parents' before them, with an underscore between). With value and a Starlark
processor: https://docs.influxdata.com/telegraf/v1/plugins/#processor-starlark (Starlark is a subset of Python; Metric has name,
tags, fields and time in nanoseconds). What is no number, text or truth value is refused, as Telegraf does.
"""

import json
import sys
import tomllib

configuration = tomllib.load(open(sys.argv[1], "rb"))
consumer = configuration["inputs"]["mqtt_consumer"][0]


class Metric:
    def __init__(self, name):
        self.name, self.tags, self.fields, self.time = name, {}, {}, 0


def flat(value, name):
    if isinstance(value, dict):
        for key, member in value.items():
            yield from flat(member, f"{name}_{key}" if name else key)
    elif isinstance(value, (bool, int, float, str)):
        yield name, value
    else:
        raise ValueError(f"{name}: {value} is not a scalar")


def json_v2(line):
    table = consumer["json_v2"][0]
    rules = table["object"][0]
    assert rules["path"] == "@this" and rules["timestamp_format"] == "unix_ms"
    for one in json.loads(line):
        metric = Metric(table["measurement_name"])
        for name, value in flat(one, ""):
            if name == rules["timestamp_key"]:
                metric.time = value * 1_000_000
            elif name in rules["tags"]:
                metric.tags[name] = str(value)
            else:
                metric.fields[name] = value
        yield metric


def starlark(line):
    class Starlark:
        decode = staticmethod(json.loads)

    scope = {"load": lambda file, name: None, "json": Starlark, "Metric": Metric}
    exec(configuration["processors"]["starlark"][0]["source"], scope)
    metric = Metric("mqtt_consumer")
    metric.fields["value"] = line
    yield from scope["apply"](metric)


for line in sys.stdin:
    for metric in (json_v2 if consumer["data_format"] == "json_v2" else starlark)(line.strip()):
        print(metric.name, metric.tags, metric.fields, metric.time, sep="\t")
