#!/usr/bin/env python3
"""Every screen that somebody meets who signs in, fills in a form, or goes astray: in both languages, sizes and colours.

usage: screens.py SCENE    (prints a line for each claim that does not hold)

Of the eight ways to look at a screen each is looked at in four, so that every two of language, size and colours meet.
"""

import re

from browser import COMPUTER, PHONE, findings, is_wider_than_screen, show, small_targets
from scene import BOX, COOK, OTHER_KITCHEN, OWNER, POINT, person, play, problems, send

WAYS = {"zh": [(PHONE, "light"), (COMPUTER, "dark")], "en": [(COMPUTER, "light"), (PHONE, "dark")]}
HAN = re.compile(r"[\u4e00-\u9fff]")


def look(scene, page, name, language):
    for screen, scheme in WAYS[language]:
        show(page, screen, scheme)
        place = f"{name}-{language}-{screen['name']}-{scheme}"
        scene.same(f"axe of {place}", findings(page), [])
        scene.claim(f"{place} is no wider than the screen", not is_wider_than_screen(page))
        scene.same(f"small targets of {place}", small_targets(page), [])
        scene.picture(page, place)
    show(page, PHONE, "light")
    scene.same(f"what the browser reports of {name}", page.complaints, [])
    page.complaints.clear()


def signing_in(scene, browser, language):
    page = browser.open(f"{scene.url}/signin", PHONE, language)
    look(scene, page, "signin", language)
    page.fill("#name", COOK)
    send(page)
    look(scene, page, "signin-wrong", language)
    page.context.close()


def forms(scene, page, language):
    """Each form of each facility, empty; what is missing is named in the language of the page."""
    page.goto(scene.url)
    pages = [link.get_attribute("href") for link in page.locator(".facilities a").all()]
    seen = set()
    for path in pages:
        page.goto(scene.url + path)
        look(scene, page, "point" if POINT in path else "facility-" + path[3:18], language)
        links = {link.get_attribute("href").partition("?")[0] for link in page.locator("a[href*='/do/']").all()}
        for link in sorted(links):
            kind = link.rpartition("/")[2]
            if kind in seen:
                continue
            seen.add(kind)
            form(scene, page, link, kind, language)
    scene.claim("there are forms", len(seen) > 10, seen)


def guides(scene, page, language):
    """The guides that the cards and forms lead to."""
    page.goto(scene.url)
    pages = [link.get_attribute("href") for link in page.locator(".facilities a").all()]
    links = set()
    for path in pages:
        page.goto(scene.url + path)
        links |= {link.get_attribute("href") for link in page.locator("a[href*='/guide/']").all()}
    shown = [link for link in sorted(links) if page.request.get(scene.url + link).status == 200]
    scene.note(f"{len(shown)} of {len(links)} guides are there")
    for link in shown:
        page.goto(scene.url + link)
        look(scene, page, "guide-" + link.rpartition("/")[2], language)


def form(scene, page, link, kind, language):
    page.goto(scene.url + link)
    look(scene, page, kind, language)
    # A form that goes step by step has its button on the last one: here it is sent as a browser without script would.
    page.evaluate("for (const part of document.querySelectorAll('form [hidden]')) part.hidden = false")
    status = send(page)
    scene.claim(f"{kind} without anything", status in (303, 422), status)
    look(scene, page, f"{kind}-{'wrong' if status == 422 else 'done'}", language)
    for field, text in problems(page).items():
        is_chinese = bool(HAN.search(text))
        scene.claim(f"the problem of {field} of {kind} is in {language}", is_chinese == (language == "zh"), text)


def inspection(scene, page):
    """A form that is not this page's own, filled in: a field of it is named `form`."""
    page.goto(scene.form("inspection", BOX))
    page.tap("input[name=state][value=used]")
    for field in ("colour", "form", "weight", "bubbles"):
        page.wait_for_timeout(450)  # What comes sooner is taken for the second tap of a double tap.
        page.tap(f"input[name={field}][value=good]")
    scene.same("an inspection is entered", send(page), 303)


def astray(scene, browser, language):
    page = person(scene, browser, COOK, language=language)
    for name, path, status in (
        ("refused", f"/q/{POINT}/do/complaintAnswer", 403), ("refused-place", f"/q/{OTHER_KITCHEN}/do/cleaning", 403),
        ("missing", "/q/NJ000000X000000", 404), ("missing-course", "/c/20260101-000000", 404),
    ):
        scene.same(f"the status of {path}", page.goto(scene.url + path).status, status)
        page.complaints[:] = [text for text in page.complaints if "the server responded with a status of 4" not in text]
        look(scene, page, name, language)
    page.goto(f"{scene.url}/signin")
    look(scene, page, "signed-in", language)
    page.context.close()


def act(scene, browser):
    for language in WAYS:
        signing_in(scene, browser, language)
        owner = person(scene, browser, OWNER, language=language)
        guides(scene, owner, language)
        forms(scene, owner, language)
        inspection(scene, owner)
        astray(scene, browser, language)


if __name__ == "__main__":
    play(act)
