#!/usr/bin/env python3
"""A technician at the page of the buses: sees a line live, suspends and resumes it, and is told when the connection is lost.

usage: bus.py SCENE    (prints a line for each claim that does not hold)
"""

import os
import re
import signal
import time

from browser import COMPUTER, PHONE, findings, is_wider_than_screen, show, small_targets
from scene import COOK, TECHNICIAN, person, play, sign_in

LOST, AT = "[data-lost]", '[data-part="at"]'
WAYS = [(PHONE, "light"), (PHONE, "dark"), (COMPUTER, "light"), (COMPUTER, "dark")]


def look(scene, page, name):
    for screen, scheme in WAYS:
        show(page, screen, scheme)
        place = f"{name}-{screen['name']}-{scheme}"
        scene.same(f"axe of {place}", findings(page), [])
        scene.claim(f"{place} is no wider than the screen", not is_wider_than_screen(page))
        scene.same(f"small targets of {place}", small_targets(page, 44), [])
        scene.picture(page, place)
    show(page, PHONE, "light")


def tap(page, selector):
    """Sends a form of the page, which stays the same page behind it."""
    with page.expect_response(lambda response: response.request.method == "POST") as answer:
        page.tap(selector)
    page.wait_for_load_state("load")
    return answer.value.status


def is_shown(page, text, selector="main", seconds=30):
    page.wait_for_function(
        "([selector, text]) => document.querySelector(selector)?.innerText.includes(text)", arg=[selector, text],
        timeout=seconds * 1000)
    return True


def act(scene, browser):
    page = browser.open(f"{scene.url}/bus", PHONE, "zh")
    scene.claim("who has not signed in is asked to", "/signin?next=/bus" in page.url, page.url)
    sign_in(scene, page, TECHNICIAN)
    scene.same("and comes to the page", page.url, f"{scene.url}/bus")
    scene.claim("the device is online", is_shown(page, "✔ 在线"))
    scene.claim("its values stand there with their age", is_shown(page, "不到1分钟前", ".readings"))
    look(scene, page, "bus-zh")

    # Live, and nothing is loaded again.
    page.evaluate("document.documentElement.dataset.old = 1")
    shown = page.inner_text(AT)
    page.wait_for_function("([at, shown]) => document.querySelector(at).innerText > shown", arg=[AT, shown])
    scene.claim("it lives without being loaded again", page.evaluate("document.documentElement.dataset.old") == "1")
    order = page.eval_on_selector_all("[data-part]", "parts => parts.map(e => e.dataset.part)")

    scene.same("suspending is answered", tap(page, "button[value='10']"), 303)
    end = re.search(r"已暂停轮询，到 ([0-9:]+)", page.inner_text(".bus-line"))
    scene.claim("it says until when", bool(end), page.inner_text(".bus-line"))
    scene.claim("the device is not polled", is_shown(page, "Ⅱ 已暂停轮询", ".devices"))
    scene.claim("no device is called online", "在线" not in page.inner_text(".devices"), page.inner_text(".devices"))
    scene.picture(page, "bus-suspended")
    scene.same("resuming is answered", tap(page, "button[formaction='/bus/resume']"), 303)
    scene.claim("the device is online again", is_shown(page, "✔ 在线", ".devices"))
    # A sentence of advice may stand above a device on a machine with much other work.
    scene.same("everything stands in its order",
               page.eval_on_selector_all("[data-part]", "parts => parts.map(e => e.dataset.part)"), order)

    other = person(scene, browser, COOK)
    other.goto(f"{scene.url}/bus")
    scene.claim("a cook sees no line", "只对技术人员开放" in other.inner_text("main"), other.inner_text("main"))
    other.context.close()

    english = person(scene, browser, TECHNICIAN, language="en")
    english.goto(f"{scene.url}/bus")
    is_shown(english, "✔ online")
    scene.claim("no Chinese but the names of the site", not re.search(
        r"[\u4e00-\u9fff]", english.inner_text("main")), english.inner_text("main"))
    look(scene, english, "bus-en")
    scene.same("what the browser reports", english.complaints, [])
    english.context.close()

    plain = person(scene, browser, TECHNICIAN, script=False)
    plain.goto(f"{scene.url}/bus")
    scene.claim("without script it is a plain page", "✔ 在线" in plain.inner_text("main"), plain.inner_text("main"))
    scene.same("with a link that loads it again", plain.get_attribute("a.again", "href"), "/bus")
    scene.same("and suspends, too", tap(plain, "button[value='30']"), 303)
    scene.claim("with its end", "已暂停轮询，到" in plain.inner_text("main"), plain.inner_text("main"))
    scene.same("and resumes", tap(plain, "button[formaction='/bus/resume']"), 303)
    plain.context.close()

    # The device is switched off.
    os.kill(scene.device, signal.SIGKILL)
    scene.claim("the device is offline", is_shown(page, "✖ 离线", ".devices", 60))
    scene.claim("since when", bool(re.search(r"自 [0-9]{2}:[0-9]{2}:[0-9]{2}", page.inner_text(".devices"))))
    scene.picture(page, "bus-offline")
    scene.same("what the browser reports of the live page", page.complaints, [])

    # The gateway ends with a stream open, in its time, and the page says so.
    start = time.monotonic()
    os.kill(scene.gateway, signal.SIGTERM)
    page.locator(LOST).wait_for(state="visible", timeout=20_000)
    scene.claim("the page is cut off in time", time.monotonic() - start < 5, time.monotonic() - start)
    scene.note(f"the stream ended {time.monotonic() - start:.1f} s after SIGTERM")
    text = page.inner_text(LOST)
    scene.claim("it says since when nothing is new", bool(re.search(r"连接断开.*[0-9]{2}:[0-9]{2}:[0-9]{2}", text)), text)
    scene.same("axe of the lost page", findings(page), [])
    scene.picture(page, "bus-lost")
    page.context.close()


if __name__ == "__main__":
    play(act)
