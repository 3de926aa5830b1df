"""Every page on a small screen, in the light and in the dark, as axe sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.meeting import Meeting

SERIOUS = ("serious", "critical")
LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 2
Visit = Callable[[Page, Meeting], None]


def landing(page: Page, meeting: Meeting) -> None:
    page.goto(meeting.landing)
    page.get_by_text("Registered already?").click()


def landing_with_errors(page: Page, meeting: Meeting) -> None:
    page.goto(meeting.landing)
    page.get_by_label("Name").fill(LONG)
    page.get_by_label("E-mail address").first.fill("somebody@localhost")
    page.get_by_label("I have read").check()
    page.get_by_role("button", name="Register").click()


def landing_closed(page: Page, meeting: Meeting) -> None:
    meeting.organise("PATCH", "", {"registration": {"closes_at": "2027-01-01T00:00:00+01:00"}})
    page.goto(meeting.landing)


def thanks(page: Page, meeting: Meeting) -> None:
    page.goto(f"{meeting.landing}/thanks")


def own(page: Page, meeting: Meeting) -> None:
    page.goto(meeting.register(LONG, "somebody@example.org", LONG))
    for folded in page.locator("summary").all():
        folded.click()


def own_with_letter(page: Page, meeting: Meeting) -> None:
    meeting.organise("PATCH", "", {"registration": {"letter_required": True}})
    page.goto(meeting.register("Somebody", "somebody@example.org"))


def own_in_line(page: Page, meeting: Meeting) -> None:
    meeting.organise("PATCH", "", {"capacity": 0})
    page.goto(meeting.register("Somebody", "somebody@example.org"))


def own_cancelled(page: Page, meeting: Meeting) -> None:
    page.goto(meeting.register("Somebody", "somebody@example.org"))
    page.locator("summary", has_text="Cancel my registration").click()
    page.get_by_role("button", name="Yes, cancel my registration").click()


def focal_point(page: Page, meeting: Meeting) -> None:
    meeting.register(LONG, "somebody@example.org")
    page.goto(meeting.focal_link())
    page.locator("summary").first.click()


def digest(page: Page, meeting: Meeting) -> None:
    page.goto(meeting.digest_link())


def digest_left(page: Page, meeting: Meeting) -> None:
    page.goto(meeting.digest_link())
    page.get_by_role("button", name="Send me no more digests").click()
    page.get_by_role("heading", name="You get no digest of this meeting").wait_for()


def nobody_s_link(page: Page, meeting: Meeting) -> None:
    page.goto(f"{meeting.url}/registration/self/nobody")


def agenda(page: Page, meeting: Meeting) -> None:
    page.goto(f"{meeting.url}/agenda/{meeting.event}/agenda.html")


PAGES: tuple[Visit, ...] = (
    landing,
    landing_with_errors,
    landing_closed,
    thanks,
    own,
    own_with_letter,
    own_in_line,
    own_cancelled,
    focal_point,
    digest,
    digest_left,
    nobody_s_link,
    agenda,
)
every_page = pytest.mark.parametrize("visit", PAGES, ids=lambda visit: visit.__name__)


def find_serious(page: Page) -> list[tuple[str, list[str]]]:
    """What axe calls serious or worse: the rule, and what breaks it."""
    found: dict[str, Any] = Axe().run(page).response
    serious = [one for one in found["violations"] if one["impact"] in SERIOUS]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in serious]


@every_page
def test_a_page_is_no_wider_than_a_phone(
    meeting: Meeting, open_page: OpenPage, visit: Visit
) -> None:
    page = open_page(scripts=False)
    visit(page, meeting)
    assert page.locator("h1, h2").count() > 0
    assert page.evaluate("[document.documentElement.scrollWidth, innerWidth]") == [360, 360]


@every_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    meeting: Meeting, open_page: OpenPage, visit: Visit, scheme: str
) -> None:
    page = open_page(scheme=scheme)
    visit(page, meeting)
    assert find_serious(page) == []


def test_axe_finds_what_is_serious(open_page: OpenPage) -> None:
    page = open_page()
    page.set_content("<html lang=en><title>Wrong</title><main><h1>Wrong</h1><input></main>")
    assert find_serious(page) == [("label", ["<input>"])]
