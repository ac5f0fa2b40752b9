#!/usr/bin/env python3
"""Looks at pages as people do: on a phone and a computer, in Chinese and English, light and dark.

usage: look.py FOLDER FIRST URL...    (prints a line for each mistake; ends with 1 if there is any)

FOLDER gets a screenshot of each. FIRST is the selector of an element that has to end within the first screen.
"""

import sys

from browser import (
    LANGUAGES, PHONE, SCHEMES, SCREENS, Browser, findings, first_screen, is_wider_than_screen, screenshot, show,
)


def mistakes(browser, url, language, folder, first):
    """Opens a page once in a language, and turns it into each size and colour scheme."""
    page = browser.open(url, PHONE, language)
    name = (url.split("/", 3)[3] or "overview").replace("/", "-").partition("?")[0]
    for screen in SCREENS:
        for scheme in SCHEMES:
            place = f"{name}-{screen['name']}-{language}-{scheme}"
            show(page, screen, scheme)
            screenshot(page, folder, place)
            for finding in findings(page):
                yield f"{place}: {finding}"
            if is_wider_than_screen(page):
                yield f"{place}: wider than the screen"
            fits, left = first_screen(page, first)
            if not fits:
                yield f"{place}: {first} ends {-left} px below the first screen"
    for complaint in page.complaints:
        yield f"{name}-{language}: {complaint}"
    page.context.close()


def main(folder, first, *urls):
    with Browser() as browser:
        lines = [
            line for url in urls for language in LANGUAGES for line in mistakes(browser, url, language, folder, first)
        ]
    print("\n".join(lines) or f"{len(urls)} pages, {len(urls) * len(LANGUAGES) * len(SCHEMES) * len(SCREENS)} views")
    return bool(lines)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__.strip())
    sys.exit(main(*sys.argv[1:]))
