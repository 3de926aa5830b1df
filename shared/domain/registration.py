"""Registrations: one person's claim on one event, and the table of its legal moves."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from shared.domain.address import normalise_address
from shared.domain.entry import Entry
from shared.domain.errors import Illegal
from shared.domain.event import UniqueBy
from shared.domain.form import Submission
from shared.domain.text import fold


class State(StrEnum):
    """Where a registration stands."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"
    DECLINED = "declined"
    CANCELLED = "cancelled"


ACTIVE = frozenset({State.PENDING, State.CONFIRMED, State.WAITLISTED})

MOVES: dict[str, tuple[frozenset[State], frozenset[State]]] = {
    "approve": (frozenset({State.PENDING}), frozenset({State.CONFIRMED, State.WAITLISTED})),
    "decline": (frozenset({State.PENDING}), frozenset({State.DECLINED})),
    "promote": (frozenset({State.WAITLISTED}), frozenset({State.CONFIRMED})),
    "cancel": (ACTIVE, frozenset({State.CANCELLED})),
    "revive": (frozenset({State.CANCELLED, State.DECLINED}), ACTIVE),
}
"""For each move the states it may start from and those it may end in."""


def check_move(move: str, start: State) -> None:
    """Raise Illegal unless `move` may start from `start`."""
    if start not in MOVES[move][0]:
        raise Illegal(start, move)


class Delegation(StrEnum):
    """What somebody is among the people of their institution."""

    HEAD = "head"
    ALTERNATE = "alternate"
    MEMBER = "member"


@dataclass(frozen=True)
class MailNote:
    """The last message written for a registration and how it fared."""

    key: str
    kind: str
    state: str
    at: datetime


@dataclass(frozen=True)
class Registration:
    """One person's claim on one event.

    `revision` numbers the messages written for it, `link_version` the self-service links,
    `version` the changes; `line_key` is the place in the line of somebody who waits. `tallies`
    are the keys under which the person is counted: what was taken is given back, whatever the
    form has become. `consents` has the version of the wording that each consent was given to,
    `responses` the (sender, response id) pairs that stand for the registration. `thread` is the
    provider's id of the first mail to the present address, which later ones answer. One that has
    `erased_at` is nobody's any more.
    """

    id: str
    event: str
    email: str
    name: str
    state: State
    source: str
    registered_at: datetime
    updated_at: datetime
    entry: Entry
    institution: str | None = None
    institution_id: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    consents: Mapping[str, str] = field(default_factory=dict)
    identity: str = ""
    tallies: tuple[str, ...] = ()
    delegation: Delegation | None = None
    line_key: str | None = None
    link_version: int = 1
    link_sent_at: datetime | None = None
    revision: int = 0
    mail: MailNote | None = None
    feedback: str | None = None
    thread: str | None = None
    attended_at: datetime | None = None
    responses: tuple[tuple[str, str], ...] = ()
    erased_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True)
class Identity:
    """Who a registration is: the keyed hash of address and name, kept while and after it lives.

    `fingerprint` and `outcome` are those of the content that made the present state.
    """

    event: str
    key: str
    registration: str
    active: bool
    fingerprint: str
    outcome: str


@dataclass(frozen=True)
class ResponseBinding:
    """The registration that a form service's response id stands for."""

    event: str
    sender: str
    response_id: str
    registration: str
    fingerprint: str
    version: int = 1


@dataclass(frozen=True)
class AddressBinding:
    """That a registration is held under an address; `key` is the address's keyed hash."""

    event: str
    key: str
    registration: str


@dataclass(frozen=True)
class Delegate:
    """That a registration is one of an institution's; the registration itself is the truth."""

    event: str
    institution: str
    registration: str


def address_key(signing_key: bytes, email: str) -> str:
    """HMAC of the normalised address: all registrations of one mailbox share it."""
    message = f"address\0{normalise_address(email)}".encode()
    return hmac.new(signing_key, message, hashlib.sha256).hexdigest()


def identity_key(signing_key: bytes, unique_by: UniqueBy, email: str, name: str) -> str:
    """HMAC of the normalised address and, where names count, the folded name."""
    folded = fold(name) if unique_by is UniqueBy.ADDRESS_AND_NAME else ""
    message = f"identity\0{normalise_address(email)}\0{folded}".encode()
    return hmac.new(signing_key, message, hashlib.sha256).hexdigest()


def fingerprint_of(signing_key: bytes, sender: str, submission: Submission) -> str:
    """HMAC of what was said, so that the same content is known without being kept."""
    content = [
        sender,
        normalise_address(submission.email),
        fold(submission.name),
        fold(submission.institution or ""),
        sorted(submission.answers.items()),
    ]
    message = "content\0" + json.dumps(content, ensure_ascii=False)
    return hmac.new(signing_key, message.encode(), hashlib.sha256).hexdigest()
