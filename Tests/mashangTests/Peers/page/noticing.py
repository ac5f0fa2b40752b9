#!/usr/bin/env python3
"""The owner posts a notice and ends it, and a cook reads it and passes a training, by thumb.

usage: noticing.py SCENE    (prints a line for each claim that does not hold)

The scene has a training for kitchens with the id `clean-2026`, which came by command.
"""

from browser import PHONE, Thumb, is_wider_than_screen, show
from scene import BOX, COOK, KITCHEN, OWNER, follow, person, play, send

TRAINING = "/notices/clean-2026"


def posts(scene, browser):
    """The owner posts one for all kitchens, and sees what is wrong before."""
    page = person(scene, browser, OWNER)
    page.goto(f"{scene.url}/notices")
    scene.looks_right(page, "notices-owner")
    follow(page, "a[href='/notice']")
    scene.looks_right(page, "notice-form")
    page.fill("#title", "<script>alert(1)</script>停电")
    page.fill("#text", "周五8点到12点停电\n请提前关好净化器")
    page.fill("#until", "2026-01-01T10:00")
    page.fill("#link", "javascript:alert(1)")
    page.locator("input[value=fume-purifier]").check()
    scene.same("mistakes are refused", send(page), 422)
    scene.claim("the link is named", page.locator("#link-problem").count() == 1, page.content())
    scene.looks_right(page, "notice-form-wrong")
    end = page.evaluate("new Date(Date.now() + 5 * 86400000 + 8 * 3600000).toISOString().slice(0, 16)")
    page.fill("#until", end)
    page.fill("#link", "https://ma.example.cn/power")
    scene.claim("the notice is kept", send(page) < 400 and "/notices/page-" in page.url, page.url)
    scene.looks_right(page, "notice")
    return page


def shown(scene, browser):
    """Its banner stands on pages of kitchens and on the overview, in all languages and colours, and runs no script."""
    for language in ("zh", "en"):
        for scheme in ("light", "dark"):
            page = browser.open(scene.scan(KITCHEN), PHONE, language, scheme)
            scene.same("two lines stand there", page.locator(".posted details").count(), 2)
            height = page.locator(".posted").bounding_box()["height"]
            scene.claim("the banner has two lines of 44 px", 88 <= height <= 96, height)
            scene.claim("it fits the width", not is_wider_than_screen(page), "")
            scene.looks_right(page, f"banner-{language}-{scheme}")
            page.locator(".posted summary").first.tap()
            scene.claim("a tap opens it", page.locator(".posted a[href^='https://ma.example.cn']").first.is_visible(), "")
            scene.looks_right(page, f"banner-open-{language}-{scheme}")
    page = browser.open(scene.scan(BOX), PHONE)
    scene.same("not on a page of another kind", page.locator(".posted").count(), 0)
    for path in ("/", "/?kiosk"):
        page = browser.open(scene.url + path, PHONE)
        scene.same(f"on {path}", page.locator(".posted details").count(), 2)
        scene.looks_right(page, f"banner-overview{path.strip('/?')}")


def learns(scene, browser):
    """The cook answers wrong, reads again, and passes."""
    page = person(scene, browser, COOK)
    page.goto(scene.url + TRAINING)
    scene.looks_right(page, "training")
    thumb = Thumb(page)
    for number in (1, 2, 3):
        thumb.tap(f"label[for=q{number}-0]")
    tapping(page, thumb, "form[action$='/answer'] button")
    scene.claim("a wrong answer names its step", "请再看第2步" in page.inner_text(".outcome"), page.inner_text("main"))
    scene.looks_right(page, "training-failed")
    follow(page, ".outcome a.button", thumb)
    for number, right in ((1, 0), (2, 1), (3, 0)):
        thumb.tap(f"label[for=q{number}-{right}]")
    tapping(page, thumb, "form[action$='/answer'] button")
    scene.claim("three right answers pass", "培训通过" in page.inner_text(".entered"), page.inner_text("main"))
    scene.looks_right(page, "training-passed")
    tapping(page, thumb, "form[action$='/read'] button")
    scene.claim("the receipt is shown", "您已登记已读" in page.inner_text("main"), page.inner_text("main"))
    scene.same("and is not asked for again", page.locator("form[action$='/read']").count(), 0)
    scene.claim("in at most 60 s", thumb.seconds <= 60, thumb.seconds)
    scene.note(f"a training, twice, and a receipt: {thumb.taps} taps, {thumb.seconds:.0f} s")


def tapping(page, thumb, button):
    with page.expect_navigation(wait_until="load"):
        thumb.tap(button)


def ends(scene, page):
    """The owner sees the counts, and ends the notice."""
    page.goto(f"{scene.url}/notices")
    text = page.inner_text("main")
    scene.claim("receipts are counted by role", "已读1人：操作人员1" in text, text)
    scene.claim("and who has passed", "培训通过1人：操作人员1" in text, text)
    scene.looks_right(page, "notices-counts")
    follow(page, ".notices a[href^='/notices/page']")
    with page.expect_navigation(wait_until="load"):
        page.tap("form[action$='/end'] button")
    scene.claim("it has ended", "提前结束" in page.inner_text("main"), page.inner_text("main"))
    page.goto(scene.scan(KITCHEN))
    scene.same("the page has the training only", page.locator(".posted details").count(), 1)
    page.goto(f"{scene.url}/terms")
    scene.looks_right(page, "terms")
    show(page, PHONE, "dark")
    scene.looks_right(page, "terms-dark")


def act(scene, browser):
    page = posts(scene, browser)
    shown(scene, browser)
    learns(scene, browser)
    ends(scene, page)


if __name__ == "__main__":
    play(act)
