"""A page that is open while the organiser changes the agenda."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from tests.browser.agenda import EVERYTHING, Agenda, a_session, ask_again, body_of, titles
from tests.browser.conftest import OpenPage


def rewrite(agenda: Agenda) -> None:
    """Move, rename, cancel, take off and add, so that days come and go."""
    sessions = {one["title"]: one for one in agenda.sessions()}
    sessions["Opening"] |= {"title": "Opening & welcome", "speakers": [], "room": "Elm room"}
    sessions["Small utilities"] |= {"start": "2027-04-14T15:00:00+02:00", "end": None}
    sessions["From alarm to tap"] |= {"status": "cancelled", "items": [], "track": None}
    del sessions["A joint exercise"], sessions["Conclusions"]
    fresh = a_session(1, "08:00", "09:00", "A fresh start", **EVERYTHING)
    late = {**a_session(2, "09:00", "09:30", "The day after"), **LATER}
    agenda.publish([*sessions.values(), fresh, late])


NEWS = re.compile(r"/agenda\.json\?since=\d+$")
LATER: dict[str, Any] = {"start": "2027-04-16T09:00:00+02:00", "end": "2027-04-16T09:30:00+02:00"}


def test_a_change_is_told_marked_and_put_in_its_place(agenda: Agenda, open_phone: OpenPage) -> None:
    page = open_phone()
    page.goto(agenda.url)
    opening = next(one for one in agenda.sessions() if one["title"] == "Opening")
    changed = opening | {"start": "2027-04-13T11:00:00+02:00", "end": None, "title": "Late opening"}
    agenda.publish([changed if one["id"] == opening["id"] else one for one in agenda.sessions()])
    ask_again(page)
    expect(page.get_by_role("status")).to_have_text("1 session has changed.")
    assert titles(page)[:6] == [
        "Registration",
        "Žáby v potrubí",
        "Small utilities",
        "Coffee break",
        "Late opening",
        "Night shift in the control room",
    ]
    item = page.locator(".session", has_text="Late opening")
    expect(item.locator(".time")).to_have_text("11:00 changed")


def test_an_updated_page_is_the_page_that_is_loaded_afresh(
    agenda: Agenda, open_phone: OpenPage
) -> None:
    page = open_phone()
    page.goto(agenda.url)
    rewrite(agenda)
    agenda.change(
        title="Workshop on taps",
        location={"text": "New Mill.", "city": "Kranj"},
        contact_phone=True,
        status="postponed",
    )
    ask_again(page)
    expect(page.get_by_role("status")).to_have_text("7 sessions have changed.")
    afresh = open_phone()
    afresh.goto(agenda.url)
    assert body_of(page) == body_of(afresh)
    assert page.title() == afresh.title()
    assert "This meeting is postponed." in page.locator("header").inner_text()


def test_other_days_and_another_zone_touch_every_session(
    agenda: Agenda, open_phone: OpenPage
) -> None:
    page = open_phone()
    page.goto(agenda.url)
    agenda.change(timezone="Europe/Helsinki")
    ask_again(page)
    expect(page.locator("#_zone")).to_have_text("All times are local (Europe/Helsinki).")
    afresh = open_phone()
    afresh.goto(agenda.url)
    assert titles(page) == titles(afresh)
    assert body_of(page) == body_of(afresh)


def test_a_change_that_is_taken_back_leaves_nothing_behind(
    agenda: Agenda, open_phone: OpenPage
) -> None:
    page = open_phone()
    page.goto(agenda.url)
    before, was = agenda.sessions(), body_of(page)
    agenda.publish([*before[1:], a_session(1, "12:00", "13:00", "For an hour only")])
    ask_again(page)
    expect(page.get_by_role("status")).to_have_text("2 sessions have changed.")
    agenda.publish(before)
    page.evaluate("document.getElementById('_said').textContent = ''")
    ask_again(page)
    expect(page.get_by_role("status")).to_have_text("2 sessions have changed.")
    release = '<p id="_release">Release {}, published 30 March 2027.'
    assert release.format(5) in body_of(page)
    again = {release.format(5): release.format(3)}
    assert [again.get(line, line) for line in body_of(page)] == was


def test_the_page_in_arabic_is_updated_in_arabic(agenda: Agenda, open_phone: OpenPage) -> None:
    page = open_phone()
    page.goto(f"{agenda.url}?lang=ar")
    rewrite(agenda)
    ask_again(page)
    expect(page.locator(".state").first).to_have_text("ملغى")
    afresh = open_phone()
    afresh.goto(f"{agenda.url}?lang=ar")
    assert body_of(page) == body_of(afresh)


def test_a_star_keeps_the_focus_when_its_session_changes(
    agenda: Agenda, open_phone: OpenPage
) -> None:
    page = open_phone()
    page.goto(agenda.url)
    page.get_by_label("In my sessions: Opening").focus()
    rewrite(agenda)
    ask_again(page)
    expect(page.get_by_label("In my sessions: Opening & welcome")).to_be_focused()


def test_nobody_is_told_twice_and_an_unchanged_agenda_is_not_sent_again(
    agenda: Agenda, open_phone: OpenPage
) -> None:
    page = open_phone()
    with page.expect_response(NEWS) as opened:
        page.goto(agenda.url)
    rewrite(agenda)
    with page.expect_response(NEWS) as changed:
        ask_again(page)
    expect(page.get_by_role("status")).to_have_text("7 sessions have changed.")
    page.evaluate("document.getElementById('_said').textContent = ''")
    with page.expect_response(NEWS) as again:
        ask_again(page)
    assert [one.value.status for one in (opened, changed, again)] == [200, 200, 304]
    expect(page.get_by_role("status")).to_have_text("")
