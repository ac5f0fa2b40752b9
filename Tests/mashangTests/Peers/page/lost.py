#!/usr/bin/env python3
"""A connection is lost in the middle of a form, a button is tapped twice, and a form is sent twice: one record each.

usage: lost.py SCENE    (prints a line for each claim that does not hold)
"""

from browser import PHONE
from pictures import Pictures
from scene import COOK, KITCHEN, POINT, choose, number, person, play

OFFLINE = "没有网络"


def is_sent_by_itself(scene, browser, pictures):
    """Once there is a network again, without a tap."""
    page = person(scene, browser, COOK)
    page.goto(scene.form("cleaning"))
    page.tap("input[value=duct]")
    choose(page, "before", [pictures.small()])
    page.context.set_offline(True)
    page.tap("form button[type=submit]")
    page.locator(".message", has_text=OFFLINE).wait_for()
    scene.picture(page, "offline")
    scene.claim("what was chosen stays", page.is_checked("input[value=duct]"))
    page.context.set_offline(False)
    page.wait_for_url("**/done/cleaning/*")
    scene.claim("it is kept", "已登记" in page.inner_text("main"), page.inner_text("main"))
    page.goto(scene.scan(KITCHEN))
    rows = [row for row in page.locator(".records li").all_inner_texts() if "管道" in row]
    scene.same("once, with its photograph", [row.count("照片") for row in rows], [1])
    page.context.close()


def is_drafted(scene, browser):
    """Who closes the page while there is no network finds what was typed."""
    page = browser.open(scene.scan(POINT), PHONE)
    page.tap("input[value=noise]")
    page.fill("textarea[name=text]", "打桩声")
    page.context.set_offline(True)
    page.tap("form button[type=submit]")
    page.locator(".message", has_text=OFFLINE).wait_for()
    context = page.context
    # Closed first: with a network it is sent by itself.
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(scene.scan(POINT))
    scene.same("the text is there again", page.input_value("textarea[name=text]"), "打桩声")
    scene.claim("the kind is there again", page.is_checked("input[value=noise]"))
    context.close()


def answer_is_lost(scene, browser):
    """The gateway kept it, and its answer did not arrive."""
    page = browser.open(scene.scan(POINT), PHONE)
    page.tap("input[value=smoke]")
    page.fill("textarea[name=text]", "挖机冒黑烟")
    lost = []

    def lose(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch(max_redirects=0).headers["location"])
            route.abort()
        else:
            route.continue_()

    page.route("**/do/complaint", lose)
    page.tap("form button[type=submit]")
    page.locator(".message", has_text=OFFLINE).wait_for()
    page.tap("form button[type=submit]")
    page.wait_for_url("**/c/*")
    scene.claim("sent again, it has the number that was lost", number(page) in lost[0], f"{page.url} {lost}")
    page.context.close()


def is_tapped_twice(scene, browser):
    page = browser.open(scene.scan(POINT), PHONE)
    page.tap("input[value=dust]")
    page.fill("textarea[name=text]", "渣土车")
    page.locator("form button[type=submit]").dblclick()
    page.wait_for_url("**/c/*")
    scene.claim("a double tap leads to one number", "已受理" in page.inner_text("main"), page.inner_text("main"))
    page.context.close()


def is_sent_twice(scene, browser):
    """By hand, without the page's script."""
    page = browser.open(scene.scan(POINT), PHONE)
    form = {"token": page.input_value("input[name=token]"), "category": "other", "text": "下水道", "occurrence": "now"}
    url = scene.form("complaint", POINT)
    first, second = (page.request.post(url, multipart=form, max_redirects=0) for _ in range(2))
    scene.same("both are answered", (first.status, second.status), (303, 303))
    scene.same("with one number", second.headers["location"], first.headers["location"])
    other = page.request.post(url, multipart=form | {"text": "别的事"}, max_redirects=0)
    scene.claim("the same form with another text is no second record", other.status in (303, 422), other.status)
    page.context.close()


def act(scene, browser):
    is_sent_by_itself(scene, browser, Pictures(scene.folder))
    is_drafted(scene, browser)
    answer_is_lost(scene, browser)
    is_tapped_twice(scene, browser)
    is_sent_twice(scene, browser)


if __name__ == "__main__":
    play(act)
