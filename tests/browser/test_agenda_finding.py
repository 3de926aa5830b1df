"""Finding one's way: days, words, one's own sessions, and the calendar made of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.browser.agenda import Agenda, ask_again, titles
from tests.browser.conftest import OpenPage
from tests.browser.keyboard import focused, tab_to

FIRST_DAY = [
    "Registration",
    "Opening",
    "Žáby v potrubí",
    "Small utilities",
    "Coffee break",
    "Night shift in the control room",
]
SECOND_DAY = ["From alarm to tap", "Open questions"]
THIRD_DAY = ["A joint exercise", "Conclusions"]


@pytest.fixture
def page(agenda: Agenda, open_phone: OpenPage) -> Page:
    opened: Page = open_phone()
    opened.goto(agenda.url)
    return opened


def star(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_label(f"In my sessions: {name}").click()


def test_days_are_tabs_for_the_arrows(page: Page) -> None:
    tab_to(page, "All days")
    assert titles(page) == FIRST_DAY + SECOND_DAY + THIRD_DAY
    page.keyboard.press("ArrowRight")
    assert focused(page) == "Tuesday 13"
    assert titles(page) == FIRST_DAY
    page.keyboard.press("End")
    assert titles(page) == THIRD_DAY
    expect(page.get_by_role("tab", selected=True)).to_have_text("Thursday 15")
    page.keyboard.press("ArrowRight")
    assert focused(page) == "All days"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert titles(page) == SECOND_DAY
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "search"


def test_where_writing_goes_left_the_left_arrow_goes_on(
    agenda: Agenda, open_phone: OpenPage
) -> None:
    page = open_phone()
    page.goto(f"{agenda.url}?lang=ar")
    page.get_by_role("tab").first.focus()
    page.keyboard.press("ArrowLeft")
    assert titles(page) == FIRST_DAY


def test_the_chosen_day_is_still_chosen_after_a_reload(page: Page) -> None:
    page.get_by_role("tab", name="Wednesday 14").click()
    page.get_by_role("searchbox").fill("tap")
    page.reload()
    assert titles(page) == ["From alarm to tap"]
    expect(page.get_by_role("searchbox")).to_have_value("tap")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("zaby", ["Žáby v potrubí"]),
        ("ŽÁBY", ["Žáby v potrubí"]),
        ("lodz", ["Žáby v potrubí", "From alarm to tap"]),
        ("dvorak WILLOW frogs", []),
        ("dvořák alarm", ["From alarm to tap"]),
        ("elm", ["Small utilities"]),
        ("water security", ["Opening", "From alarm to tap"]),
        ("   ", FIRST_DAY + SECOND_DAY + THIRD_DAY),
    ],
)
def test_words_find_titles_people_houses_and_rooms(
    page: Page, words: str, found: list[str]
) -> None:
    page.get_by_role("searchbox").press_sequentially(words)
    assert titles(page) == found


def test_the_number_found_is_said_when_the_typing_rests(page: Page) -> None:
    page.get_by_role("searchbox").fill("willow")
    expect(page.get_by_role("status")).to_have_text("3 sessions found.")
    page.get_by_role("searchbox").fill("no such thing")
    expect(page.get_by_role("status")).to_have_text("No session matches.")
    expect(page.locator("#_empty")).to_contain_text("No session matches.")
    page.get_by_role("button", name="Show everything").click()
    assert titles(page) == FIRST_DAY + SECOND_DAY + THIRD_DAY
    expect(page.locator("#_empty")).to_be_hidden()


def test_my_sessions_are_kept_on_the_phone(page: Page) -> None:
    star(page, "Opening", "Conclusions")
    page.get_by_role("button", name="My sessions (2)").click()
    assert titles(page) == ["Opening", "Conclusions"]
    page.reload()
    assert titles(page) == ["Opening", "Conclusions"]
    expect(page.get_by_label("In my sessions: Opening")).to_have_attribute("aria-pressed", "true")
    star(page, "Opening")
    assert titles(page) == ["Conclusions"]
    expect(page.get_by_label("In my sessions: Conclusions")).to_be_focused()
    star(page, "Conclusions")
    expect(page.locator("#_why")).to_have_text(
        "You have marked no session yet. The star beside a session marks it."
    )


def test_what_is_marked_in_one_window_is_marked_in_the_other(agenda: Agenda, page: Page) -> None:
    other = page.context.new_page()
    other.goto(agenda.url)
    star(other, "Opening")
    expect(page.get_by_role("button", name="My sessions (1)")).to_be_visible()


def test_filters_hold_together(page: Page) -> None:
    star(page, "Opening", "From alarm to tap", "Conclusions")
    page.get_by_role("button", name="My sessions (3)").click()
    page.get_by_role("searchbox").fill("desk")
    assert titles(page) == ["Opening", "From alarm to tap"]
    page.get_by_role("tab", name="Wednesday 14").click()
    assert titles(page) == ["From alarm to tap"]


def test_a_link_to_a_session_shows_it_whatever_was_chosen(agenda: Agenda, page: Page) -> None:
    page.get_by_role("tab", name="Tuesday 13").click()
    page.get_by_role("searchbox").fill("opening")
    wanted = next(one for one in agenda.sessions() if one["title"] == "Conclusions")
    page.goto(f"{agenda.url}#{wanted['id']}")
    assert titles(page) == THIRD_DAY
    expect(page.locator(f"[id='{wanted['id']}']")).to_be_in_viewport()


def test_my_sessions_become_a_calendar_file(agenda: Agenda, page: Page, tmp_path: Path) -> None:
    star(page, "Žáby v potrubí", "Conclusions")
    page.get_by_role("button", name="My sessions (2)").click()
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save my sessions to the calendar").click()
    saved = tmp_path / "mine.ics"
    saving.value.save_as(saved)
    calendar = Calendar.from_ical(saved.read_bytes())
    assert saving.value.suggested_filename == f"{agenda.event}.ics"
    assert [str(one["SUMMARY"]) for one in calendar.walk("VEVENT")] == [
        "Žáby v potrubí",
        "Conclusions",
    ]
    assert [str(one["TZID"]) for one in calendar.walk("VTIMEZONE")] == ["Europe/Ljubljana"]
    whole = page.request.get(agenda.url.replace(".html", ".ics")).body()
    entries = [*Calendar.from_ical(whole).walk("VEVENT")]
    assert [*calendar.walk("VEVENT")] == [entries[2], entries[-1]]
    assert b"\n" not in saved.read_bytes().replace(b"\r\n", b"")


def test_a_session_that_comes_back_is_still_mine(agenda: Agenda, page: Page) -> None:
    star(page, "Opening")
    before = agenda.sessions()
    agenda.publish([one for one in before if one["title"] != "Opening"])
    ask_again(page)
    expect(page.get_by_role("button", name="My sessions", exact=True)).to_be_visible()
    agenda.publish(before)
    ask_again(page)
    expect(page.get_by_role("button", name="My sessions (1)")).to_be_visible()
