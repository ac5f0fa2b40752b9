#!/usr/bin/env python3
"""The inspector's screen on a phone, a computer and paper, in both languages and colours.

usage: inspector.py URL CODE NAME PIN    (prints a line for each mistake)
"""

import os
import sys

from browser import COMPUTER, LANGUAGES, PHONE, SCHEMES, SCREENS, Browser, findings, is_wider_than_screen, screenshot, show, small_targets


def mistakes(page, place, screen):
    for finding in findings(page):
        yield f"{place}: {finding}"
    if is_wider_than_screen(page):
        yield f"{place}: wider than the screen"
    for target in small_targets(page, 44):
        yield f"{place}: a small target: {target}"
    is_phone = screen is PHONE
    if page.locator(".complete .wide").is_visible() == is_phone:
        yield f"{place}: the table of days"
    if page.locator(".complete .narrow").first.is_visible() != is_phone:
        yield f"{place}: the strips"
    if page.locator(".curve").count() == 0:
        yield f"{place}: no curve"


def paper(page, place):
    """What is printed: shapes and words, no dark background, and no button."""
    page.emulate_media(media="print", color_scheme="dark")
    back = page.evaluate("getComputedStyle(document.body).backgroundColor")
    if back not in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"):
        yield f"{place}: the paper is {back}"
    if page.locator("form button").first.is_visible():
        yield f"{place}: a button on paper"
    if not page.locator(".complete .wide").is_visible():
        yield f"{place}: no table on paper"
    for mark in page.locator(".mark").all():
        look = mark.evaluate("e => getComputedStyle(e).backgroundColor + e.textContent.trim()")
        if not look.startswith("rgba(0, 0, 0, 0)") or look == "rgba(0, 0, 0, 0)":
            yield f"{place}: a mark without a shape: {look}"
    pdf = page.pdf(format="A4")
    pages = pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") + pdf.count(b"/Type /Page/")
    if pages < 2:
        yield f"{place}: {pages} pages on paper"
    if folder := os.environ.get("MASHANG_SCREENSHOTS"):
        open(f"{folder}/{place}.pdf", "wb").write(pdf)
    page.emulate_media(media="screen")


def main(url, code, name, pin):
    lines = []
    with Browser() as browser:
        for language in LANGUAGES:
            page = browser.open(f"{url}/signin?next=/q/{code}/inspect", PHONE, language)
            page.fill("#name", name)
            page.fill("#pin", pin)
            page.tap("form[action='/signin'] button[type=submit]")
            # The page for signing in has that address behind its own.
            page.wait_for_url(f"{url}/q/{code}/inspect")
            for summary in page.locator("summary").all():
                summary.tap()
            for screen in SCREENS:
                for scheme in SCHEMES:
                    place = f"inspector-{screen['name']}-{language}-{scheme}"
                    show(page, screen, scheme)
                    lines += mistakes(page, place, screen)
                    if folder := os.environ.get("MASHANG_SCREENSHOTS"):
                        screenshot(page, folder, place)
            show(page, COMPUTER, "light")
            lines += paper(page, f"inspector-paper-{language}")
            lines += [f"{language}: {complaint}" for complaint in page.complaints]
            page.context.close()
    print("\n".join(lines) or "the inspector's screen is in order")
    return bool(lines)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__.strip())
    sys.exit(main(*sys.argv[1:]))
