#!/usr/bin/env python3
"""People fill in forms wrongly, and send what is no photograph. With --no-script in a browser that runs none.

usage: mistaken.py SCENE [--no-script]    (prints a line for each claim that does not hold)
"""

import sys

from browser import PHONE
from pictures import Pictures
from scene import COOK, POINT, choose, person, play, problems, send

SCRIPT = "--no-script" not in sys.argv
NAME = "" if SCRIPT else "-no-script"
WORDS = {
    "zh": {
        "category": "请选一项", "text": "必须填写", "parts": "请至少选一项", "firm": "请填写清洗公司", "at": "请填写日期或时间",
        "heic": "HEIC", "program": "程序文件，不是照片", "huge": "最大20MB", "many": "最多3张",
    },
    "en": {
        "category": "Please choose one", "text": "is missing", "parts": "Please choose at least one",
        "firm": "Please name the firm", "at": "Please give a day or a time",
        "heic": "HEIC", "program": "is a program and no photograph", "huge": "20 MB is the most", "many": "At most 3",
    },
}


def names(scene, page, expected):
    """Claims that exactly these fields have a problem, each in its words, with a link at the top that leads there."""
    found = problems(page)
    scene.same("the fields that are wrong", sorted(found), sorted(expected))
    for field, words in expected.items():
        scene.claim(f"the problem of {field}", words in found.get(field, ""), found.get(field))
        scene.same(f"a link to {field}", page.locator(f"#problems a[href='#{field}']").count(), 1)


def complaint(scene, browser, pictures, language):
    words = WORDS[language]
    page = browser.open(scene.scan(POINT), PHONE, language, script=SCRIPT)
    page.tap("input[value=often]")
    page.fill("input[name=phone]", "x" * 3)
    scene.same("nothing said is refused", send(page), 422)
    names(scene, page, {"category": words["category"]})
    scene.same("what was typed is kept", page.input_value("input[name=phone]"), "xxx")
    scene.claim("what was chosen is kept", page.is_checked("input[value=often]"))
    scene.looks_right(page, f"complaint-wrong-{language}{NAME}")
    page.tap("input[value=noise]")
    scene.same("a kind alone is refused", send(page), 422)
    names(scene, page, {"text": words["text"]})
    choose(page, "photographs", [pictures.small()] * 2 + [pictures.program()])
    scene.same("one of three files is no photograph", send(page), 422)
    names(scene, page, {"photographs": words["program"]})
    kept = page.locator("input[type=hidden][name=photographs]")
    scene.same("the photograph is kept, once", kept.count(), 1)
    choose(page, "photographs", [])
    files(scene, page, pictures, words, language)
    page.tap("input[value=dust]")
    scene.same("with what was missing it is entered", send(page), 303)
    scene.claim("under a number", "/c/" in page.url, page.url)
    page.context.close()


def files(scene, page, pictures, words, language):
    """What is no photograph, too large, or too many, each at the field; what was kept before stays."""
    page.tap("input[value=dust]")
    refused = {
        "heic": [pictures.heic()], "program": [pictures.program()],
        "many": [pictures.small(2), pictures.small(3), pictures.small(4)],
    }
    # A script makes it smaller, and then it is taken.
    if not SCRIPT:
        refused["huge"] = [pictures.huge()]
    for name, chosen in refused.items():
        choose(page, "photographs", chosen)
        scene.same(f"{name} is refused", send(page), 422)
        names(scene, page, {"photographs": words[name]})
        scene.same("what was kept stays", page.locator("input[type=hidden][name=photographs]").count(), 1)
        # With script, what is refused stays chosen for who wants to see it.
        choose(page, "photographs", [])
    scene.looks_right(page, f"complaint-files-{language}{NAME}")


def cleaning(scene, browser, pictures, language):
    words = WORDS[language]
    page = person(scene, browser, COOK, language=language, script=SCRIPT)
    page.goto(scene.form("cleaning"))
    page.tap("input[name=by][value=firm]")
    # The firm of the last cleaning stands there.
    page.fill("input[name=firm]", "")
    page.tap("input[name=at][value=other]")
    page.fill("textarea[name=remark]", "第三次 \"<b>")
    choose(page, "before", [pictures.small(5)])
    scene.same("a cleaning of nothing is refused", send(page), 422)
    names(scene, page, {"parts": words["parts"], "firm": words["firm"], "at": words["at"]})
    scene.same("the remark is kept", page.input_value("textarea[name=remark]"), "第三次 \"<b>")
    scene.same("the photograph is kept", page.locator("input[type=hidden][name=before]").count(), 1)
    scene.looks_right(page, f"cleaning-wrong-{language}{NAME}")
    page.tap("input[value=plates]")
    page.fill("input[name=firm]", "洁净公司")
    page.fill("input[name=atDay]", "2036-01-01")
    scene.same("a cleaning of the future is refused", send(page), 422)
    scene.same("at its day", list(problems(page)), ["at"])
    scene.same("what was typed there is kept", page.input_value("input[name=atDay]"), "2036-01-01")
    page.tap("input[name=at]")
    choose(page, "after", [pictures.small(6)])
    scene.same("put right, it is entered", send(page), 303)
    page.goto(scene.scan("NJ320104F000025"))
    newest = page.locator(".records li").first
    scene.same("with both photographs", newest.locator(".photograph").count(), 2)
    page.context.close()


def act(scene, browser):
    pictures = Pictures(scene.folder)
    for language in ("zh", "en"):
        complaint(scene, browser, pictures, language)
        cleaning(scene, browser, pictures, language)


if __name__ == "__main__":
    play(act)
