#!/usr/bin/env python3
"""A cook begins and registers a cleaning, by thumb.

usage: cleaning.py SCENE    (prints a line for each claim that does not hold)
"""

import io
import urllib.request

from PIL import Image

from browser import PHONE, Thumb
from pictures import PLACE, Pictures
from scene import COOK, KITCHEN, OTHER_KITCHEN, follow, person, play, send, sign_in


def signs_in(scene, browser):
    """The first time: a wrong PIN, the right one, and then the form that was wanted."""
    page = browser.open(scene.scan(KITCHEN), PHONE)
    scene.looks_right(page, "kitchen")
    follow(page, "a.button[href$='do/cleaning']")
    scene.claim("the form asks to sign in first", "/signin?next=" in page.url, page.url)
    scene.looks_right(page, "signin")
    page.fill("#name", COOK)
    page.fill("#pin", scene.wrong_pin(COOK))
    send(page)
    scene.claim("a wrong PIN is named at its field", "PIN不对" in page.inner_text("#pin-problem"), page.content())
    scene.same("the name is kept", page.input_value("#name"), COOK)
    scene.same("the PIN is not kept", page.input_value("#pin"), "")
    scene.looks_right(page, "signin-wrong")
    page.wait_for_timeout(1100)  # The gateway waits a second after a wrong PIN.
    sign_in(scene, page, COOK)
    scene.same("after signing in the form is there", page.url, scene.form("cleaning"))
    return page


def begins(scene, page):
    """A thumb's three taps to the start of a cleaning."""
    page.goto(scene.scan(KITCHEN))
    thumb = Thumb(page)
    follow(page, "a.button[href$='do/cleaningStart']", thumb)
    scene.looks_right(page, "start")
    send(page, thumb)
    scene.claim("a start takes 3 taps", thumb.taps <= 3, thumb.taps)
    scene.looks_right(page, "start-done")
    page.goto(scene.scan(KITCHEN))
    scene.same("a start that was made is not offered", page.locator("a[href$='do/cleaningStart'].button").count(), 0)


def registers(scene, page, pictures):
    """From the scan to the record: parts, and photographs before and after."""
    page.goto(scene.scan(KITCHEN))
    thumb = Thumb(page)
    follow(page, "a.button[href$='do/cleaning']", thumb)
    scene.looks_right(page, "cleaning")
    thumb.tap("input[value=plates]")
    thumb.photograph("input[name=before]", pictures.jpeg())
    thumb.photograph("input[name=after]", pictures.png())
    scene.picture(page, "cleaning-filled")
    send(page, thumb)
    scene.claim("a cleaning takes at most 8 taps", thumb.taps <= 8, thumb.taps)
    scene.claim("a cleaning takes at most 60 s", thumb.seconds <= 60, thumb.seconds)
    scene.note(f"a cleaning: {thumb.taps} taps, {thumb.seconds:.0f} s")
    text = page.inner_text("main")
    scene.claim("it says that it is kept, and when the next one is due", "已登记" in text and "下次清洗：" in text, text)
    scene.looks_right(page, "cleaning-done")
    page.goto(scene.scan(KITCHEN))
    rows = page.locator(".records li").all_inner_texts()
    scene.same("there is one record", len([row for row in rows if "清洗净化器" in row and "极板" in row]), 1)


def photographs(scene, browser, page):
    """Who has a role at the kitchen sees them, without the place; nobody else does."""
    links = [scene.url + link.get_attribute("href") for link in page.locator(".photograph").all()]
    scene.same("the record has two photographs", len(links), 2)
    for link in links:
        answer = page.request.get(link)
        image = Image.open(io.BytesIO(answer.body()))
        scene.claim(
            "the photograph has no place", PLACE.encode() not in answer.body() and not image.getexif().get_ifd(0x8825),
            image.getexif())
        scene.claim("it is no larger than 5 MB", len(answer.body()) <= 5_000_000, len(answer.body()))
        anybody = urllib.request.urlopen(link)
        scene.claim("anybody else is asked to sign in", "/signin" in anybody.url, anybody.url)
        scene.claim("and gets no picture", "html" in anybody.headers["Content-Type"], anybody.headers)
    stranger = person(scene, browser, "张三")
    scene.same("a cook of another kitchen gets no picture", stranger.goto(links[0]).status, 403)
    other = links[0].replace(KITCHEN, OTHER_KITCHEN)
    scene.same("nor by the address of their own kitchen", stranger.request.get(other).status, 404)
    stranger.goto(scene.scan(KITCHEN))
    scene.same("nor a link to one", stranger.locator(".photograph").count(), 0)


def act(scene, browser):
    page = signs_in(scene, browser)
    begins(scene, page)
    registers(scene, page, Pictures(scene.folder))
    photographs(scene, browser, page)


if __name__ == "__main__":
    play(act)
