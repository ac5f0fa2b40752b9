#!/usr/bin/env python3
"""Looks at the overview of 30 kitchens as people do: on a phone, a computer and a wall, filtered, and as a ledger on paper.

usage: overview.py URL    (prints a line for each mistake)
"""

import os
import sys

from browser import COMPUTER, LANGUAGES, PHONE, Browser, screenshot, views
from scene import follow

WALL = {"name": "wall", "width": 1920, "height": 1080}
TWO_SCREENS = 1688
LOOKS = [
    ("overview", "/", [PHONE, COMPUTER]), ("overview-red", "/?light=red", [PHONE, COMPUTER]),
    ("overview-none", "/?light=blue", [PHONE]), ("kiosk", "/?kiosk", [WALL, PHONE]),
    ("ledger", "/ledger?month=2026-11", [PHONE, COMPUTER]), ("ledger-empty", "/ledger?month=2024-02", [PHONE]),
    ("ledger-wrong", "/ledger?month=2024-13", [PHONE]),
]


def looks(browser, url, language):
    for name, path, screens in LOOKS:
        page = browser.open(url + path, screens[0], language)
        yield from views(page, f"{name}-{language}", screens)
        # The browser reports the status of the page that refuses a month.
        yield from (f"{name}: {text}" for text in page.complaints if "status of 400" not in text)
        page.context.close()


def is_whole(row):
    """Whether all of a row's texts are on it, and none is cut."""
    return row.evaluate(
        """row => {
            const box = row.getBoundingClientRect()
            return [...row.querySelectorAll('.mark, .name, .why, small')].every(e => {
                const own = e.getBoundingClientRect()
                return own.width > 0 && own.top >= box.top - 1 && own.bottom <= box.bottom + 1
                    && own.left >= box.left - 1 && own.right <= box.right + 1 && e.scrollWidth <= e.clientWidth + 1
                    || getComputedStyle(e).display === 'inline' && own.width > 0 && own.right <= box.right + 1
            })
        }""")


def phone(browser, url):
    page = browser.open(url, PHONE, "zh")
    rows = page.locator(".facilities a").all()
    height = page.evaluate("document.documentElement.scrollHeight")
    print(f"30 kitchens are {height} px high on a phone")
    if len(rows) != 30:
        yield f"{len(rows)} rows"
    if height > TWO_SCREENS:
        yield f"{height} px are more than two screens"
    for row in rows:
        reason = row.locator(".why").inner_text()
        if not 0 < len(reason) <= 12:
            yield f"the reason is '{reason}'"
        if not is_whole(row):
            yield f"something is cut: {row.inner_text()!r}"
        if row.bounding_box()["height"] < 48:
            yield f"{row.bounding_box()['height']} px are no target for a thumb"
    page.context.close()


def columns(browser, url):
    for width, count, least in ((699, 1, 48), (700, 2, 56), (1280, 2, 56)):
        page = browser.open(url, {"name": "x", "width": width, "height": 800}, "zh")
        boxes = [row.bounding_box() for row in page.locator(".facilities a").all()]
        if len({round(box["x"]) for box in boxes}) != count:
            yield f"{width} px do not have {count} columns"
        if min(box["height"] for box in boxes) < least:
            yield f"a row of {min(box['height'] for box in boxes)} px at {width} px"
        page.context.close()


def filters(browser, url):
    """Without script: what is chosen is marked, another tap takes it away, and choices go together."""
    page = browser.open(url, PHONE, "zh", script=False)
    follow(page, ".count:has(.mark.red)")
    seen = page.locator(".facilities .mark").all_inner_texts()
    if set(seen) != {"✖"}:
        yield f"red shows {seen}"
    if page.locator(".count[aria-current=true]").count() != 1:
        yield "what is chosen is not marked"
    follow(page, ".count:has-text('本周到期')")
    if page.locator(".count[aria-current=true]").count() != 2 or page.locator(".facilities li").count() > len(seen):
        yield "two choices do not go together"
    follow(page, ".count:has-text('本周到期')")
    follow(page, ".count:has(.mark.red)")
    if page.locator(".facilities li").count() != 30 or page.locator(".count[aria-current]").count():
        yield "a second tap does not take a choice away"
    page.context.close()


def paper(browser, url):
    """What is printed: no navigation, and every light as a word and a shape in black."""
    page = browser.open(url + "/ledger?month=2026-11", COMPUTER, "zh", "dark")
    page.emulate_media(media="print", color_scheme="dark")
    if any(nav.is_visible() for nav in page.locator("nav").all()):
        yield "the navigation is printed"
    for mark in page.locator(".sheet h2 .mark").all():
        ink = mark.evaluate("e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]")
        if ink != ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]:
            yield f"a mark is printed as {ink}"
    if page.locator(".sheet").count() != 30:
        yield f"{page.locator('.sheet').count()} facilities are printed"
    if folder := os.environ.get("MASHANG_SCREENSHOTS"):
        # As wide as A4 between its margins.
        page.set_viewport_size({"width": 680, "height": 1009})
        screenshot(page, folder, "ledger-paper")
        page.pdf(path=f"{folder}/ledger.pdf", prefer_css_page_size=True, print_background=False)
    page.context.close()


def main(url):
    lines = []
    with Browser() as browser:
        for check in (phone, columns, filters, paper):
            lines += check(browser, url)
        for language in LANGUAGES:
            lines += looks(browser, url, language)
    print("\n".join(lines) or "the overview is in order")
    return bool(lines)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    sys.exit(main(sys.argv[1]))
