"""Self-service by the link in a mail: keyboard alone, with scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.keyboard import fill, press, tab_to, unfold
from tests.browser.meeting import Meeting

pytestmark = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
EMAIL = "olena.kovalchuk@example.org"


def test_an_answer_is_changed(meeting: Meeting, open_page: OpenPage, scripts: bool) -> None:
    page = open_page(scripts)
    page.goto(meeting.register("Olena Kovalchuk", EMAIL))
    tab_to(page, "meal")
    page.keyboard.press("L")
    press(page, "Save the changes")
    expect(page.get_by_label("Lunch")).to_have_value("Lentils")
    expect(page.get_by_label("I have read how my data is used")).to_be_checked()
    assert meeting.mails() == [("confirmation", EMAIL), ("changed", EMAIL)]


def test_a_place_is_passed_on(meeting: Meeting, open_page: OpenPage, scripts: bool) -> None:
    page = open_page(scripts)
    link = meeting.register("Olena Kovalchuk", EMAIL)
    page.goto(link)
    unfold(page, "Pass my place on to a colleague")
    tab_to(page, "name")
    page.keyboard.type("Arben Krasniqi")
    tab_to(page, "email")
    page.keyboard.type("arben.krasniqi@example.org")
    press(page, "Pass my place on")
    expect(page.get_by_role("heading")).to_have_count(1)
    assert sorted(meeting.mails()) == [
        ("confirmation", "arben.krasniqi@example.org"),
        ("confirmation", EMAIL),
        ("substituted", EMAIL),
    ]
    gone = page.goto(link)
    assert gone is not None
    assert gone.status == 404


def test_a_colleague_whom_no_mail_reaches_is_an_error_with_the_focus(
    meeting: Meeting, open_page: OpenPage, scripts: bool
) -> None:
    page = open_page(scripts)
    page.goto(meeting.register("Olena Kovalchuk", EMAIL))
    unfold(page, "Pass my place on to a colleague")
    fill(page, "name", "Arben Krasniqi")
    fill(page, "email", "arben.krasniqi@localhost")
    press(page, "Pass my place on")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("E-mail address of your colleague")).to_have_attribute(
        "aria-invalid", "true"
    )
    assert meeting.mails() == [("confirmation", EMAIL)]


def test_a_registration_is_cancelled(meeting: Meeting, open_page: OpenPage, scripts: bool) -> None:
    page = open_page(scripts)
    page.goto(meeting.register("Olena Kovalchuk", EMAIL))
    unfold(page, "Cancel my registration")
    press(page, "Yes, cancel my registration")
    expect(page.get_by_role("status")).to_contain_text("your registration is cancelled")
    assert meeting.mails() == [("confirmation", EMAIL), ("cancelled", EMAIL)]
