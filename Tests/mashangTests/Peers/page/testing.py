#!/usr/bin/env python3
"""A machine fails its exhaust test, is repaired and tested again, by thumb.

usage: testing.py SCENE    (prints a line for each claim that does not hold)
"""

from browser import PHONE, Thumb, first_screen
from pictures import Pictures
from scene import MACHINE, OWNER, follow, person, play, problems, send

FIRM = "宁测检测公司"


def card(page):
    """Returns the card's lines by their names."""
    names, figures = page.locator(".machine dt").all_inner_texts(), page.locator(".machine dd").all_inner_texts()
    return dict(zip(names, figures))


def anybody_sees(scene, browser):
    """Who passes by sees what is on the machine and how it was tested, and nothing else."""
    page = browser.open(scene.scan(MACHINE), PHONE)
    scene.looks_right(page, "machine-public")
    scene.same("the public lines", list(card(page)), ["机械种类", "机械型号", "标识颜色", "排放阶段", "最近检测", "下次检测"])
    scene.same("no test is on record", [card(page)[name] for name in ("最近检测", "下次检测")], ["没有检测记录"] * 2)
    text = page.inner_text("main")
    for secret in ("KMTPC200K56012345", "未填"):
        scene.claim(f"{secret} is not shown", secret not in page.content(), text)
    page.context.close()


def role_sees(scene, page):
    page.goto(scene.scan(MACHINE))
    scene.looks_right(page, "machine")
    scene.same("the lines of a role", list(card(page)),
               ["机械种类", "机械型号", "生产厂家", "环保登记号码", "标识颜色", "排放阶段", "最近检测", "下次检测"])
    scene.claim("the card fits the first screen", first_screen(page, ".machine")[0], first_screen(page, ".machine"))
    scene.claim("what is to be done, too", first_screen(page, ".next")[0], first_screen(page, ".next"))
    text = page.text_content("main")
    scene.claim("the PIN is shown, and what is not filled in", "KMTPC200K56012345" in text and "未填" in text, text)


def fails(scene, page, pictures):
    page.goto(scene.scan(MACHINE))
    thumb = Thumb(page)
    follow(page, "a.button[href$='do/exhaustTest']", thumb)
    scene.looks_right(page, "testing")
    scene.claim("the form says the limit", "限值 0.80 m⁻¹" in page.inner_text("main"), page.inner_text("main"))
    thumb.type("input[name=smoke]", "0.92")
    for text in ["1", "JC-2026-0528", FIRM]:
        thumb.next(text)
    thumb.photograph("input[name=photographs]", pictures.jpeg())
    scene.picture(page, "testing-filled")
    send(page, thumb)
    scene.claim("a test takes at most 8 taps", thumb.taps <= 8, thumb.taps)
    scene.claim("a test takes at most 60 s", thumb.seconds <= 60, thumb.seconds)
    scene.note(f"a test: {thumb.taps} taps, {thumb.seconds:.0f} s")
    text = page.inner_text("main")
    scene.claim("the verdict is there at once", "不合格：光吸收系数 0.92 m⁻¹，超过限值 0.80 m⁻¹" in text, text)
    scene.claim("nothing is missing", "还差" not in text, text)
    scene.looks_right(page, "testing-done")
    page.goto(scene.scan(MACHINE))
    scene.looks_right(page, "machine-failed")
    scene.claim("it is to be rectified", "不合格 · 待整改" in card(page)["最近检测"], card(page))
    scene.claim("and re-tested", "复测" in card(page)["下次检测"], card(page))


def is_repaired(scene, page, pictures):
    page.goto(scene.scan(MACHINE))
    thumb = Thumb(page)
    follow(page, ".next a.button[href*='do/rectification']", thumb)
    scene.looks_right(page, "repairing")
    scene.claim("the form says which finding", "排气检测烟度0.92" in page.inner_text("main"), page.inner_text("main"))
    thumb.photograph("input[name=photographs]", pictures.png())
    send(page, thumb)
    scene.claim("a repair takes at most 8 taps", thumb.taps <= 8, thumb.taps)
    scene.note(f"a repair: {thumb.taps} taps, {thumb.seconds:.0f} s")
    scene.looks_right(page, "repairing-done")
    page.goto(scene.scan(MACHINE))
    scene.claim("it is to be re-tested", "不合格 · 待复测" in card(page)["最近检测"], card(page))


def passes(scene, page):
    page.goto(scene.scan(MACHINE))
    thumb = Thumb(page)
    follow(page, ".next a.button[href$='do/exhaustTest']", thumb)
    scene.same("the form is that of a re-test", page.inner_text("h1"), "登记复测")
    scene.same("the firm is remembered", page.input_value("input[name=firm]"), FIRM)
    scene.looks_right(page, "retesting")
    page.fill("input[name=smoke]", "31")
    send(page)
    scene.claim("smoke that cannot be is named", "0至30" in problems(page).get("smoke", ""), problems(page))
    scene.same("it is still a re-test", page.inner_text("h1"), "登记复测")
    thumb.type("input[name=smoke]", "0.55")
    send(page, thumb)
    scene.claim("a re-test takes at most 8 taps", thumb.taps <= 8, thumb.taps)
    text = page.inner_text("main")
    scene.claim("it passed, and what it lacks is said", "合格：光吸收系数 0.55 m⁻¹" in text and "还差：林格曼黑度" in text, text)
    page.goto(scene.scan(MACHINE))
    scene.looks_right(page, "machine-passed")
    scene.claim("the re-test was passed", "合格 · 复测合格" in card(page)["最近检测"], card(page))
    scene.claim("the next one has a day", "天后" in card(page)["下次检测"], card(page))


def act(scene, browser):
    anybody_sees(scene, browser)
    page = person(scene, browser, OWNER)
    role_sees(scene, page)
    pictures = Pictures(scene.folder)
    fails(scene, page, pictures)
    is_repaired(scene, page, pictures)
    passes(scene, page)


if __name__ == "__main__":
    play(act)
