#!/usr/bin/env python3
"""Looks at the strip, the page of a day and the trends as people do: on a phone and a computer, in both languages, light and dark.

usage: history.py URL CODE DAY    (prints a line for each mistake)
"""

import os
import sys

from browser import COMPUTER, LANGUAGES, PHONE, Browser, views
from scene import follow


def looks(browser, url, code, day, language):
    for name, path in (
        ("strip", f"/q/{code}"), ("day", f"/q/{code}/day/{day}"), ("day-empty", f"/q/{code}/day/2020-01-01"),
        ("trends-24h", f"/q/{code}/trends"), ("trends-30d", f"/q/{code}/trends?span=30d"),
    ):  # fmt: skip
        page = browser.open(url + path, PHONE, language)
        yield from views(page, f"{name}-{language}", (PHONE, COMPUTER), f"-{code}")
        yield from (f"{name}: {text}" for text in page.complaints)
        page.context.close()


def thumb(browser, url, code, day):
    """Without script: a tap on a day leads to it, from there to the next one, to the trends, and back."""
    page = browser.open(f"{url}/q/{code}", PHONE, "zh", script=False)
    cells = page.locator(".strip").first.locator("a")
    boxes = [cell.bounding_box() for cell in cells.all()]
    if len(boxes) != 30:
        yield f"{len(boxes)} cells"
    if small := [box for box in boxes if min(box["width"], box["height"]) < 44 * 0.9]:
        yield f"a cell of {small[0]} is no target for a thumb"
    names = [cell.get_attribute("aria-label") for cell in cells.all()]
    if len(set(names)) != 30 or not all(names):
        yield f"cells have no names of their own: {names}"
    follow(page, f".strip a[href$='{day}']")
    if not page.url.endswith(day):
        yield f"a day leads to {page.url}"
    follow(page, "a[href*='/day/']:has-text('›')")
    follow(page, "a[href$='/trends']")
    if page.locator("svg.chart").count() < 1:
        yield "there is no chart"
    follow(page, "a[href$='span=30d']")
    follow(page, ".back a")
    if not page.url.endswith(f"/q/{code}"):
        yield f"back leads to {page.url}"
    page.context.close()


def colours(browser, url, code):
    """A cell is told by its shape where no colour is seen, and hatching is drawn."""
    page = browser.open(f"{url}/q/{code}", PHONE, "zh")
    shapes = {}
    for cell in page.locator(".strip").first.locator("a").all():
        look = cell.get_attribute("class").split()[0]
        shapes.setdefault(look, set()).add((cell.locator(".shape").text_content(), cell.locator("rect").get_attribute("rx")))
    seen = [shape for known in shapes.values() for shape in known]
    if len(seen) != len(set(seen)) or any(len(known) != 1 for known in shapes.values()) or len(shapes) < 5:
        yield f"looks have no shapes of their own: {shapes}"
    page.context.close()


def main(url, code, day):
    lines = []
    with Browser() as browser:
        lines += thumb(browser, url, code, day)
        lines += colours(browser, url, code)
        for language in LANGUAGES:
            lines += looks(browser, url, code, day, language)
    print("\n".join(lines) or "what was is in order")
    return bool(lines)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__.strip())
    sys.exit(main(*sys.argv[1:]))
