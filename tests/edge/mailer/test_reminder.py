"""Sending a reminder: the programme as readers see it, and silence when it would lie."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import strict
from typing import Any

import pytest

from shared.domain.message import Message, MessageKind, MessageState, Recipient
from shared.domain.registration import State
from shared.domain.session import Status
from shared.domain.writes import Put
from shared.ports import Ports
from shared.verbs.publish import publish
from tests.builders import EVENT, NOW, a_message, an_id, an_invitation
from tests.edge.mailer.hands import (
    KEY,
    FailingMail,
    a_person,
    change_event,
    message_in,
    person_in,
    ports_with,
    send_message,
)
from tests.fakes import FakeClock
from tests.unit.mail.reading import html_of, text_of

START = datetime.fromisoformat("2027-03-15T05:00+00:00")
FACTS = {"of": "start", "anchor": START.isoformat(), "silent": "", "programme": "yes"}


def a_reminder(**changes: Any) -> Message:
    return a_message(**{"kind": MessageKind.REMINDER, "facts": FACTS} | changes)


def a_reminder_of_an_invitation() -> Message:
    guest = {"invitation": an_id(), "link_version": "1", "name": "", "institution": ""}
    facts = {**FACTS, **guest, "forwardable": "", "silent": "yes", "programme": ""}
    return a_reminder(registration=None, to=Recipient("ada@example.org"), facts=facts)


def sent_by(mail: FailingMail) -> tuple[str, str]:
    """What the one mail says, as text and as a page."""
    (outgoing,) = mail.sent
    parsed = message_from_bytes(outgoing.raw, policy=strict)
    return text_of(parsed), html_of(parsed)


def test_it_carries_the_programme_that_readers_see() -> None:
    ports, mail = ports_with(a_reminder(), a_person())
    publish(ports, EVENT)
    assert send_message(ports, EVENT, KEY) is MessageState.SENT
    for said in sent_by(mail):
        assert all(one.title in said for one in released(ports))


def released(ports: Ports) -> Any:
    release = ports.store.release(EVENT, 1)
    assert release
    return release.sessions


def test_before_the_first_release_it_goes_without() -> None:
    ports, mail = ports_with(a_reminder(), a_person())
    assert send_message(ports, EVENT, KEY) is MessageState.SENT
    assert "The programme" not in sent_by(mail)[0]


@pytest.mark.parametrize("state", [one for one in State if one is not State.CONFIRMED])
def test_nobody_without_a_place_is_reminded(state: State) -> None:
    ports, mail = ports_with(a_reminder(), a_person(state=state))
    assert send_message(ports, EVENT, KEY) is MessageState.SKIPPED
    assert mail.sent == []


@pytest.mark.parametrize(
    "changes",
    [{"status": Status.CANCELLED}, {"status": Status.POSTPONED},
     {"span": (START + timedelta(hours=1), START + timedelta(hours=2))}],
)  # fmt: skip
def test_of_a_meeting_that_is_off_postponed_or_moved_nobody_is_reminded(changes: Any) -> None:
    ports, mail = ports_with(a_reminder(), a_person())
    change_event(ports, **changes)
    assert send_message(ports, EVENT, KEY) is MessageState.SKIPPED
    assert (message_in(ports).error, mail.sent) == ("outdated", [])


def test_once_the_meeting_has_begun_nobody_is_reminded() -> None:
    ports, mail = ports_with(a_reminder(), a_person(), clock=FakeClock(START))
    assert send_message(ports, EVENT, KEY) is MessageState.SKIPPED
    assert mail.sent == []
    assert person_in(ports).state is State.CONFIRMED


@pytest.mark.parametrize(
    ("changes", "state"),
    [({}, MessageState.SENT), ({"revoked": True}, MessageState.SKIPPED),
     ({"state": "declined"}, MessageState.SKIPPED), ({"link_version": 2}, MessageState.SKIPPED)],
)  # fmt: skip
def test_an_invitation_is_reminded_of_while_it_waits_and_then_names_nobody(
    changes: dict[str, Any], state: MessageState
) -> None:
    ports, _ = ports_with(a_reminder_of_an_invitation())
    guest = replace(an_invitation(sent_at=NOW, round=1), **changes)
    ports.store.commit([Put(guest)], "guest")
    assert send_message(ports, EVENT, KEY) is state
    assert (message_in(ports).to, message_in(ports).facts) == (None, {})
