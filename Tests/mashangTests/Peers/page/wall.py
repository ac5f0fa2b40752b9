#!/usr/bin/env python3
"""A screen on the wall while the gateway stands still, goes on, and ends: it says since when it shows the past.

usage: wall.py SCENE    (prints a line for each claim that does not hold)
"""

import os
import signal

from playwright.sync_api import TimeoutError

from browser import findings
from scene import play

WALL = {"name": "wall", "width": 1920, "height": 1080}
LOST = "[data-lost]"


def is_told(page):
    """Lets the time pass in which the screen asks the gateway again, until the warning is there: a busy machine takes more than two."""
    for _ in range(8):
        page.clock.fast_forward(16_000)
        try:
            return page.locator(LOST).wait_for(state="visible", timeout=3_000)
        except TimeoutError:
            pass
    page.locator(LOST).wait_for(state="visible", timeout=10_000)


def act(scene, browser):
    page = browser.open("about:blank", WALL, "zh")
    page.clock.install()
    page.goto(f"{scene.url}/?kiosk")
    scene.claim("nothing is said while the gateway answers", page.locator(LOST).is_hidden())
    scene.same("there is nothing to go elsewhere", page.locator("body > nav").count(), 0)
    scene.looks_right(page, "wall")

    # It takes connections, and never answers.
    os.kill(scene.gateway, signal.SIGSTOP)
    is_told(page)
    shown = page.inner_text("footer time")
    scene.claim("it says since when nothing is new", shown in page.inner_text(LOST), page.inner_text(LOST))
    scene.claim("no light stands green", page.locator(".mark").first.evaluate(
        "e => [...document.querySelectorAll('.mark')].every(m => getComputedStyle(m).backgroundColor === getComputedStyle(e).backgroundColor)"))
    scene.same("axe of the warning", findings(page), [])
    scene.picture(page, "wall-lost")
    os.kill(scene.gateway, signal.SIGCONT)
    page.clock.fast_forward(16_000)
    page.locator(LOST).wait_for(state="hidden", timeout=10_000)
    scene.claim("it goes on with what is new", page.inner_text("footer time") >= shown)

    os.kill(scene.gateway, signal.SIGTERM)
    page.wait_for_function("fetch('/page.css').then(() => false, () => true)")
    is_told(page)
    shown = page.inner_text("footer time")
    scene.claim("it says so when the gateway is gone, too", shown in page.inner_text(LOST), page.inner_text(LOST))
    page.context.close()


if __name__ == "__main__":
    play(act)
