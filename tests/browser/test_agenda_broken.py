"""A page that meets what is broken: an address, or what the phone has kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.agenda import Agenda
from tests.browser.conftest import OpenPage

STARTED = "() => navigator.serviceWorker.getRegistration('/agenda/').then(Boolean)"
POISON = """() => {
  Object.keys(sessionStorage).forEach((one) => { sessionStorage[one] = '{"words":5,"day":{}}'; });
  Object.keys(localStorage).forEach((one) => {
    localStorage[one] = '{"answer":{"event":{},"revision":1e9},"tag":7}';
  });
}"""


@pytest.mark.parametrize("broken", ["#%", "#%E0%A4%A", "#__proto__"])
def test_a_broken_address_does_not_keep_the_page_from_starting(
    agenda: Agenda, open_phone: OpenPage, broken: str
) -> None:
    page = open_phone()
    with page.expect_request("**/agenda.json?since=*"):
        page.goto(agenda.url + broken)
    page.wait_for_function(STARTED)


def test_what_was_kept_and_is_broken_is_passed_over(agenda: Agenda, open_phone: OpenPage) -> None:
    page = open_phone()
    page.goto(agenda.url)
    page.get_by_role("searchbox").fill("alarm")
    agenda.change(location={"text": "Linden hall"})
    page.reload()
    page.evaluate(POISON)
    page.reload()
    page.get_by_role("searchbox").fill("coffee")
    expect(page.locator(".session:visible")).to_have_count(1)
