"""Builders of nouns for every test: complete, invented, changed where a test cares."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from shared.domain.agenda import (
    Delta,
    Draft,
    Pointer,
    Release,
    Rendition,
)
from shared.domain.allotment import Allotment, HourCount, SendLimits
from shared.domain.allowance import Allowance, Scope
from shared.domain.desk import Attempt, Delivery, Receipt, RejectedAttempts
from shared.domain.due import DigestSchedule, DueItem, DueKind
from shared.domain.entry import Entry
from shared.domain.erasure import Erasure
from shared.domain.event import DigestRules, Event, OrganiserIdentity, Sender
from shared.domain.form import Submission
from shared.domain.gate import Gate, LinePlace
from shared.domain.institution import Institution
from shared.domain.invitation import Invitation, InvitationBinding, InvitationKind
from shared.domain.journal import Change, ChangeKind, Deed, JournalEntry
from shared.domain.lists import ListDefinition, ListRun
from shared.domain.message import Message, MessageKind, SentMail, Suppression, message_key
from shared.domain.organiser import Grant, Organiser, hash_token
from shared.domain.place import Contact, Hall, Location
from shared.domain.registration import (
    AddressBinding,
    Delegate,
    Identity,
    MailNote,
    Registration,
    ResponseBinding,
    State,
)
from tests.sessions import a_session as a_session
from tests.sessions import a_speaker as a_speaker
from tests.sessions import some_sessions as some_sessions

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
EVENT = "river-basins"
_BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"


def an_id(number: int = 1, at: datetime = NOW) -> str:
    """An id as the ids port makes them: 10 characters of time, 16 of `number`."""
    since = at - datetime(1970, 1, 1, tzinfo=UTC)
    return _base32(since // timedelta(milliseconds=1), 10) + _base32(number, 16)


def _base32(number: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        number, digit = divmod(number, 32)
        digits = _BASE32[digit] + digits
    return digits


def an_event(**changes: Any) -> Event:
    """A one-day workshop in Tbilisi, two weeks from NOW, 20 seats, one webhook sender."""
    event = Event(
        id=EVENT,
        title="Workshop on shared river basins",
        timezone="Asia/Tbilisi",
        dates=(date(2027, 3, 15),),
        created_at=NOW - timedelta(days=3),
        project="Rivers without Borders",
        reference="7.3.1",
        location=Location(
            text="Blue Hall, House of Rivers, Tbilisi",
            venue="House of Rivers",
            room="Blue Hall",
            city="Tbilisi",
            country="Georgia",
        ),
        hall=Hall(opens=8 * 60, closes=20 * 60),
        contact=Contact(
            name="Nino Abashidze",
            post="Workshop secretary",
            organisation="House of Rivers",
            email="secretary@example.org",
            phone="+995 32 555 01 00",
        ),
        capacity=20,
        senders={"standard": Sender(secrets=("whsec_c2VjcmV0LW9mLXRoZS1yaXZlcnM=",))},
        digest=DigestRules(recipients=("organiser@example.org",), hour=7),
        organiser=OrganiserIdentity("House of Rivers", "organiser@example.org"),
        institutions=(Institution("sorrel", "Lake Authority of Sorrel", ("LAS",)),),
        span=(
            datetime(2027, 3, 15, 5, 0, tzinfo=UTC),
            datetime(2027, 3, 15, 13, 30, tzinfo=UTC),
        ),
        signing_key=b"a key of thirty-two bytes, no le",
    )
    return replace(event, **changes)


def a_submission(**changes: Any) -> Submission:
    """What Meret Aalders sent by a form."""
    submission = Submission("meret.aalders@example.org", "Meret Aalders", "Delta Institute")
    return replace(submission, **changes)


def an_entry(**changes: Any) -> Entry:
    """The calendar entry of somebody who has had one REQUEST."""
    return replace(Entry("entry-1@example.org", 0, True), **changes)


def a_mail_note(**changes: Any) -> MailNote:
    """The note of a confirmation that waits to be sent."""
    return replace(
        MailNote(message_key(MessageKind.CONFIRMATION, an_id(), 1), "confirmation", "pending", NOW),
        **changes,
    )


def a_registration(**changes: Any) -> Registration:
    """Meret Aalders, confirmed."""
    registration = Registration(
        id=an_id(),
        event=EVENT,
        email="meret.aalders@example.org",
        name="Meret Aalders",
        state=State.CONFIRMED,
        source="webhook:standard",
        registered_at=NOW,
        updated_at=NOW,
        entry=an_entry(),
        institution="Delta Institute",
        answers={"post": "Hydrologist"},
        identity="identity-1",
        revision=1,
        mail=a_mail_note(),
    )
    return replace(registration, **changes)


def a_waiting_registration(**changes: Any) -> Registration:
    """Tomas Brandt, first in the line."""
    registration = a_registration(
        id=an_id(2),
        email="tomas.brandt@example.net",
        name="Tomas Brandt",
        state=State.WAITLISTED,
        entry=Entry("entry-2@example.org"),
        identity="identity-2",
        line_key=an_id(2),
        mail=a_mail_note(key=message_key(MessageKind.WAITLISTED, an_id(2), 1), kind="waitlisted"),
    )
    return replace(registration, **changes)


def a_gate(**changes: Any) -> Gate:
    """An empty hall of 20 seats."""
    return replace(Gate(EVENT, 20, 1), **changes)


def a_line_place(**changes: Any) -> LinePlace:
    """Tomas Brandt's place in the line."""
    entry, tallies = Entry("entry-2@example.org"), ("institution#sorrel",)
    return replace(LinePlace(EVENT, an_id(2), an_id(2), entry, 2, tallies), **changes)


def an_identity(**changes: Any) -> Identity:
    """Who Meret Aalders is."""
    return replace(Identity(EVENT, "identity-1", an_id(), True, "print-1", "confirmed"), **changes)


def an_address_binding(**changes: Any) -> AddressBinding:
    """That Meret Aalders is registered under her address."""
    return replace(AddressBinding(EVENT, "address-1", an_id()), **changes)


def a_response_binding(**changes: Any) -> ResponseBinding:
    """What a form service's first response stands for."""
    return replace(ResponseBinding(EVENT, "standard", "response-1", an_id(), "print-1"), **changes)


def a_delegate(**changes: Any) -> Delegate:
    """That Meret Aalders comes from the Lake Authority."""
    return replace(Delegate(EVENT, "sorrel", an_id()), **changes)


def an_invitation(**changes: Any) -> Invitation:
    """Meret Aalders, asked to come and not yet written to."""
    who = ("meret.aalders@example.org", "address-1", NOW, "Meret Aalders")
    return replace(Invitation(EVENT, an_id(), InvitationKind.PERSON, *who), **changes)


def an_invitation_binding(**changes: Any) -> InvitationBinding:
    """That Meret Aalders is invited under her address."""
    return replace(InvitationBinding(EVENT, "address-1", an_id()), **changes)


def a_receipt(**changes: Any) -> Receipt:
    """That the first webhook was seen."""
    return replace(Receipt(EVENT, "standard", "msg_1", "confirmed", an_id(), NOW), **changes)


def a_delivery(**changes: Any) -> Delivery:
    """The first webhook as received."""
    body = json.dumps({"type": "registration.submitted", "data": {"name": "Meret Aalders"}})
    delivery = Delivery(EVENT, an_id(), "standard", NOW, "confirmed", None, an_id(), body.encode())
    return replace(delivery, **changes)


def an_attempt(**changes: Any) -> Attempt:
    """A delivery that came too late to be believed."""
    names = ("content-type", "webhook-id")
    attempt = Attempt(NOW, "timestamp_out_of_window +540 s", 120, names, "sha256:0a1b2c3d")
    return replace(attempt, **changes)


def some_rejected_attempts(**changes: Any) -> RejectedAttempts:
    """Two deliveries of one sender that were not genuine."""
    last = (an_attempt(), an_attempt(reason="signature_mismatch"))
    return replace(RejectedAttempts(EVENT, "standard", 2, last), **changes)


def a_journal_entry(**changes: Any) -> JournalEntry:
    """That an organiser cancelled Meret Aalders, and why."""
    detail = f"{an_id()}: Meret Aalders asked by telephone"
    return replace(JournalEntry(EVENT, an_id(), NOW, an_id(9), Deed.CANCELLED, detail), **changes)


def a_message(**changes: Any) -> Message:
    """The confirmation of Meret Aalders, not yet queued."""
    message = Message(
        key=message_key(MessageKind.CONFIRMATION, an_id(), 1),
        kind=MessageKind.CONFIRMATION,
        event=EVENT,
        created_at=NOW,
        registration=an_id(),
        revision=1,
    )
    return replace(message, **changes)


def a_sent_mail(**changes: Any) -> SentMail:
    """Which message the provider's first id stands for."""
    return replace(SentMail("0100-provider-1", EVENT, a_message().key), **changes)


def a_suppression(**changes: Any) -> Suppression:
    """An address that bounced for good."""
    return replace(Suppression("gone@example.com", "bounced", NOW), **changes)


def a_change(**changes: Any) -> Change:
    """That Meret Aalders was confirmed."""
    return replace(Change(EVENT, an_id(), NOW, ChangeKind.CONFIRMED, an_id()), **changes)


def a_list(**changes: Any) -> ListDefinition:
    """What the hotel is told, never run yet."""
    columns, states = ("name", "arrival"), (State.CONFIRMED,)
    return replace(ListDefinition(EVENT, "hotel", "Hotel", columns, states), **changes)


def a_list_run(**changes: Any) -> ListRun:
    """What the hotel's first run held: one row."""
    return replace(ListRun(EVENT, "hotel", 1, 0, NOW, an_id().encode() + b"a seal 1"), **changes)


def a_digest_schedule(**changes: Any) -> DigestSchedule:
    """The digest of tomorrow at seven in Tbilisi."""
    due_at = datetime(2027, 3, 2, 3, 0, tzinfo=UTC)
    return replace(DigestSchedule(EVENT, due_at, NOW), **changes)


def a_due_item(**changes: Any) -> DueItem:
    """That seats may have to go to the line now."""
    return replace(DueItem(EVENT, DueKind.PROMOTION, NOW), **changes)


def a_draft(**changes: Any) -> Draft:
    """The draft of the one day."""
    sessions = some_sessions()
    return replace(Draft(EVENT, sessions, tuple(one.id for one in sessions)), **changes)


def a_release(**changes: Any) -> Release:
    """The first release of the one day."""
    return replace(Release(EVENT, 1, some_sessions(), NOW), **changes)


def a_pointer(**changes: Any) -> Pointer:
    """The first revision of the first release."""
    return replace(Pointer(EVENT, 1, 1, NOW, NOW, "en:digest-1"), **changes)


def a_rendition(**changes: Any) -> Rendition:
    """The JSON of the first revision."""
    return replace(
        Rendition(EVENT, 1, "json", gzip.compress(b'{"sessions":[]}', mtime=0)), **changes
    )


def a_delta(**changes: Any) -> Delta:
    """What the first release changed."""
    body = gzip.compress(b'{"sessions":[],"added":[],"removed":[]}', mtime=0)
    return replace(Delta(EVENT, "en", 1, body), **changes)


def an_organiser(**changes: Any) -> Organiser:
    """Somebody who runs the workshop."""
    organiser = Organiser(an_id(9), "organiser@example.org", (EVENT,), hash_token("a token"), NOW)
    return replace(organiser, **changes)


def a_grant(**changes: Any) -> Grant:
    """What that organiser's token stands for."""
    return replace(
        Grant(hash_token("a token"), an_id(9), "organiser@example.org", (EVENT,)), **changes
    )


def an_allowance(**changes: Any) -> Allowance:
    """That one source has sent one form."""
    return replace(Allowance(EVENT, Scope.FORM, "source-1", NOW), **changes)


def an_allotment(**changes: Any) -> Allotment:
    """That three mails of this hour are leased, of an account that may send 14 a second."""
    limits, hours = SendLimits(14, 50_000, 3), (HourCount(NOW, 3),)
    return replace(Allotment(NOW, None, hours, limits, NOW), **changes)


def an_erasure(**changes: Any) -> Erasure:
    """That Meret Aalders is being forgotten."""
    return replace(Erasure(EVENT, an_id(), "meret.aalders@example.org", NOW), **changes)
