"""The link in a digest's header: one click takes its reader off, and looking takes nobody off."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from urllib.parse import urlsplit

import pytest

from functions.registration.app import app
from shared.domain.digest_plan import reader_key, readers_of
from shared.domain.event import DigestRules, Every
from shared.domain.journal import Deed
from shared.domain.message import Message, MessageKind, Recipient, queue_message
from shared.domain.token import DIGEST, LINK, make_link_token
from shared.domain.writes import Add
from shared.ports import Ports
from shared.verbs.revise import revise
from tests.builders import EVENT
from tests.edge.calling import Called, call
from tests.edge.mailer.hands import send_message
from tests.edge.registration.calls import AS_JSON, BROWSER, errors_of, get, post_fields, serve
from tests.edge.registration.reading_html import read_page

ADA, CY = "ada@example.org", "cy@example.org"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
MULTIPART = (
    b'--line\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\n'
    b"One-Click\r\n--line--\r\n"
)


def meeting(*recipients: str) -> Ports:
    return serve(lambda one: replace(one, digest=DigestRules(recipients)))


def link(ports: Ports, address: str = ADA, purpose: str = DIGEST) -> str:
    key = ports.store.event(EVENT).signing_key
    token = make_link_token(key, EVENT, reader_key(EVENT, address), 1, purpose)
    return f"/registration/digest/{token}"


def reading(ports: Ports) -> list[str]:
    return [one.address for one in readers_of(ports.store.event(EVENT))]


def click(path: str, accept: dict[str, str] | None = None) -> Called:
    return post_fields(path, ONE_CLICK, accept or {})


def alerts(ports: Ports) -> list[tuple[str, str, str]]:
    """To whom, who left, and how many still read it."""
    page = ports.store.message_page(EVENT, None, 99).items
    told = [one for one in page if one.kind is MessageKind.ALERT and one.to]
    return sorted(
        (one.to.address, one.facts["name"], one.facts["detail"]) for one in told if one.to
    )


def test_one_click_takes_the_reader_off_and_says_the_same_again() -> None:
    ports = meeting(ADA, CY)
    first, second = click(link(ports)), click(link(ports))
    assert (
        (first.status, first.json()) == (second.status, second.json()) == (200, {"outcome": "left"})
    )
    assert reading(ports) == [CY]
    assert ports.store.event(EVENT).digest.choices[ADA].every is Every.NEVER
    schedule = ports.store.digest_schedule(EVENT)
    assert schedule is not None
    assert [one.key for one in schedule.readers] == [reader_key(EVENT, CY)]


def test_one_click_may_be_multipart() -> None:
    ports = meeting(ADA, CY)
    typed = {"Content-Type": "multipart/form-data; boundary=line"}
    assert call(app, "POST", link(ports), typed, MULTIPART).status == 200
    assert reading(ports) == [CY]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("accept", [BROWSER, AS_JSON, {}])
def test_looking_changes_nothing(method: str, accept: dict[str, str]) -> None:
    ports = meeting(ADA, CY)
    before = ports.store.event(EVENT)
    assert call(app, method, link(ports), accept).status == 200
    assert ports.store.event(EVENT) == before


def test_the_page_says_what_its_button_does_and_the_button_does_it() -> None:
    ports = meeting(ADA, CY)
    shown = get(link(ports), BROWSER)
    page = read_page(shown.body)
    assert page.unbalanced == []
    assert ADA in page.text
    assert "Send me no more digests" in page.text
    assert shown.headers["cache-control"] == "no-store"
    assert shown.headers["referrer-policy"] == "no-referrer"
    left = click(link(ports), BROWSER)
    assert (left.status, left.headers["content-type"]) == (200, "text/html; charset=utf-8")
    gone = read_page(left.body)
    assert "You get no digest of this meeting" in gone.text
    assert gone.all("form") == []
    assert get(link(ports), BROWSER).body == left.body


def test_the_other_readers_are_told_once() -> None:
    ports = meeting(ADA, CY, "eno@example.org")
    click(link(ports))
    click(link(ports))
    assert alerts(ports) == [(CY, ADA, "2"), ("eno@example.org", ADA, "2")]


def test_when_the_last_one_leaves_the_monitored_address_is_told_that_nobody_reads() -> None:
    ports = meeting(ADA)
    click(link(ports))
    assert alerts(ports) == [("organiser@example.org", ADA, "0")]
    schedule = ports.store.digest_schedule(EVENT)
    assert schedule is not None
    assert schedule.due_at is None


def test_the_journal_tells_who_left() -> None:
    ports = meeting(ADA, CY)
    click(link(ports))
    [entry] = ports.store.entry_page(EVENT, None, 9).items
    assert (entry.what, entry.who, entry.detail) == (Deed.DIGEST_LEFT, "reader", ADA)


def test_who_is_put_back_on_the_list_can_leave_again_and_that_is_told_again() -> None:
    ports = meeting(ADA, CY)
    click(link(ports))
    revise(ports, EVENT, lambda one: replace(one, digest=DigestRules((ADA, CY))))
    assert reading(ports) == [ADA, CY]
    click(link(ports))
    assert len(alerts(ports)) == 2


@pytest.mark.parametrize("body", [{}, {"List-Unsubscribe": "yes"}, {"other": "One-Click"}])
def test_a_post_that_does_not_say_one_click_is_400(body: dict[str, str]) -> None:
    ports = meeting(ADA, CY)
    assert errors_of(post_fields(link(ports), body, AS_JSON)) == ["List-Unsubscribe"]
    assert reading(ports) == [ADA, CY]


def test_a_link_for_another_purpose_altered_or_of_no_event_does_not_hold() -> None:
    ports = meeting(ADA, CY)
    for path in (
        link(ports, purpose=LINK),
        link(ports)[:-1] + "x",
        "/registration/digest/nothing",
        f"/registration/digest/{'a' * 300}",
        "/registration/digest/no-such-event.to-1.1.abc",
    ):
        assert (get(path, BROWSER).status, click(path).status) == (404, 404)
    assert reading(ports) == [ADA, CY]


def test_a_body_too_large_is_413() -> None:
    ports = meeting(ADA, CY)
    typed = {"Content-Type": "application/x-www-form-urlencoded"}
    assert call(app, "POST", link(ports), typed, b"a" * 262_145).status == 413


def test_the_link_in_a_digest_s_header_is_the_one_that_works() -> None:
    ports = meeting(ADA, CY)
    facts = {"subject": "s", "text": "t", "html": "<p>h</p>"}
    key = "to-1-1-digest"
    ports.store.commit(
        [
            Add(
                queue_message(
                    Message(
                        key=key,
                        kind=MessageKind.DIGEST,
                        event=EVENT,
                        created_at=ports.clock.now(),
                        to=Recipient("Ada@Example.org"),
                        facts=facts,
                    )
                )
            )
        ],
        "digest",
    )
    send_message(ports, EVENT, key)
    [mail] = ports.mail.sent  # type: ignore[attr-defined]
    header = str(message_from_bytes(mail.raw, policy=default)["List-Unsubscribe"])
    assert click(urlsplit(header.strip("<>")).path).status == 200
    assert reading(ports) == [CY]
