"""What the acts of people on the page share: where the gateway is, who has which PIN, and what was claimed.

A scene is a file of JSON: {"url": "http://127.0.0.1:8080", "folder": "/tmp/x", "pins": {"刘大姐": "123456"}, "gateway": 4711}.
"""

import json
import os
import pathlib
import re
import sys

from browser import PHONE, Browser, findings, screenshot

KITCHEN, OTHER_KITCHEN, POINT, BOX = "NJ320104F000025", "NJ320104F000033", "NJ320104T000056", "NJ320104C000018"
MACHINE, SITE = "NJ320104M000032", "NJ320104D000049"
COOK, OWNER, WORKER, TECHNICIAN, INSPECTOR = "刘大姐", "王老板", "陈师傅", "周工", "李科"


class Scene:
    """Claims about a gateway. Those that do not hold are printed, each with what was seen instead."""

    def __init__(self, file):
        values = json.loads(pathlib.Path(file).read_text())
        self.url, self.folder, self.pins = values["url"], values["folder"], values["pins"]
        self.gateway, self.device = values["gateway"], values["device"]
        self.claims, self.mistakes, self.notes = 0, [], []

    def claim(self, text, holds, seen=""):
        self.claims += 1
        if not holds:
            self.mistakes.append(f"{text}: {seen}")

    def same(self, text, seen, expected):
        self.claim(text, seen == expected, f"{seen!r} instead of {expected!r}")

    def note(self, text):
        """Keeps what was measured for who reads the output."""
        self.notes.append(text)

    def scan(self, code):
        return f"{self.url}/q/{code}"

    def form(self, kind, code=KITCHEN):
        return f"{self.scan(code)}/do/{kind}"

    def wrong_pin(self, name):
        return "000000" if self.pins[name] != "000000" else "000001"

    def looks_right(self, page, name):
        """Claims that axe finds nothing and that the browser reports nothing, and keeps a picture where somebody wants it."""
        # axe is a script itself; a page is the same without.
        if page.has_script:
            self.same(f"axe of {name}", findings(page), [])
        self.same(f"what the browser reports of {name}", page.complaints, [])
        page.complaints.clear()
        self.picture(page, name)

    def picture(self, page, name):
        if folder := os.environ.get("MASHANG_SCREENSHOTS"):
            screenshot(page, folder, name)


def play(act):
    """Runs `act(scene, browser)` with the scene that the command line names, and prints what did not hold."""
    scene = Scene(sys.argv[1])
    with Browser() as browser:
        try:
            act(scene, browser)
        except Exception as error:  # A page that has no such button is a mistake, too.
            scene.mistakes.append(f"{type(error).__name__}: {str(error)[:1500]}")
    print("\n".join(scene.notes + (scene.mistakes or [f"{scene.claims} claims hold"])))
    sys.exit(bool(scene.mistakes))


def send(page, tapping=None):
    """Sends the form on the page, by a thumb where one counts, and waits for what comes next. Returns the gateway's status."""
    page.evaluate("document.documentElement.dataset.old = 1")
    with page.expect_response(lambda response: response.request.method == "POST") as answer:
        (tapping or page).tap("form button[type=submit]")
    page.locator("html:not([data-old])").wait_for()
    page.wait_for_load_state("load")
    # The browser reports each answer that is no success.
    page.complaints[:] = [text for text in page.complaints if "the server responded with a status of 4" not in text]
    return answer.value.status


def sign_in(scene, page, name):
    """Signs in on the page that asks for it."""
    page.fill("#name", name)
    page.fill("#pin", scene.pins[name])
    send(page)


def person(scene, browser, name, **how):
    """Opens the overview as somebody who has signed in before."""
    page = browser.open(f"{scene.url}/signin", PHONE, **how)
    sign_in(scene, page, name)
    return page


def choose(page, field, files):
    """Gives files to the field for photographs, beside which the kept ones may stand."""
    page.set_input_files(f"input[type=file][name={field}]", files)


def problems(page):
    """Returns the problem that stands at each field, by the field's name."""
    return {
        field.get_attribute("data-field"): field.locator(".problem").first.inner_text()
        for field in page.locator(".field.wrong").all()
    }


def number(page):
    """Returns the number of the complaint that the address of a page names."""
    return re.search(r"/c/([0-9-]+)", page.url).group(1)


def follow(page, selector, tapping=None):
    """Taps a link, by a thumb where one counts, and waits for what it leads to."""
    with page.expect_navigation(wait_until="load"):
        (tapping or page).tap(selector)
