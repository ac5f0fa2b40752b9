#!/usr/bin/env python3
"""Sends a form to the gateway from its own page, and from a page of another site, as a browser does.

usage: origins.py PORT    (prints a line for each: from where, to where, status)

`gateway.test` is a name as on a site's network: over plain HTTP a browser sends no Sec-Fetch-Site to it, as it does to localhost.
"""

import sys

from browser import PHONE, Browser

# Made by script, since the page has no such form of its own: what a browser sends is the same. It is sent when the script has ended.
SUBMIT = """url => {
    const form = document.createElement('form')
    Object.assign(form, {method: 'post', action: url})
    document.body.append(form)
    setTimeout(() => form.submit())
}"""


def status(browser, page_url, url):
    page = browser.open(page_url, PHONE)
    with page.expect_response(lambda response: response.request.method == "POST") as answer:
        page.evaluate(SUBMIT, url)
    # A session that is closed while a page of it is on its way may never close.
    page.wait_for_url(url)
    page.context.close()
    return answer.value.status


def main(port):
    own, other = f"http://gateway.test:{port}", f"http://localhost:{port}"
    with Browser(["--host-resolver-rules=MAP gateway.test 127.0.0.1"]) as browser:
        for place in (own, other):
            print("own page to", place.split(":")[1][2:], status(browser, place + "/", place + "/nothing"))
        for place in (own, other):
            print("other site to", place.split(":")[1][2:], status(browser, "about:blank", place + "/nothing"))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    main(sys.argv[1])
