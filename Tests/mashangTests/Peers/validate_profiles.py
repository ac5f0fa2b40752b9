"""Holds device profiles against a JSON Schema, read as editors read them: YAML 1.2, in which on and off are words.

usage: validate_profiles.py schema profile ...   Prints what is wrong, and ends with 1 if anything is.
"""

import json
import pathlib
import re
import sys

import yaml
from jsonschema import Draft202012Validator


class CoreLoader(yaml.SafeLoader):
    """PyYAML's rules are those of YAML 1.1; its truth values and its keys that are numbers are not an editor's."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


CoreLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), ["t", "f"])
CoreLoader.add_constructor(
    "tag:yaml.org,2002:map",
    lambda loader, node: {key.value: loader.construct_object(value, deep=True) for key, value in node.value},
)

schema = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
Draft202012Validator.check_schema(schema)
validator, wrong = Draft202012Validator(schema), 0
for path in map(pathlib.Path, sys.argv[2:]):
    profile = yaml.load(path.read_text(encoding="utf-8"), CoreLoader)
    for error in validator.iter_errors(profile):
        print(f"{path.name} {error.json_path}: {error.message}")
        wrong += 1
sys.exit(wrong > 0)
