"""The family of errors; every member carries what its caller needs to answer.

SecretariatError
├── Missing                 the thing asked for is not there
├── Gone                    it was there, and is shown no more
├── Invalid                 what came in breaks a rule; carries (path, message) pairs
├── Refused                 a rule of the meeting says no; carries a reason
├── Illegal                 a move the table of states does not know
├── ConditionFailed         a write met another truth than the one it was decided on
│   ├── AlreadyThere        the noun to be added exists; carries it
│   ├── Stale               the noun to be replaced has changed since it was read
│   ├── GateRefused         a seat or a place in the line was not to be had as decided
│   ├── QuotaFull           an institution or an option has no seat left
│   └── AllowanceSpent      an allowance is used up, or its window has ended
├── LimitReached            a source, or everybody at an event, has sent too much just now
├── StoreUnavailable        the store did not answer in time; try again
└── MailFailed              the provider did not take a mail: it says how that ends
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class SecretariatError(Exception):
    """The root of every error that secretariat raises on purpose."""


@dataclass
class Missing(SecretariatError):
    """`what` (a noun of the domain) is not there."""

    what: str


@dataclass
class Gone(SecretariatError):
    """`what` (a noun of the domain) was there, and was taken away for good."""

    what: str


@dataclass
class Invalid(SecretariatError):
    """What came in breaks one rule or more; `errors` holds (path, sentence) pairs."""

    errors: Sequence[tuple[str, str]]

    @classmethod
    def at(cls, path: str, message: str) -> Invalid:
        """Say that one `path` is wrong and why."""
        return cls([(path, message)])


@dataclass
class Refused(SecretariatError):
    """The meeting's rules say no: `reason` is closed, full, unmapped or not_invited."""

    reason: str


@dataclass
class Illegal(SecretariatError):
    """The move `move` does not start from `state`."""

    state: str
    move: str


class ConditionFailed(SecretariatError):
    """A conditional write found another truth than the one it was decided on."""


@dataclass
class AlreadyThere(ConditionFailed):
    """The noun to be added exists; `existing` is the one in the store."""

    existing: object


@dataclass
class Stale(ConditionFailed):
    """The noun `what` has changed, or gone, since it was read."""

    what: str


@dataclass
class GateRefused(ConditionFailed):
    """The gate would not move as decided; `gate` is the one in the store (None: no gate)."""

    gate: object


@dataclass
class QuotaFull(ConditionFailed):
    """The tally `key` has reached its quota."""

    key: str


@dataclass
class AllowanceSpent(ConditionFailed):
    """Nothing was spent: `there` is the allowance of `source` in the store (None: none is)."""

    source: str
    there: object


@dataclass
class LimitReached(SecretariatError):
    """Too much was sent in a while; it may be tried again in `retry_after_s` seconds."""

    retry_after_s: int


@dataclass
class StoreUnavailable(SecretariatError):
    """The store was too busy or did not answer; the caller may try again in `retry_after_s`."""

    retry_after_s: int = 2


@dataclass
class MailFailed(SecretariatError):
    """The provider did not take the mail; `outcome` is transient, limited (no sends are to be had
    just now), permanent or unknown.
    """

    outcome: str
    code: str
