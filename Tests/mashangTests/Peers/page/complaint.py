#!/usr/bin/env python3
"""A citizen complains and follows it to its end; the owner answers and closes it on the page.

usage: complaint.py SCENE    (prints a line for each claim that does not hold)
"""

import re
import urllib.parse

from browser import PHONE, Thumb
from pictures import Pictures
from scene import OWNER, POINT, follow, number, person, play, send

TEXT, PHONE_NUMBER = "晚上八点油烟很大", "13800138000"


def with_a_photograph(scene, browser, pictures):
    """A photograph and no word: the fewest taps."""
    page = browser.open(scene.scan(POINT), PHONE)
    scene.looks_right(page, "complaint")
    thumb = Thumb(page)
    thumb.tap("input[value=fume]")
    thumb.photograph("input[name=photographs]", pictures.jpeg())
    scene.picture(page, "complaint-filled")
    send(page, thumb)
    scene.claim("a complaint takes at most 8 taps", thumb.taps <= 8, thumb.taps)
    scene.claim("a complaint takes at most 60 s", thumb.seconds <= 60, thumb.seconds)
    scene.note(f"a complaint with a photograph: {thumb.taps} taps, {thumb.seconds:.0f} s")
    scene.claim("it leads to its course", "/c/" in page.url and "key=" in page.url, page.url)
    text = page.inner_text("main")
    scene.claim("it shows its number and what to do with it", number(page) in text and "收到了" in text, text)
    scene.looks_right(page, "course-received")
    return page


def with_words(scene, browser):
    page = browser.open(scene.scan(POINT), PHONE)
    thumb = Thumb(page)
    thumb.tap("input[value=odour]")
    thumb.type("textarea[name=text]", TEXT)
    thumb.type("input[name=phone]", PHONE_NUMBER)
    send(page, thumb)
    scene.claim("words alone do, too", "/c/" in page.url, page.url)
    scene.note(f"a complaint in words: {thumb.taps} taps, {thumb.seconds:.0f} s")
    return page


def is_private(scene, page, when):
    """Never what was written, the phone or a photograph, with and without the key."""
    html = page.content()
    for secret in (TEXT, PHONE_NUMBER, "/photograph/", "<img"):
        scene.claim(f"no {secret} on the course {when}", secret not in html, html)


def owner_acts(scene, page, title, kind, of, words):
    """The card names what is to be done; its form knows the number."""
    page.goto(scene.scan(POINT))
    link = page.locator(f".next a.button[href*='do/{kind}']")
    scene.same(f"the card offers {title}", link.count(), 1)
    scene.looks_right(page, f"point-{kind}")
    follow(page, f".next a.button[href*='do/{kind}']")
    known = page.input_value("input[name=id]")
    scene.claim(f"the form of {kind} knows a number", known in of, known)
    scene.looks_right(page, kind)
    page.fill("textarea[name=text]", words)
    send(page)
    scene.claim(f"{kind} is kept", "/done/" in page.url, page.inner_text("main"))
    scene.looks_right(page, f"{kind}-done")
    return known


def is_rated(scene, browser, course, closed):
    """Only who has the key rates it, once."""
    public = scene.url + "/c/" + closed
    stranger = browser.open(public, PHONE)
    scene.same("no rating is offered without the key", stranger.locator("form").count(), 0)
    is_private(scene, stranger, "without the key")
    for key in ("", "00000000000000000000"):
        answer = stranger.request.post(public + "/rating", multipart={"key": key, "rating": "dissatisfied"})
        scene.same("a forged rating is refused", answer.status, 403)
    stranger.reload()
    scene.claim("and nothing was rated", "已办结" in stranger.inner_text(".word"), stranger.inner_text("main"))
    course.reload()
    scene.looks_right(course, "course-closed")
    course.evaluate("document.documentElement.dataset.old = 1")
    course.tap("button[value=dissatisfied]")
    course.locator("html:not([data-old])").wait_for()
    scene.claim("who is not satisfied has it opened again", "重新办理" in course.inner_text(".word"), course.url)
    scene.looks_right(course, "course-reopened")
    scene.same("it is rated once", course.locator("button[name=rating]").count(), 0)


def act(scene, browser):
    pictured = with_a_photograph(scene, browser, Pictures(scene.folder))
    written = with_words(scene, browser)
    courses = {number(page): page for page in (pictured, written)}
    scene.same("each has a number of its own", len(courses), 2)
    for page in courses.values():
        is_private(scene, page, "as it came")
    owner = person(scene, browser, OWNER)
    answered = [owner_acts(scene, owner, "answering", "complaintAnswer", courses, "已到现场，正在查") for _ in courses]
    scene.same("each is answered once", sorted(answered), sorted(courses))
    for page in courses.values():
        page.reload()
        scene.claim("the answer is shown", "已到现场，正在查" in page.inner_text("main"), page.inner_text("main"))
        is_private(scene, page, "answered")
    closed = owner_acts(scene, owner, "closing", "complaintClosing", courses, "净化器已清洗")
    is_rated(scene, browser, courses[closed], closed)
    owner.goto(scene.scan(POINT))
    text = owner.inner_text("main")
    scene.claim("the owner is asked again", closed in text or "重新" in text or "答复" in text, text)
    is_private(scene, courses[closed], "at its end")


if __name__ == "__main__":
    play(act)
