#!/usr/bin/env python3
"""Four looks and one test, by thumb: one look a screen.

usage: inspecting.py SCENE    (prints a line for each claim that does not hold)
"""

from browser import Thumb, first_screen, is_wider_than_screen
from scene import BOX, WORKER, follow, person, play, send

LOOKS = ["colour", "form", "weight", "bubbles"]
LOOKING = 450  # Milliseconds that the page takes for the second tap of a double tap.


def screen(scene, page, name):
    scene.looks_right(page, f"inspection-{name}")
    scene.same(f"one question stands on the screen of {name}", page.locator(".step:visible").count(), 1)
    scene.claim(f"the screen of {name} is no wider than the phone", not is_wider_than_screen(page))
    fits, left = first_screen(page, ".step:visible")
    scene.claim(f"the screen of {name} fits", fits, left)


def looks(scene, page):
    page.goto(scene.scan(BOX))
    thumb = Thumb(page)
    follow(page, "article a[href$='do/inspection']", thumb)
    screen(scene, page, "state")
    scene.same("nothing can be sent before the last screen", page.locator("form button[type=submit]:visible").count(), 0)
    thumb.tap("input[name=state][value=new]")
    for name, grade in zip(LOOKS, ["good", "good", "doubtful", "good"]):
        page.locator(f"input[name={name}][value={grade}]").wait_for(state="visible")
        screen(scene, page, name)
        page.wait_for_timeout(LOOKING)
        thumb.tap(f"input[name={name}][value={grade}]")
    page.locator("input[name=iodineValue]").wait_for(state="visible")
    scene.looks_right(page, "inspection-iodine")
    send(page, thumb)
    scene.claim("an inspection takes at most 12 taps", thumb.taps <= 12, thumb.taps)
    scene.claim("and at most 60 s", thumb.seconds <= 60, thumb.seconds)
    scene.note(f"an inspection: {thumb.taps} taps, {thumb.seconds:.0f} s")
    text = page.inner_text("main")
    scene.claim("it says at once what the looks allow to say", "拿不准，建议抽样测碘值" in text, text)
    scene.looks_right(page, "inspection-done")


def goes_back(scene, page):
    """A tap on the wrong card is taken back; by a key nothing is skipped."""
    page.goto(scene.form("inspection", BOX))
    # Both taps of a double tap, as fast as they can be.
    page.evaluate("""() => {
        document.querySelector("input[name=state][value=used]").click()
        document.querySelector("input[name=colour][value=good]").click()
    }""")
    page.locator("input[name=colour][value=bad]").wait_for(state="visible")
    scene.same("the second tap of a double tap chooses nothing", page.locator("input[name=colour]:checked").count(), 0)
    page.wait_for_timeout(LOOKING)
    words = page.inner_text(".step:visible")
    scene.claim("of carbon in use it says nothing of fraud", "快饱和了" in words, words)
    page.tap("input[name=colour][value=bad]")
    page.locator("input[name=form][value=good]").wait_for(state="visible")
    page.tap("button:has-text('上一步')")
    page.wait_for_timeout(LOOKING)
    scene.claim("the choice is there", page.locator("input[name=colour][value=bad]").is_checked())
    page.locator("input[name=colour][value=bad]").focus()
    page.keyboard.press("ArrowLeft")
    scene.claim("a key only moves the choice", page.locator("input[name=colour]").first.is_visible())
    page.keyboard.press("Enter")
    scene.claim("Enter leads on", page.locator("input[name=form]").first.is_visible())


def without_script(scene, browser):
    """The same as one long form."""
    page = person(scene, browser, WORKER, script=False)
    page.goto(scene.form("inspection", BOX))
    scene.same("all questions stand there", page.locator(".step:visible").count(), 6)
    page.tap("input[name=state][value=new]")
    for name in LOOKS:
        page.tap(f"input[name={name}][value=bad]")
    send(page)
    text = page.inner_text("main")
    scene.claim("it is kept", "已登记" in text and "外观可疑" in text, text)


def act(scene, browser):
    page = person(scene, browser, WORKER)
    looks(scene, page)
    goes_back(scene, page)
    without_script(scene, browser)


if __name__ == "__main__":
    play(act)
