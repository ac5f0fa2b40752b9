"""Writes the commands and options of mashang(1) from what the program says of itself.

usage: mashang --experimental-dump-help | manual.py
"""

import json
import sys


def escape(text):
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("\n", "\n.br\n")
    return "\n".join("\\&" + line if line[:1] in (".", "'") and line != ".br" else line for line in text.split("\n"))


def spelled(argument):
    """`-c, --config FILE`, or a positional's name."""
    value = argument["valueName"].upper()
    if argument["kind"] == "positional":
        return value + (" ..." if argument["isRepeating"] else "")
    names = [("-" if name["kind"] == "short" else "--") + name["name"] for name in argument["names"]]
    return ", ".join(sorted(names, key=len)) + (" " + value if argument["kind"] == "option" else "")


def option(argument):
    print(".TP\n.B " + escape(spelled(argument)))
    text = argument.get("abstract", "")
    if argument.get("discussion"):
        text += " " + argument["discussion"]
    if argument.get("defaultValue"):
        text += f" Default: {argument['defaultValue']}."
    print(escape(text) or "\\&")


def command(node, path):
    arguments = [a for a in node.get("arguments", []) if a["shouldDisplay"] and a["valueName"] not in ("help", "version")]
    children = [child for child in node.get("subcommands", []) if child["commandName"] != "help"]
    if path:
        print(f".SS {escape(' '.join(path))}")
        print(escape(node.get("abstract", "")))
        if node.get("discussion"):
            print(".PP\n" + escape(node["discussion"]))
        for argument in arguments:
            option(argument)
    for child in children:
        command(child, path + [child["commandName"]])


print(".SH COMMANDS\n.B mashang COMMAND \\-\\-help\ntells of each what is below.")
command(json.load(sys.stdin)["command"], [])
