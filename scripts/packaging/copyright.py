"""Writes the package's copyright file: the licences of everything that the program has linked into itself.

usage: copyright.py BUILD-FOLDER TOOLCHAIN

What is linked comes from the build itself; a package of it without a licence is an error.
"""

import pathlib
import re
import sys

from linked import linked_packages

APACHE = "/usr/share/common-licenses/Apache-2.0"


def without_apache(text):
    """The text with the Apache licence's own words replaced by where Debian has them."""
    words = pathlib.Path(APACHE).read_text().split()
    pattern = r"\s+".join(re.escape(word) for word in words[: words.index("CONDITIONS", words.index("END")) + 1])
    body = re.compile(pattern.replace("http", "https?"))
    return body.sub(f"Apache License, Version 2.0: see {APACHE}", text)


def notices(folders, deep):
    names = re.compile(r"(licen[cs]e|copying|notice)(\.(txt|md))?", re.I)
    for folder in folders:
        for path in sorted(folder.glob("**/*" if deep else "*")):
            if path.is_file() and names.fullmatch(path.name):
                yield path


def stanza(title, texts):
    print(f"\n{'=' * 78}\n{title}\n{'=' * 78}")
    for text in texts:
        print("\n" + without_apache(text).strip("\n"))


def main(build, toolchain):
    print("mashang is licensed under the Apache License, Version 2.0:")
    print(f"see {APACHE}.")
    print("\nThe program has the following linked into itself, each with the licence as its")
    print("makers give it.")
    for package, folders in linked_packages(build).items():
        root = list(notices([package], deep=False))
        if not any("notice" not in path.name.lower() for path in root):
            sys.exit(f"copyright.py: {package.name} is linked in and has no licence file")
        paths = dict.fromkeys(root + list(notices(folders, deep=True)))
        stanza(package.name, [path.read_text() for path in paths])
    stanza("The Swift runtime, libdispatch and Foundation", [(toolchain / "share/swift/LICENSE.txt").read_text()])
    stanza("ICU, as part of Foundation", [pathlib.Path("/usr/share/doc/libicu72/copyright").read_text()])


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
