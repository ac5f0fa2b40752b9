#!/usr/bin/env python3
"""A building site enters what it did against dust, by thumb.

usage: measuring.py SCENE    (prints a line for each claim that does not hold)
"""

from browser import Thumb
from pictures import Pictures
from scene import OWNER, SITE, choose, follow, person, play, problems, send


def registers(scene, page, pictures):
    page.goto(scene.scan(SITE))
    scene.looks_right(page, "site")
    thumb = Thumb(page)
    thumb.tap("details:has(a[href$='do/measure']) > summary")
    follow(page, "a[href$='do/measure']", thumb)
    scene.looks_right(page, "measuring")
    scene.same("there is a picture for each measure", page.locator("#measures svg").count(), 15)
    thumb.tap("input[value=spray]")
    thumb.tap("input[value=cannon]")
    thumb.tap("input[value=earthworks]")
    thumb.photograph("input[name=photographs]", pictures.jpeg())
    scene.picture(page, "measuring-filled")
    send(page, thumb)
    scene.claim("measures take at most 8 taps", thumb.taps <= 8, thumb.taps)
    scene.claim("measures take at most 60 s", thumb.seconds <= 60, thumb.seconds)
    scene.note(f"measures: {thumb.taps} taps, {thumb.seconds:.0f} s")
    scene.looks_right(page, "measuring-done")
    page.goto(scene.scan(SITE))
    scene.looks_right(page, "site-measured")
    text = page.inner_text("[data-part=site]")
    scene.claim("they stand among those of today", "围挡喷淋、雾炮 · 土方区" in text, text)
    scene.claim("no effect is made up without data", "后15分钟" not in page.content(), text)


def cannot_be(scene, page, pictures):
    page.goto(scene.form("measure", SITE))
    page.fill("textarea[name=remark]", "<script>alert(1)</script>")
    send(page)
    found = problems(page)
    scene.claim("what is missing is named", {"measures", "place", "photographs"} <= set(found), found)
    scene.same("what was typed is kept", page.input_value("textarea[name=remark]"), "<script>alert(1)</script>")
    scene.looks_right(page, "measuring-wrong")
    page.check("input[value=night]")
    page.check("input[value=gate]")
    page.check("input[name=at][value=other]")
    page.fill("input[name=atDay]", "2099-01-01T00:00")
    text = scene.folder + "/a.jpg"
    open(text, "w").write("a text, and no picture")
    choose(page, "photographs", text)
    send(page)
    found = problems(page)
    scene.claim("a text is no photograph", "photographs" in found, found)
    choose(page, "photographs", pictures.jpeg())
    send(page)
    scene.claim("a time to come is named", "不能晚于现在" in problems(page).get("at", ""), problems(page))


def act(scene, browser):
    page = person(scene, browser, OWNER)
    pictures = Pictures(scene.folder)
    registers(scene, page, pictures)
    cannot_be(scene, page, pictures)


if __name__ == "__main__":
    play(act)
