"""Debian's Chromium as a person's phone or computer: what is on the screen, what axe finds, and how long a thumb takes.

    with Browser() as browser:
        page = browser.open(url, PHONE, "zh")
        print(findings(page), first_screen(page, "main h1"))
        thumb = Thumb(page)
        thumb.tap("a.act")
        thumb.type("textarea", "油烟很大")
        print(thumb.taps, thumb.seconds)
"""

import os
import pathlib
import time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

PHONE = {"name": "phone", "width": 390, "height": 844}
COMPUTER = {"name": "computer", "width": 1280, "height": 800}
SCREENS = [PHONE, COMPUTER]
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
SCHEMES = ["light", "dark"]


class Browser:
    """A browser that runs as long as the `with` block. Nothing is downloaded: it is /usr/bin/chromium."""

    def __init__(self, options=()):
        self.options = list(options)

    def __enter__(self):
        self.playwright = sync_playwright().start()
        # Without the sandbox, since tests run as root, for whom Chromium has none. Debian has it draw by a graphics
        # processor, which costs more where there is none.
        self.chromium = self.playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu-rasterization", *self.options])
        return self

    def __exit__(self, *_):
        self.chromium.close()
        self.playwright.stop()

    def open(self, url, screen=PHONE, language="zh", scheme="light", script=True):
        """Opens a page in a session of its own, without cookies. `page.complaints` gets what the browser's console reports."""
        is_phone = screen["width"] < 700
        context = self.chromium.new_context(
            viewport={"width": screen["width"], "height": screen["height"]}, locale=LANGUAGES[language],
            color_scheme=scheme, is_mobile=is_phone, has_touch=is_phone, java_script_enabled=script,
        )
        page = context.new_page()
        page.complaints, page.has_script = [], script
        page.on("console", lambda message: message.type in ("error", "warning") and page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        # A picture that was still on its way when the page was left is no mistake.
        page.on("requestfailed", lambda request: request.failure != "net::ERR_ABORTED"
                and page.complaints.append(f"{request.url}: {request.failure}"))
        page.goto(url)
        return page


def show(page, screen, scheme):
    """Changes the size and the colours of a page that is open."""
    page.set_viewport_size({"width": screen["width"], "height": screen["height"]})
    page.emulate_media(color_scheme=scheme)


def findings(page):
    """Returns what axe-core finds, best practices too, a line for each place."""
    violations = Axe().run(page).response["violations"]
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}: {' '.join(node['failureSummary'].split())}"
        for violation in violations for node in violation["nodes"]
    ]


def first_screen(page, selector):
    """Returns whether the first element that fits ends within the first screen, and by how many pixels."""
    bottom = page.locator(selector).first.evaluate("e => e.getBoundingClientRect().bottom + window.scrollY")
    left = page.viewport_size["height"] - bottom
    return left >= 0, round(left)


def is_wider_than_screen(page):
    """Returns whether a person has to scroll sideways."""
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def small_targets(page, least=24):
    """Returns the links and buttons that are lower than `least` pixels outside running text (WCAG 2.2, 2.5.8).

    A field that is clipped away has its label as its target.
    """
    return page.eval_on_selector_all(
        "a, button, input, select, textarea, summary",
        """(all, least) => all.filter(e => {
            const box = e.getBoundingClientRect()
            return box.height > 0 && box.height < least && getComputedStyle(e).display !== 'inline'
                && getComputedStyle(e).clipPath === 'none'
        }).map(e => e.outerHTML.slice(0, 80))""",
        least,
    )


def views(page, name, screens, more=""):
    """Shows a page in each size and colours, and returns what is wrong there, a line each.

    `more` stands behind the names of the screenshots that `MASHANG_SCREENSHOTS` asks for.
    """
    for screen in screens:
        for scheme in SCHEMES:
            show(page, screen, scheme)
            place = f"{name}-{screen['name']}-{scheme}"
            yield from (f"{place}: {finding}" for finding in findings(page))
            yield from (f"{place}: lower than 24 px: {target}" for target in small_targets(page))
            if is_wider_than_screen(page):
                yield f"{place}: wider than the screen"
            if folder := os.environ.get("MASHANG_SCREENSHOTS"):
                screenshot(page, folder, place + more)


def screenshot(page, folder, name):
    """Saves the whole page as FOLDER/NAME.png."""
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    page.screenshot(path=f"{folder}/{name}.png", full_page=True)


class Thumb:
    """One thumb on a phone. It sees only what is on the screen, scrolls to the rest, and takes its time.

    `seconds` is what the browser took, and what a person takes in addition: 1.1 s to find and hit a button (Fitts' law with 0.6 s of
    looking), 0.8 s for each screen that is scrolled, 0.3 s for a digit or Latin letter, 1 s for a Chinese character by pinyin,
    4 s to choose or take a photograph.
    """

    def __init__(self, page):
        self.page = page
        self.taps = 0
        self.person = 0.0
        self.start = time.monotonic()

    @property
    def seconds(self):
        return time.monotonic() - self.start + self.person

    def tap(self, selector):
        self._reach(selector).tap()
        self._count()

    def choose(self, selector, value):
        """Chooses from a list: one tap opens it, one tap chooses."""
        self._reach(selector).select_option(value)
        self._count(taps=2)

    def type(self, selector, text):
        """Types on the phone's keyboard: a tap into the field, and no tap for its keys."""
        field = self._reach(selector)
        field.tap()
        field.fill(text)
        self._count(person=sum(0.3 if character.isascii() else 1 for character in text))

    def next(self, text):
        """Goes on to the next line with the keyboard's own key, and types there: no tap beside those keys."""
        self.page.keyboard.press("Enter")
        self.page.keyboard.insert_text(text)
        self._count(taps=0, person=1.1 + sum(0.3 if character.isascii() else 1 for character in text))

    def photograph(self, selector, *files):
        """Gives photographs to a field: a tap, and one for each in the phone's gallery."""
        self._reach(selector).set_input_files(list(files))
        self._count(taps=1 + len(files), person=4 * len(files))

    def _reach(self, selector):
        """Scrolls by whole screens until the element is on the screen, and returns it."""
        element = self.page.locator(selector).first
        top = element.evaluate("e => e.getBoundingClientRect().top")
        height = self.page.viewport_size["height"]
        self.person += 0.8 * abs(top // height)
        element.scroll_into_view_if_needed()
        return element

    def _count(self, taps=1, person=0.0):
        self.taps += taps
        self.person += 1.1 * taps + person
