"""A meeting that wants a letter of nomination, as those who come see it."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import cast

import pytest

from functions.registration.app import app
from infra.local.letters import LocalLetters
from shared.domain.errors import SecretariatError
from shared.domain.event import Event, RegistrationRules
from shared.domain.letter import LetterForm
from shared.domain.message import MessageKind
from shared.domain.registration import State
from shared.edge.http import HttpError
from shared.ports import NO_LETTERS, Ports
from shared.verbs.approve import approve
from tests.builders import EVENT, an_event
from tests.edge.letters import post_letter
from tests.edge.registration.calls import (
    AS_JSON,
    BROWSER,
    MERET,
    PAGE,
    created,
    deliver,
    everybody,
    get,
    let_pass,
    link_of,
    outbox,
    post_json,
    serve,
)
from tests.edge.registration.reading_html import read_page
from tests.unit.mail.reading import a_letter, html_of, read, text_of, write

HEADING = "Your letter of nomination"


def with_letter(event: Event) -> Event:
    return replace(event, registration=RegistrationRules(letter_required=True))


def come(ports: Ports) -> str:
    """Meret Aalders registers; the path of her link."""
    deliver(ports, created(MERET))
    return link_of(ports, everybody(ports)[0])


def forms(page: str) -> list[LetterForm]:
    """The forms of a page that send a letter elsewhere."""
    shape = r'<form method="post" action="([^"]+)" enctype="multipart/form-data">(.*?)</form>'
    found = re.findall(shape, page, re.DOTALL)
    hidden = r'<input type="hidden" name="([^"]+)" value="([^"]*)">'
    return [
        LetterForm(unescape(url), re.findall(r'accept="([^"]+)"', inner)[0],
                   {name: unescape(value) for name, value in re.findall(hidden, inner)})
        for url, inner in found
    ]  # fmt: skip


def letters_of(ports: Ports) -> LocalLetters:
    return cast("LocalLetters", ports.letters)


def test_who_must_send_a_letter_is_pending_and_told_so() -> None:
    ports = serve(with_letter)
    assert "They need your letter of nomination" in get(PAGE, BROWSER).body.decode()
    link = come(ports)
    assert (everybody(ports)[0].state, outbox(ports)) == (State.PENDING, ["pending"])
    text = read_page(get(link, BROWSER).body).text
    assert HEADING in text
    assert "one file of at most 10 MB" in text


def test_the_page_sends_a_letter_without_any_script_and_says_that_it_came() -> None:
    ports = serve(with_letter)
    link = come(ports)
    answer = get(link, BROWSER)
    pdf, jpeg = forms(answer.body.decode())
    assert (pdf.media_type, jpeg.media_type) == ("application/pdf", "image/jpeg")
    policy = answer.headers["content-security-policy"]
    assert policy.rsplit("; ", 1)[1] == (
        "form-action 'self' https://letters.example.org https://meeting.example.org"
    )
    sent = post_letter(letters_of(ports), pdf, b"%PDF-1.7")
    assert sent.headers["Location"] == f"https://meeting.example.org{link}"
    text = read_page(get(f"{link}?bucket=b&key=k&etag=e", BROWSER).body).text
    assert "Received on Monday 1 March 2027, 13:00" in text


@pytest.mark.parametrize("rules", [RegistrationRules(), RegistrationRules(approval=True)])
def test_where_no_letter_is_wanted_no_page_speaks_of_one(rules: RegistrationRules) -> None:
    ports = serve(lambda event: replace(event, registration=rules))
    assert "letter" not in read_page(get(PAGE, BROWSER).body).text
    assert HEADING not in get(come(ports), BROWSER).body.decode()


def test_who_was_approved_may_still_send_a_letter_and_who_cancelled_may_not() -> None:
    ports = serve(with_letter)
    link = come(ports)
    approve(ports, EVENT, everybody(ports)[0].id)
    assert everybody(ports)[0].state == State.CONFIRMED
    assert HEADING in get(link, BROWSER).body.decode()
    post_json(link, {"action": "cancel"})
    assert HEADING not in get(link, BROWSER).body.decode()


def test_my_data_hold_the_address_of_the_letter_and_erasing_takes_it_away() -> None:
    ports = serve(with_letter)
    link = come(ports)
    who = everybody(ports)[0].id
    assert get(f"{link}?data=json", AS_JSON).json()["letter"] is None
    post_letter(letters_of(ports), forms(get(link, BROWSER).body.decode())[0], b"%PDF-1.7")
    told = get(f"{link}?data=json", AS_JSON).json()["letter"]
    assert told == f"https://letters.example.org/{who}"
    post_json(link, {"action": "erase"})
    assert ports.letters.received(EVENT, who) is None


def test_a_stack_without_a_place_for_letters_cannot_ask_for_one() -> None:
    ports = serve(with_letter)
    link = come(ports)
    app.use(replace(ports, letters=NO_LETTERS))
    answer = get(link, AS_JSON)
    assert (answer.status, answer.json()["state"]) == (200, "pending")
    assert get(link, BROWSER).status == 404


@pytest.mark.parametrize("wanted", [True, False])
def test_the_mail_to_who_is_pending_asks_for_the_letter_where_one_is_wanted(wanted: bool) -> None:
    event = replace(an_event(), registration=RegistrationRules(letter_required=wanted))
    parsed = read(write(a_letter(MessageKind.PENDING), event=event))
    assert ("They need your letter of nomination" in text_of(parsed)) == wanted
    assert ("They need <strong>your letter of nomination" in html_of(parsed)) == wanted


def refused(ports: Ports, form: LetterForm, body: bytes = b"%PDF-1.7") -> int:
    with pytest.raises(SecretariatError) as told:
        post_letter(letters_of(ports), form, body)
    assert isinstance(told.value, HttpError)
    return told.value.status


def test_the_local_address_takes_only_what_was_signed() -> None:
    ports = serve(with_letter)
    pdf, jpeg = forms(get(come(ports), BROWSER).body.decode())
    assert refused(ports, replace(pdf, fields={**pdf.fields, "key": "letters/other/x"})) == 403
    assert refused(ports, replace(pdf, fields={**pdf.fields, "policy": "unknown"})) == 403
    swapped = {**pdf.fields, "Content-Type": jpeg.media_type}
    assert refused(ports, replace(pdf, fields=swapped)) == 403
    assert refused(ports, pdf, b"") == 400
    assert refused(ports, pdf, bytes(10_000_001)) == 400
    let_pass(ports, minutes=15)
    assert refused(ports, pdf) == 403
