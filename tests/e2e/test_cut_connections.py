"""A proxy on the way cuts every connection after a time; in earnest that is a minute, here it is less."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Browser

from components.page import ids
from tests.e2e.conftest import DESKTOP
from tests.e2e.journey import Journey
from tests.e2e.test_drawing import SEVEN, draw, landed
from tests.faults.cutting import cutting

SAID = """() => {
  window.said = [];
  const notice = document.getElementById("connection-notice");
  new MutationObserver(() => notice.textContent && said.push(notice.textContent)).observe(notice, { childList: true });
}"""
CLICKS = 8


def test_the_page_goes_on_and_nothing_is_lost_or_said(browser: Browser, address: str) -> None:
    with cutting(urlsplit(address).port) as proxy, browser.new_context(viewport=DESKTOP) as context:
        journey = Journey(context.new_page(), f"http://127.0.0.1:{proxy.port}/")
        journey.open()
        journey.settle()
        journey.page.evaluate(SAID)
        proxy.cut()  # what is at rest
        draw(journey, SEVEN)
        landed(journey)
        for digit in range(CLICKS):
            proxy.cut_next()  # what is under way
            journey.page.evaluate(f"probe.pick({digit})")
            journey.wait_for(f"sample:{digit}")
        assert proxy.cuts >= CLICKS
        assert journey.page.evaluate("said") == []
        assert journey.element(ids.CONNECTION_NOTICE).text_content() == ""
