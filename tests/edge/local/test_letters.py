"""A letter of nomination on the local stack, from the page to the organiser, over HTTP."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from infra.local.stack import Stack
from tests.checked_stack import open_checked_stack
from tests.edge.letters import KIND, encode_form
from tests.edge.local.test_stack import FOUNDING, ask, register
from tests.edge.registration.calls import BROWSER, link_of
from tests.edge.registration.test_letter import forms

PDF = b"%PDF-1.7\r\n\x00\xff\r\n"


def as_organiser(stack: Stack) -> dict[str, str]:
    return {"Authorization": f"Bearer {stack.organiser_token}"}


def come(stack: Stack) -> tuple[str, str]:
    """Somebody registers for a meeting that wants a letter: the id, and the path of the link."""
    patch = json.dumps({"registration": {"letter_required": True}}).encode()
    ask(stack, "PATCH", f"/organiser/events/{stack.event}", patch, as_organiser(stack))
    who = register(stack, "msg_1", "ada@example.net", "Ada Okafor").json()["registration"]
    person = stack.ports.store.registration(stack.event or "", who)
    assert person
    return who, link_of(stack.ports, person)


def test_a_letter_goes_from_the_page_to_the_organiser() -> None:
    with open_checked_stack("memory", port=0, founding=FOUNDING) as stack:
        who, link = come(stack)
        form, _ = forms(ask(stack, "GET", link, headers=BROWSER).body.decode())
        body = encode_form(form.fields, PDF)
        sent = ask(stack, "POST", urlsplit(form.url).path, body, {"Content-Type": KIND})
        assert (sent.status, sent.headers["location"]) == (303, f"{stack.url}{link}")
        path = f"/organiser/events/{stack.event}/registrations/{who}/letter"
        led = ask(stack, "GET", path, headers=as_organiser(stack))
        assert led.status == 303
        letter = ask(stack, "GET", urlsplit(led.headers["location"]).path)
        assert (letter.body, letter.headers["content-type"]) == (PDF, "application/pdf")
        saved_as = f'attachment; filename="letter-{who}.pdf"'
        assert letter.headers["content-disposition"] == saved_as


def test_what_is_no_form_of_ours_is_refused_and_no_letter_is_missing() -> None:
    with open_checked_stack("memory", port=0) as stack:
        wrong = ask(stack, "POST", "/_local/letters", b"hello", {"Content-Type": "text/plain"})
        assert wrong.status == 403
        assert ask(stack, "GET", "/_local/letters/nobody").status == 404
