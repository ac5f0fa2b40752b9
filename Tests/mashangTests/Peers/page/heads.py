#!/usr/bin/env python3
"""Looks at the heads of facility pages: light and do-now card end within a phone's first screen, and axe finds nothing.

usage: heads.py URL NAME PIN CODE...    (prints a line for each mistake; NAME answers for all facilities)
"""

import os
import sys

from browser import LANGUAGES, PHONE, SCHEMES, Browser, findings, first_screen, is_wider_than_screen, screenshot, show


def mistakes(page, url, code, language):
    page.goto(f"{url}/q/{code}")
    name = f"head-{code}-{language}"
    for part in ("header.light", ".next"):
        if page.locator(part).count():
            fits, left = first_screen(page, part)
            if not fits:
                yield f"{name}: {part} ends {-left} px below the first screen"
    # A complaint point at which nothing is open has neither.
    if not page.locator("h1").count():
        yield f"{name}: it has no heading"
    if is_wider_than_screen(page):
        yield f"{name}: wider than the screen"
    for scheme in SCHEMES:
        show(page, PHONE, scheme)
        yield from (f"{name}-{scheme}: {finding}" for finding in findings(page))
    if folder := os.environ.get("MASHANG_SCREENSHOTS"):
        show(page, PHONE, "light")
        screenshot(page, folder, name)
    for complaint in page.complaints:
        yield f"{name}: {complaint}"
    page.complaints.clear()


def main(url, name, pin, *codes):
    lines = []
    with Browser() as browser:
        for language in LANGUAGES:
            page = browser.open(f"{url}/signin", PHONE, language)
            page.fill("#name", name)
            page.fill("#pin", pin)
            with page.expect_navigation():
                page.tap("form button[type=submit]")
            for code in codes:
                lines += mistakes(page, url, code, language)
    print("\n".join(lines) or f"{len(codes)} heads")
    return bool(lines)


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__.strip())
    sys.exit(main(*sys.argv[1:]))
