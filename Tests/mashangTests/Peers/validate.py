"""Holds JSON messages, one a line on standard input, against the schemas of the folder that is named.

Prints how many of each schema there were; prints what is wrong and ends with 1 if a message does not fit its schema.
"""

import collections
import json
import pathlib
import sys

from jsonschema import Draft202012Validator

validators = {}
for path in pathlib.Path(sys.argv[1]).glob("*.schema.json"):
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validators[schema["$id"]] = Draft202012Validator(schema)

seen, wrong = collections.Counter(), 0
for line in sys.stdin:
    message = json.loads(line)
    # Rows have no schema member: they are made for readers that do not know the project.
    name = "mashang/rows/2" if isinstance(message, list) else message["schema"]
    seen[name] += 1
    for error in validators[name].iter_errors(message):
        print(f"{name} {error.json_path}: {error.message}")
        wrong += 1
print(" ".join(f"{name}={count}" for name, count in sorted(seen.items())))
sys.exit(wrong > 0)
