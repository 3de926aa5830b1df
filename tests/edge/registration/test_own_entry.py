"""The calendar entry as a file, for whose mail gateway strips it; fetching it changes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from functions.mailer.send_message import read_pending, send_message
from functions.registration.app import app
from shared.domain.event import RegistrationRules
from shared.domain.place import Location
from shared.domain.registration import Registration
from shared.domain.session import Status
from shared.ports import Ports
from shared.verbs.cancel import cancel
from shared.verbs.erase import erase
from shared.verbs.revise import revise
from tests.builders import EVENT
from tests.edge.calling import call
from tests.edge.registration.calls import (
    BROWSER,
    MERET,
    created,
    deliver,
    everybody,
    get,
    link_of,
    outbox,
    serve,
)
from tests.fakes import FakeClock, FakeMail
from tests.mail_checks import check_entry
from tests.property.calendar_client import read_part
from tests.unit.calendar.reading import lines_of

ASKS = RegistrationRules(approval=True)


def come(ports: Ports) -> Registration:
    deliver(ports, created(MERET))
    return everybody(ports)[0]


def file_of(ports: Ports, person: Registration) -> str:
    token = link_of(ports, person).rpartition("/")[2]
    return f"/registration/calendar/{token}.ics"


def entry_of(ports: Ports, person: Registration) -> bytes:
    answer = get(file_of(ports, person))
    assert answer.status == 200
    check_entry(answer.body, [])
    return answer.body


def told(raw: bytes, *names: str) -> list[str]:
    return [line for name in names for line in lines_of(raw, name)]


def test_the_file_is_private_and_called_an_invitation() -> None:
    ports = serve()
    path = file_of(ports, come(ports))
    answer, head = get(path), call(app, "HEAD", path)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    assert answer.headers["content-disposition"] == 'attachment; filename="invite.ics"'
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert (head.status, head.body) == (200, b"")


def test_the_file_is_the_entry_of_the_mail_without_its_attendee() -> None:
    ports = serve()
    person = come(ports)
    pending = read_pending(ports, EVENT, person.mail.key if person.mail else "")
    assert pending is not None
    send_message(ports, pending, ports.clock.now())
    assert isinstance(ports.mail, FakeMail)
    part = read_part(ports.mail.sent[0].raw)
    assert part is not None
    raw = entry_of(ports, person)
    assert told(raw, "METHOD", "UID", "SEQUENCE", "STATUS", "ORGANIZER", "ATTENDEE") == [
        "METHOD:PUBLISH",
        f"UID:{part.uid}",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        'ORGANIZER;CN="House of Rivers":mailto:organiser@example.org',
    ]


def test_fetching_it_changes_nothing() -> None:
    ports = serve()
    person = come(ports)
    before = (everybody(ports), outbox(ports))
    assert entry_of(ports, person) == entry_of(ports, person)
    assert (everybody(ports), outbox(ports)) == before


def test_it_shows_the_meeting_as_it_is_now_before_anybody_was_told() -> None:
    ports = serve()
    person = come(ports)
    revise(ports, EVENT, lambda one: replace(one, location=Location("Lake House")))
    assert isinstance(ports.clock, FakeClock)
    ports.clock.advance(minutes=2)
    raw = entry_of(ports, person)
    assert told(raw, "LOCATION", "SEQUENCE") == ["LOCATION:Lake House", "SEQUENCE:0"]


def test_who_has_left_gets_it_cancelled_with_the_last_sequence() -> None:
    ports = serve()
    person = come(ports)
    cancel(ports, EVENT, person.id)
    raw = entry_of(ports, person)
    assert told(raw, "STATUS", "SEQUENCE") == ["STATUS:CANCELLED", "SEQUENCE:1"]


def test_a_meeting_that_is_off_is_off_in_the_file_too() -> None:
    ports = serve()
    person = come(ports)
    revise(ports, EVENT, lambda one: replace(one, status=Status.CANCELLED))
    assert isinstance(ports.clock, FakeClock)
    ports.clock.advance(minutes=2)
    raw = entry_of(ports, person)
    assert told(raw, "STATUS", "SEQUENCE") == ["STATUS:CANCELLED", "SEQUENCE:0"]


@pytest.mark.parametrize("asked", [{"capacity": 0}, {"registration": ASKS}])
def test_who_never_had_an_entry_finds_none(asked: dict[str, Any]) -> None:
    ports = serve(lambda one: replace(one, **asked))
    person = come(ports)
    assert get(file_of(ports, person)).status == 404
    assert ".ics" not in get(link_of(ports, person), BROWSER).body.decode()


def test_a_link_that_does_not_hold_finds_none() -> None:
    ports = serve()
    person = come(ports)
    revoked = file_of(ports, replace(person, link_version=7)).rpartition("/")[2]
    nameless = file_of(ports, person).rpartition("/")[2].removesuffix(".ics")
    for name in (revoked, nameless, "nonsense.ics", ".ics", f"{'x' * 400}.ics"):
        assert get(f"/registration/calendar/{name}").status == 404


def test_the_page_links_it_while_it_lives() -> None:
    ports = serve()
    person = come(ports)
    link = link_of(ports, person)
    assert f'href="{file_of(ports, person)}"' in get(link, BROWSER).body.decode()
    cancel(ports, EVENT, person.id)
    assert ".ics" not in get(link, BROWSER).body.decode()


def test_what_is_left_of_somebody_erased_is_a_cancelled_entry_of_nobody() -> None:
    ports = serve()
    person = come(ports)
    erase(ports, EVENT, person.id)
    raw = entry_of(ports, everybody(ports)[0])
    assert told(raw, "STATUS") == ["STATUS:CANCELLED"]
    assert b"meret" not in raw.lower()
