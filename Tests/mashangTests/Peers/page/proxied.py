#!/usr/bin/env python3
"""Wrong PINs behind a proxy that the gateway believes: they slow down one person at one address.

usage: proxied.py SCENE    (prints a line for each claim that does not hold)
"""

import re
import time

from scene import COOK, OWNER, play


def try_pin(scene, browser, name, pin, address, scheme="https"):
    """Signs in as a phone behind the proxy; returns the status, the page, and the cookie."""
    headers = {"X-Forwarded-For": address, "X-Forwarded-Proto": scheme}
    phone = browser.playwright.request.new_context(base_url=scene.url, extra_http_headers=headers)
    token = re.search(r'name="token" value="([^"]+)"', phone.get("/signin").text()).group(1)
    answer = phone.post("/signin", multipart={"token": token, "name": name, "pin": pin, "next": "/"}, max_redirects=0)
    return answer.status, answer.text(), answer.headers.get("set-cookie", "")


def fail(scene, browser, address, least):
    """Tries wrong PINs until the next try has to wait for so many seconds."""
    for _ in range(8):
        status, text, _ = try_pin(scene, browser, COOK, scene.wrong_pin(COOK), address)
        scene.same("a wrong PIN is refused", status, 422)
        _, text, _ = try_pin(scene, browser, COOK, scene.wrong_pin(COOK), address)
        wait = int((re.search(r"请过([0-9]+)秒再试", text) or [0, 0])[1])
        if wait >= least - 1:
            return
        time.sleep(wait)
    scene.claim(f"wrong PINs come to wait {least} s", False, text)


def act(scene, browser):
    first, second = "203.0.113.7", "203.0.113.8"
    fail(scene, browser, first, least=8)
    status, text, cookie = try_pin(scene, browser, COOK, scene.pins[COOK], first)
    scene.same("then the right one has to wait, too", status, 422)
    scene.claim("and the page says for how long", re.search(r"请过[0-9]+秒再试", text), text)
    scene.same("nobody is signed in", cookie, "")
    # What stands before the proxy's own element is the client's word.
    status, _, _ = try_pin(scene, browser, COOK, scene.pins[COOK], f"198.51.100.1, {first}")
    scene.same("a made-up address before it changes nothing", status, 422)
    status, _, cookie = try_pin(scene, browser, COOK, scene.pins[COOK], second)
    scene.same("the cook signs in at once from another address", status, 303)
    scene.claim("with a cookie for TLS only", "Secure" in cookie, cookie)
    scene.same("and so does another person at the first one",
               try_pin(scene, browser, OWNER, scene.pins[OWNER], first)[0], 303)
    status, text, cookie = try_pin(scene, browser, OWNER, scene.pins[OWNER], second, scheme="http")
    scene.claim("no PIN goes over plain HTTP", "没有加密" in text and not cookie, (status, cookie))


if __name__ == "__main__":
    play(act)
