#!/usr/bin/env python3
"""Carbon is replaced, its record completed, and the spent carbon taken away, by thumb.

usage: replacing.py SCENE    (prints a line for each claim that does not hold)
"""

from browser import Thumb
from pictures import Pictures
from scene import BOX, WORKER, follow, person, play, problems, send

FIRM = "南京危废处置有限公司"


def begins(scene, page):
    page.goto(scene.scan(BOX))
    scene.looks_right(page, "box-overdue")
    scene.claim("the card says what to do", "登记更换" in page.inner_text(".next"), page.inner_text(".next"))
    thumb = Thumb(page)
    follow(page, "a.button[href$='do/replacementStart']", thumb)
    scene.looks_right(page, "replacement-start")
    send(page, thumb)
    scene.claim("a start takes 3 taps", thumb.taps <= 3, thumb.taps)
    page.goto(scene.scan(BOX))
    scene.same("a start that was made is not offered", page.locator("a[href$='do/replacementStart'].button").count(), 0)


def registers_the_mass(scene, page):
    """What is known at once: the mass. The ledger says what is missing."""
    page.goto(scene.scan(BOX))
    thumb = Thumb(page)
    follow(page, "a.button[href$='do/replacement']", thumb)
    scene.looks_right(page, "replacement")
    scene.same("nothing but time and waste code is known", page.inner_text(".completeness .share"), "2/9")
    thumb.type("input[name=mass]", "980")
    scene.same("the mass is counted while it is typed", page.inner_text(".completeness .share"), "3/9")
    send(page, thumb)
    scene.claim("the shortest replacement takes at most 8 taps", thumb.taps <= 8, thumb.taps)
    text = page.inner_text("main")
    scene.claim("it says what is missing", "台账完整度" in text and "废炭重量" in text and "可以以后补" in text, text)
    scene.looks_right(page, "replacement-done")


def completes(scene, page, pictures):
    """The rest, from the card: what was entered is there, and the day stays the same."""
    page.goto(scene.scan(BOX))
    scene.looks_right(page, "box-incomplete")
    thumb = Thumb(page)
    follow(page, "article a[href*='do/replacement?completes=']", thumb)
    scene.looks_right(page, "replacement-completing")
    scene.same("the mass is there", page.input_value("input[name=mass]"), "980")
    if not page.locator("input[name=form][value=granular]").is_checked():
        thumb.tap("input[name=form][value=granular]")
    thumb.type("input[name=batch]", "B-2026-11")
    for text in ["1050", FIRM, "", "R-0099"]:
        thumb.next(text)
    scene.same("all is counted but the manifest", page.inner_text(".completeness .share"), "8/9")
    thumb.photograph("input[name=before]", pictures.jpeg())
    scene.picture(page, "replacement-filled")
    send(page, thumb)
    scene.claim("a whole replacement takes at most 8 taps", thumb.taps <= 8, thumb.taps)
    scene.claim("and at most 60 s", thumb.seconds <= 60, thumb.seconds)
    scene.note(f"a replacement: {thumb.taps} taps, {thumb.seconds:.0f} s")
    text = page.inner_text("main")
    scene.claim("it says what may come later", "台账完整度 8/9 还差 危废转移联单号（可以以后补）" in text, text)
    scene.claim("and when the next one is due", "下次换炭：" in text, text)
    page.goto(scene.scan(BOX))
    scene.looks_right(page, "box")
    tiles = page.inner_text(".tiles")
    scene.claim("the tiles show the new cycle and the store", "离换炭还有" in tiles and "1050 kg" in tiles, tiles)


def cannot_be(scene, page):
    """Masses that cannot be, and words in the place of figures."""
    page.goto(scene.form("replacement", BOX))
    page.fill("input[name=mass]", "98000")
    page.fill("input[name=batch]", "B-3")
    send(page)
    found = problems(page)
    scene.claim("a mass of ten times the design is named", "10倍以上" in found.get("mass", ""), found)
    scene.same("what was typed is kept", page.input_value("input[name=batch]"), "B-3")
    scene.looks_right(page, "replacement-wrong")
    page.fill("input[name=mass]", "一吨")
    send(page)
    scene.claim("a word is no mass", "应为" in problems(page).get("mass", ""), problems(page))


def transfers(scene, page):
    page.goto(scene.scan(BOX))
    thumb = Thumb(page)
    thumb.tap("details:has(a[href$='do/wasteTransfer']) > summary")
    follow(page, "a[href$='do/wasteTransfer']", thumb)
    scene.looks_right(page, "transfer")
    text = page.inner_text("main")
    scene.claim("it shows what is in store", "废炭在库：1050 kg" in text, text)
    thumb.type("input[name=mass]", "600")
    thumb.next("20263201000018")
    thumb.next(FIRM)
    send(page, thumb)
    scene.claim("a transfer takes at most 8 taps", thumb.taps <= 8, thumb.taps)
    scene.claim("and at most 60 s", thumb.seconds <= 60, thumb.seconds)
    scene.note(f"a transfer: {thumb.taps} taps, {thumb.seconds:.0f} s")
    text = page.inner_text("main")
    scene.claim("it says what is left", "废炭在库：450 kg" in text, text)
    scene.looks_right(page, "transfer-done")
    page.goto(scene.scan(BOX))
    scene.same("nothing is missing of the replacement", page.locator("article a[href*='completes=']").count(), 0)
    scene.same("each part can be corrected", page.locator(".records a[href*='do/wasteTransfer?completes=']").count(), 1)
    page.goto(scene.form("wasteTransfer", BOX))
    scene.same("the firm is remembered", page.input_value("input[name=disposalFirm]"), FIRM)
    page.fill("input[name=mass]", "300")
    page.fill("input[name=manifest]", "20263201000018")
    send(page)
    found = problems(page)
    scene.claim("a manifest that was used is named", "已用于" in found.get("manifest", ""), found)
    scene.looks_right(page, "transfer-wrong")


def act(scene, browser):
    page = person(scene, browser, WORKER)
    begins(scene, page)
    registers_the_mass(scene, page)
    completes(scene, page, Pictures(scene.folder))
    cannot_be(scene, page)
    transfers(scene, page)


if __name__ == "__main__":
    play(act)
