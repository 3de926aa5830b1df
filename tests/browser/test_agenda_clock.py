"""What is on now, and what time that is for somebody who is elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from tests.browser.agenda import Agenda, titles
from tests.browser.conftest import OpenPage

AT_TEN = datetime(2027, 4, 13, 8, 5, tzinfo=UTC)
THE_LIST = """() => [...document.querySelectorAll('.day:not(.is-other) ol > li')].map((one) =>
  one.matches('.now-line') ? one.innerText : one.querySelector('.name').innerText)"""
MINUTE = 60 * 1000


def around(page: Page) -> list[str]:
    """Titles and the line, as they follow each other."""
    found: list[str] = page.evaluate(THE_LIST)
    return found


def running(page: Page) -> list[str]:
    found: list[str] = page.locator(".is-now .name").all_inner_texts()
    return found


def test_the_line_stands_between_what_began_and_what_comes_and_moves_on(
    agenda: Agenda, open_phone: OpenPage
) -> None:
    page = open_phone()
    page.clock.install(time=AT_TEN)
    page.goto(agenda.url)
    assert around(page)[2:6] == [
        "Žáby v potrubí",
        "Small utilities",
        "Now \u206610:05\u2069",
        "Coffee break",
    ]
    assert running(page) == ["Žáby v potrubí"]
    page.clock.run_for(30 * MINUTE)
    assert around(page)[4:6] == ["Coffee break", "Now \u206610:35\u2069"]
    assert running(page) == ["Coffee break"]


def test_the_page_opens_on_the_day_that_it_is_and_leads_to_now(
    agenda: Agenda, open_phone: OpenPage
) -> None:
    page = open_phone()
    page.clock.install(time=AT_TEN)
    page.goto(agenda.url)
    expect(page.get_by_role("tab", selected=True)).to_have_text("Tuesday 13")
    page.get_by_role("button", name="Now", exact=True).click()
    expect(page.locator(".now-line")).to_be_in_viewport()
    expect(page.locator(".now-line")).to_be_focused()


def test_what_has_no_end_is_on_until_the_next_begins_and_what_is_cancelled_is_not(
    agenda: Agenda, open_phone: OpenPage
) -> None:
    sessions = agenda.sessions()
    for one in sessions:
        one["end"] = None if one["title"] == "Opening" else one["end"]
        one["status"] = "cancelled" if one["title"] == "Small utilities" else one["status"]
    agenda.publish(sessions)
    page = open_phone()
    page.clock.install(time=datetime(2027, 4, 13, 7, 29, tzinfo=UTC))
    page.goto(agenda.url)
    assert running(page) == ["Opening"]
    page.clock.run_for(MINUTE)
    assert running(page) == ["Žáby v potrubí"]


def test_on_other_days_nothing_is_now(agenda: Agenda, open_phone: OpenPage) -> None:
    page = open_phone()
    page.clock.install(time=datetime(2027, 4, 12, 8, 5, tzinfo=UTC))
    page.goto(agenda.url)
    assert page.locator(".now-line").count() == 0
    expect(page.get_by_role("button", name="Now", exact=True)).to_be_hidden()
    expect(page.get_by_role("tab", selected=True)).to_have_text("All days")


def test_at_the_meeting_no_other_time_is_offered(agenda: Agenda, open_phone: OpenPage) -> None:
    page = open_phone()
    page.goto(agenda.url)
    expect(page.locator("#_zone")).to_have_text("All times are local (Europe/Ljubljana).")
    expect(page.locator("#_myzone")).to_be_hidden()


def test_a_zone_of_another_name_with_the_same_time_is_no_other_time(
    agenda: Agenda, open_phone: OpenPage
) -> None:
    page = open_phone(timezone_id="Europe/Madrid")
    page.goto(agenda.url)
    expect(page.locator("#_myzone")).to_be_hidden()


def test_elsewhere_one_s_own_time_is_shown_with_its_day(
    agenda: Agenda, open_phone: OpenPage
) -> None:
    page = open_phone(timezone_id="Asia/Tokyo")
    page.clock.install(time=AT_TEN)
    page.goto(agenda.url)
    times = page.locator(".day:first-child .time")
    assert [one.inner_text() for one in (times.first, times.last)] == ["08:30–09:00", "22:30–23:30"]
    mine = page.get_by_role("button", name="My time (Tokyo)")
    mine.click()
    expect(mine).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#_zone")).to_have_text("All times are in your own time zone (Asia/Tokyo).")
    assert [one.inner_text() for one in (times.first, times.last)] == [
        "15:30–16:00",
        "Wednesday, 14 April 2027\n05:30–06:30",
    ]
    expect(page.locator(".now-line")).to_have_text("Now \u206617:05\u2069")
    page.reload()
    expect(mine).to_have_attribute("aria-pressed", "true")
    mine.click()
    assert times.last.inner_text() == "22:30–23:30"
    assert len(titles(page)) == 6
