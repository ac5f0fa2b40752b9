#!/usr/bin/env python3
"""An inspector looks at a kitchen by thumb, orders something, checks the ledger, and sees that the order was obeyed.

usage: visiting.py SCENE    (prints a line for each claim that does not hold)
"""

import datetime

from browser import PHONE, Thumb
from pictures import Pictures
from scene import COOK, INSPECTOR, KITCHEN, OWNER, follow, person, play, problems, send

NANJING = datetime.timezone(datetime.timedelta(hours=8))


def day(after):
    return (datetime.datetime.now(NANJING) + datetime.timedelta(days=after)).date().isoformat()


def refused(scene, browser):
    """Who is no inspector gets neither the screen nor the form, and the public is asked to sign in."""
    anybody = browser.open(f"{scene.scan(KITCHEN)}/inspect", PHONE)
    scene.claim("the public is asked to sign in", "/signin?next=" in anybody.url, anybody.url)
    cook = person(scene, browser, COOK)
    scene.same("a cook does not see the screen", cook.goto(f"{scene.scan(KITCHEN)}/inspect").status, 403)
    scene.same("nor the form", cook.goto(scene.form("visit")).status, 403)
    cook.goto(scene.scan(KITCHEN))
    scene.same("nor a link to it", cook.locator("a[href$='/inspect']").count(), 0)
    owner = person(scene, browser, OWNER)
    scene.same("the owner sees the screen", owner.goto(f"{scene.scan(KITCHEN)}/inspect").status, 200)
    scene.same("and no button for a visit", owner.locator("a[href$='/do/visit']").count(), 0)


def wrong(scene, page):
    """A deadline before today, and none at all, are named at the field."""
    page.goto(scene.form("visit"))
    page.tap("input[name=result][value=rectify]")
    page.tap("input[name=parts][value=operation]")
    scene.same("an order without a deadline", send(page), 422)
    scene.same("is named at its field", list(problems(page)), ["deadline"])
    scene.looks_right(page, "visit-wrong")
    page.fill("#deadline", day(-1))
    scene.same("a deadline before today", send(page), 422)
    scene.same("is named there too", list(problems(page)), ["deadline"])


def orders(scene, page):
    """From the scan to the order: at most 8 taps and a minute."""
    page.goto(scene.scan(KITCHEN))
    thumb = Thumb(page)
    follow(page, "a[href$='/inspect']", thumb)
    scene.looks_right(page, "inspect")
    follow(page, "a.button[href$='/do/visit']", thumb)
    scene.looks_right(page, "visit")
    scene.claim("the deadline is not asked for at first", not page.locator("#deadline").is_visible())
    thumb.tap("input[name=result][value=rectify]")
    thumb.type("#deadline", day(7))
    thumb.tap("input[name=parts][value=operation]")
    thumb.photograph("input[name=photographs]", Pictures(scene.folder).jpeg())
    send(page, thumb)
    scene.claim("a visit takes at most 8 taps", thumb.taps <= 8, thumb.taps)
    scene.claim("a visit takes at most 60 s", thumb.seconds <= 60, thumb.seconds)
    scene.note(f"a visit: {thumb.taps} taps, {thumb.seconds:.0f} s")
    scene.claim("it says that it is kept", "已登记" in page.inner_text("main"), page.inner_text("main"))
    scene.looks_right(page, "visit-done")


def shows(scene, browser, page):
    """The order is on the facility's page for everybody, and on the inspector's screen."""
    anybody = browser.open(scene.scan(KITCHEN), PHONE)
    findings = anybody.inner_text("[data-part=findings]")
    scene.claim("everybody sees the order", "检查要求整改" in findings, findings)
    page.goto(f"{scene.scan(KITCHEN)}/inspect")
    scene.claim("the visit stands on the screen", "需整改" in page.inner_text("main"), page.inner_text("main"))
    scene.same("the kitchen has its channels", page.locator(".narrow .days").count() > 0, True)


def checks(scene, page):
    """The ledger is checked beside the gateway's work."""
    page.goto(f"{scene.scan(KITCHEN)}/inspect")
    scene.claim("no check was made yet", "还没有校验过" in page.inner_text("#check"), page.inner_text("#check"))
    send(page)
    for _ in range(20):
        if "正在校验" not in page.inner_text("#check"):
            break
        page.wait_for_timeout(500)
        page.goto(f"{scene.scan(KITCHEN)}/inspect")
    text = page.inner_text("#check")
    scene.claim("the ledger is whole, by its entries, time and seconds", "✔ 完好：核对台账" in text and "用时" in text, text)
    scene.looks_right(page, "inspect-checked")


def obeys(scene, browser, page):
    """The owner enters the rectification, and the order is over."""
    owner = person(scene, browser, OWNER)
    owner.goto(scene.scan(KITCHEN))
    follow(owner, "article a[href*='/do/rectification?rule=visit']")
    scene.same("the rectification is entered", send(owner), 303)
    owner.goto(scene.scan(KITCHEN))
    findings = owner.inner_text("[data-part=findings]")
    scene.claim("the order is over", "检查要求整改" not in findings, findings)


def acknowledges(scene, page):
    """A visit that begins at a finding acknowledges it."""
    page.goto(scene.scan(KITCHEN))
    follow(page, "article a[href*='/do/visit?rule=fume']")
    page.tap("input[name=result][value=advised]")
    page.tap("input[name=parts][value=upkeep]")
    scene.same("a visit about a finding", send(page), 303)
    page.goto(scene.scan(KITCHEN))
    findings = page.inner_text("[data-part=findings]")
    scene.claim("the finding is acknowledged", "已确认" in findings, findings)


def act(scene, browser):
    refused(scene, browser)
    page = person(scene, browser, INSPECTOR)
    orders(scene, page)
    shows(scene, browser, page)
    checks(scene, page)
    obeys(scene, browser, page)
    acknowledges(scene, page)
    wrong(scene, page)


if __name__ == "__main__":
    play(act)
