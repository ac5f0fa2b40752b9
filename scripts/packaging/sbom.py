"""Writes what the program is made of, as CycloneDX 1.6: the packages linked into it, and the libraries that it loads.

usage: sbom.py BUILD-FOLDER VERSION ARCHITECTURE DEPENDS

DEPENDS is the package's own list, `libc6 (>= 2.36), libmodbus5`. The time is SOURCE_DATE_EPOCH, and no number is drawn at random, so
that two builds of one commit write the same bytes. A package without a licence that is known here is an error.
"""

import datetime
import json
import os
import pathlib
import re
import subprocess
import sys

from linked import linked_packages, versions

# The words by which a licence is recognised.
LICENCES = {"Apache-2.0": "Apache License", "MIT": "Permission is hereby granted, free of charge"}
# SwiftPM's list of content, beside this folder.
PINNED = pathlib.Path(__file__).resolve().parent.parent / "pinned.list"


def licence(folder):
    for path in sorted(folder.glob("LICEN[CS]E*")):
        text = path.read_text()
        for name, words in LICENCES.items():
            if words in text:
                return name
    sys.exit(f"sbom.py: {folder.name} has no licence that is known here")


def library(name, version, purl, licences=(), properties=()):
    component = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
    if licences:
        component["licenses"] = [{"license": {"id": each}} for each in licences]
    if properties:
        component["properties"] = [{"name": key, "value": value} for key, value in properties]
    return component


def swift_packages(build):
    trees = {name: tree for name, _, tree in map(str.split, PINNED.read_text().splitlines())}
    named = versions(build)
    for folder in linked_packages(build):
        identity, location, version = named[folder.name]
        place = re.sub(r"^https://|\.git$", "", location)
        yield library(identity, version, f"pkg:swift/{place}@{version}", [licence(folder)], [("mashang:git-tree", trees[identity])])


def runtime():
    said = subprocess.run(["swift", "--version"], check=True, capture_output=True, text=True).stdout
    version = re.search(r"Swift version ([0-9.]+)", said).group(1)
    yield library("swift", version, f"pkg:generic/swift@{version}", ["Apache-2.0"])


def debian_packages(depends, architecture):
    """The versions that the program was linked against: any that is not older may be beside it."""
    for name in re.findall(r"(?:^|, )([^ ,]+)", depends):
        said = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", name], check=True, capture_output=True, text=True).stdout
        version = said.replace("+", "%2B").replace(":", "%3A")
        yield library(name, said, f"pkg:deb/debian/{name}@{version}?arch={architecture}&distro=debian-12")


def main(build, version, architecture, depends):
    root = f"pkg:generic/mashang@{version}"
    components = [*swift_packages(build), *runtime(), *debian_packages(depends, architecture)]
    time = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.timezone.utc)
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application", "bom-ref": root, "name": "mashang", "version": version, "purl": root,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            },
        },
        "components": components,
        "dependencies": [
            {"ref": root, "dependsOn": [each["bom-ref"] for each in components]},
            *({"ref": each["bom-ref"]} for each in components),
        ],
    }
    print(json.dumps(document, indent=1))


main(pathlib.Path(sys.argv[1]), *sys.argv[2:])
