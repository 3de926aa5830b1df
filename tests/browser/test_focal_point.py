"""An institution's focal point looks after its people: keyboard alone, with scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.keyboard import fill, press, tab_to, tick, unfold
from tests.browser.meeting import Meeting

pytestmark = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
EMAIL = "tomas.dvorak@example.org"


def test_a_colleague_is_registered(meeting: Meeting, open_page: OpenPage, scripts: bool) -> None:
    page = open_page(scripts)
    page.goto(meeting.focal_link())
    fill(page, "name", "Tomáš Dvořák")
    fill(page, "email", EMAIL)
    tick(page, "privacy")
    press(page, "Register")
    expect(page.get_by_role("status")).to_contain_text("1 has a place")
    expect(page.get_by_role("listitem")).to_contain_text("Tomáš Dvořák")
    assert meeting.mails()[1:] == [("confirmation", EMAIL)]


def test_somebody_else_comes_instead(meeting: Meeting, open_page: OpenPage, scripts: bool) -> None:
    meeting.register("Tomáš Dvořák", EMAIL)
    page = open_page(scripts)
    page.goto(meeting.focal_link())
    unfold(page, "Change Tomáš Dvořák")
    tab_to(page, "role")
    fill(page, "name", "Eleni Papadaki")
    fill(page, "email", "eleni.papadaki@example.org")
    press(page, "Pass the place on Tomáš Dvořák")
    expect(page.get_by_role("status")).to_contain_text("The place is passed on")
    assert sorted(meeting.mails()[2:]) == [
        ("confirmation", "eleni.papadaki@example.org"),
        ("substituted", EMAIL),
    ]


def test_somebodys_registration_is_cancelled(
    meeting: Meeting, open_page: OpenPage, scripts: bool
) -> None:
    meeting.register("Tomáš Dvořák", EMAIL)
    page = open_page(scripts)
    page.goto(meeting.focal_link())
    unfold(page, "Change Tomáš Dvořák")
    press(page, "Cancel the registration Tomáš Dvořák")
    expect(page.get_by_role("status")).to_contain_text("Cancelled; the mail is on its way.")
    assert meeting.mails()[2:] == [("cancelled", EMAIL)]
