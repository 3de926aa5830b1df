"""The landing page, by keyboard alone, with scripts and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.keyboard import fill, focused, press, tab_to, tick, unfold
from tests.browser.meeting import HOUSE, Meeting

pytestmark = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


def fill_in(page: Page, email: str) -> None:
    """Everything the form asks, but for the consent."""
    fill(page, "name", "Zoë Lindqvist")
    fill(page, "email", email)
    fill(page, "institution", HOUSE)
    tab_to(page, "meal")
    page.keyboard.press("L")
    tab_to(page, "arrival")
    page.keyboard.type("04132027")
    fill(page, "nights", "2")
    fill(page, "wishes", "A seat near the door")
    tick(page, "photos")


def test_somebody_registers(meeting: Meeting, open_page: OpenPage, scripts: bool) -> None:
    page = open_page(scripts)
    page.goto(meeting.landing)
    fill_in(page, "zoe.lindqvist@example.org")
    tick(page, "privacy")
    press(page, "Register")
    assert page.url == f"{meeting.landing}/thanks"
    expect(page.get_by_role("status")).to_contain_text("Thank you")
    assert meeting.mails() == [("confirmation", "zoe.lindqvist@example.org")]
    [one] = meeting.stack.ports.store.registration_page(meeting.event, None, 2, None).items
    assert (one.name, one.institution_id, dict(one.answers)) == (
        "Zoë Lindqvist",
        "civil",
        {
            "meal": "Lentils",
            "arrival": "2027-04-13",
            "nights": "2",
            "wishes": "A seat near the door",
            "photos": "yes",
            "privacy": "yes",
        },
    )


def test_without_consent_nothing_is_sent_and_the_box_has_the_focus(
    meeting: Meeting, open_page: OpenPage, scripts: bool
) -> None:
    page = open_page(scripts)
    page.goto(meeting.landing)
    fill_in(page, "zoe.lindqvist@example.org")
    tab_to(page, "Register")
    page.keyboard.press("Enter")
    assert focused(page) == "privacy"
    assert page.url == meeting.landing
    assert meeting.mails() == []


def test_an_error_is_announced_has_the_focus_and_leads_to_its_field(
    meeting: Meeting, open_page: OpenPage, scripts: bool
) -> None:
    page = open_page(scripts)
    page.goto(meeting.landing)
    fill_in(page, "zoe.lindqvist@localhost")
    tick(page, "privacy")
    press(page, "Register")
    expect(page).to_have_title(re.compile("^Error – "))
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_have_accessible_name("Please look at this again")
    wrong = page.get_by_label("E-mail address").first
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(wrong).to_have_accessible_description("This is not a domain that mail can reach.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused(page) == "email"
    page.keyboard.press("Control+A")
    page.keyboard.type("zoe.lindqvist@example.org")
    press(page, "Register")
    assert page.url.partition("#")[0] == f"{meeting.landing}/thanks"
    assert meeting.mails() == [("confirmation", "zoe.lindqvist@example.org")]


def test_the_link_is_mailed_again(meeting: Meeting, open_page: OpenPage, scripts: bool) -> None:
    meeting.register("Kwame Asante", "kwame.asante@example.org")
    page = open_page(scripts)
    page.goto(meeting.landing)
    unfold(page, "Registered already?")
    fill(page, "email", "kwame.asante@example.org")
    press(page, "Mail me the link")
    expect(page.get_by_role("heading")).to_have_text("Please look into your mail")
    assert meeting.mails()[1:] == [("link", "kwame.asante@example.org")]
