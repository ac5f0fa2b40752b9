"""What a build has linked into the program: the Swift packages, as SwiftPM names and versions them."""

import json
import re


def linked_packages(build):
    """The checkouts whose objects were given to the linker, each with the source folders of those modules."""
    objects = (build / "release/mashang.product/Objects.LinkFileList").read_text()
    modules = set(re.findall(r"/([^/]+)\.build/", objects))
    packages = {}
    for folder in sorted((build / "checkouts").iterdir()):
        inside = [path for path in folder.glob("**/*") if path.is_dir() and path.name in modules and "Tests" not in path.parts]
        if inside:
            packages[folder] = inside
    return packages


def versions(build):
    """The name of a checkout's folder -> (identity, where it came from, version)."""
    state = json.loads((build / "workspace-state.json").read_text())
    return {
        each["subpath"]: (
            each["packageRef"]["identity"], each["packageRef"]["location"], each["state"]["checkoutState"]["version"],
        )
        for each in state["object"]["dependencies"]
    }
