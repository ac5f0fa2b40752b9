#!/usr/bin/env python3
"""What somebody sends who means harm: forged cookies and forms, forms of other sites, scripts in texts, made-up addresses.

usage: hostile.py SCENE    (prints a line for each claim that does not hold)
"""

import re

from browser import PHONE
from scene import COOK, KITCHEN, OTHER_KITCHEN, OWNER, POINT, follow, person, play, send, sign_in

SCRIPT = "<script>window.hit = 1</script>\"'><img src=x onerror='window.hit = 1'>"


def is_text(scene, page, where):
    """Claims that a script that was typed is shown as it was typed, and that none ran."""
    scene.same(f"no script ran on {where}", page.evaluate("window.hit"), None)
    scene.claim(f"no element was made on {where}", page.locator("img[onerror], script:not([src])").count() == 0)


def sessions(scene, browser):
    """A cookie that was changed in any part signs nobody in."""
    page = person(scene, browser, COOK)
    own = next(cookie for cookie in page.context.cookies() if cookie["name"] == "mashang")
    scene.claim("scripts do not see it, and other sites do not send it",
                own["httpOnly"] and own["sameSite"] == "Strict", own)
    name, time, seal = own["value"].split(".")
    forged = [
        f"{OWNER.encode().hex()}.{time}.{seal}", f"{name}.{int(time) + 1}.{seal}", f"{name}.{time}.{'0' * len(seal)}",
        f"{name}.{time}", f"{name}.{time}.", "", "x" * 5000, f"{name}.99999999999999999999.{seal}",
    ]
    for value in forged:
        answer = page.request.get(scene.form("cleaning"), headers={"Cookie": f"mashang={value}"}, max_redirects=0)
        scene.claim(f"the cookie {value[:20]} signs nobody in", "/signin" in answer.headers.get("location", ""),
                    answer.status)
    return page


def forms(scene, page):
    """A form is taken only where it was given out, and only from this page."""
    tokens = {}
    for kind, code in (("cleaning", KITCHEN), ("cleaningStart", KITCHEN), ("complaint", POINT)):
        page.goto(scene.form(kind, code))
        tokens[kind] = page.input_value("input[name=token]")
    right = tokens["cleaning"]
    body = {"parts": "plates", "by": "self", "damage": "none", "at": "2026-11-26"}
    wrong = [tokens["cleaningStart"], tokens["complaint"], "", "x", right[:-1] + ("0" if right[-1] != "0" else "1")]
    for token in wrong:
        answer = page.request.post(scene.form("cleaning"), multipart=body | {"token": token}, max_redirects=0)
        scene.same(f"the token {token[:12]} is refused", answer.status, 403)
        scene.claim("with a sentence", "没有登记" in answer.text(), answer.text())
    elsewhere = page.request.post(
        scene.form("cleaning", OTHER_KITCHEN), multipart=body | {"token": right}, max_redirects=0)
    scene.same("the token of another facility is refused", elsewhere.status, 403)
    for headers in ({"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = page.request.post(
            scene.form("cleaning"), multipart=body | {"token": right}, headers=headers, max_redirects=0)
        scene.same(f"{headers} is refused", answer.status, 403)
    for path in ("/q/..%2f..%2fetc/do/cleaning", "/q/%00", f"/q/{KITCHEN}/photograph/1/..%2f..%2fjournal.sqlite"):
        scene.same(f"{path} leads nowhere", page.request.get(scene.url + path).status, 404)


def scripts(scene, browser, cook):
    page = browser.open(f"{scene.url}/signin", PHONE)
    page.fill("#name", SCRIPT[:60])
    page.fill("#pin", "123456")
    send(page)
    scene.same("the name is shown as typed", page.input_value("#name"), SCRIPT[:60])
    is_text(scene, page, "sign-in")
    page.goto(f"{scene.url}/signin?next=//evil.example/")
    sign_in(scene, page, OWNER)
    scene.same("nobody is sent to another site", page.url, scene.url + "/")
    cook.goto(scene.form("cleaning"))
    cook.fill("textarea[name=remark]", SCRIPT)
    send(cook)
    scene.same("the remark is shown as typed", cook.input_value("textarea[name=remark]"), SCRIPT)
    is_text(scene, cook, "a form that is wrong")
    citizen = browser.open(scene.scan(POINT), PHONE)
    citizen.fill("input[name=place]", SCRIPT)
    send(citizen)
    scene.same("the place is shown as typed", citizen.input_value("input[name=place]"), SCRIPT)
    citizen.tap("input[value=other]")
    citizen.fill("textarea[name=text]", SCRIPT)
    send(citizen)
    is_text(scene, citizen, "the course")
    page.goto(scene.scan(POINT))
    is_text(scene, page, "the point")
    follow(page, ".next a.button[href*='do/complaintAnswer']")
    page.fill("textarea[name=text]", SCRIPT)
    send(page)
    citizen.reload()
    scene.claim("the answer is shown as typed", SCRIPT in citizen.inner_text("main"), citizen.inner_text("main"))
    is_text(scene, citizen, "the course with its answer")
    page.goto(scene.url + "/q/<img src=x onerror='window.hit=1'>")
    is_text(scene, page, "the missing page")


def addresses(scene, browser):
    """Nobody gets more complaints by naming other addresses: ten an hour, whatever X-Forwarded-For says."""
    page = browser.open(scene.scan(POINT), PHONE)
    statuses = []
    for index in range(12):
        answer = page.request.get(scene.form("complaint", POINT))
        token = re.search(r'name="token" value="([^"]+)"', answer.text()).group(1)
        answer = page.request.post(
            scene.form("complaint", POINT), max_redirects=0, headers={"X-Forwarded-For": f"203.0.113.{index}"},
            multipart={"token": token, "category": "noise", "text": f"第{index}次", "occurrence": "now"})
        statuses.append(answer.status)
    # One was sent from this address before.
    scene.same("the eleventh is refused", statuses, [303] * 9 + [422] * 3)
    scene.claim("with a sentence", "请" in answer.text() and "分钟" in answer.text(), answer.text())


def act(scene, browser):
    cook = sessions(scene, browser)
    forms(scene, cook)
    scripts(scene, browser, cook)
    addresses(scene, browser)


if __name__ == "__main__":
    play(act)
