"""A letter of nomination, sent by a phone's browser under the page's own policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import OpenPage
from tests.browser.meeting import Meeting

PDF = b"%PDF-1.7\r\n\x00\xff\r\n"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_letter_is_sent_and_the_page_says_that_it_came(
    meeting: Meeting, open_page: OpenPage, scripts: bool
) -> None:
    meeting.organise("PATCH", "", {"registration": {"letter_required": True}})
    page = open_page(scripts)
    page.goto(meeting.register("Olena Kovalchuk", "olena.kovalchuk@example.org"))
    letter: FilePayload = {"name": "letter.pdf", "mimeType": "application/pdf", "buffer": PDF}
    page.get_by_label("A PDF").set_input_files(letter)
    page.get_by_role("button", name="Send the PDF").click()
    expect(page.get_by_text("Received on")).to_be_visible()
    store = meeting.stack.ports.store
    [person] = store.registration_page(meeting.event, None, 10, None).items
    assert meeting.stack.letters.show(person.id).body == PDF
