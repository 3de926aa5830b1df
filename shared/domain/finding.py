"""What a look at a draft finds, and the words for it: an organiser reads sentences, no codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shared.domain.place import zone
from shared.domain.session import Session

LONGEST_TITLE = 60
TO = "\N{EN DASH}"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
"""Spelled here, since strftime depends on the machine's language."""


class FindingCode(StrEnum):
    """What kind of thing is to be looked at; `more` stands for findings that are not told."""

    ROOM_OVERLAP = "room_overlap"
    PERSON_IN_TWO_PLACES = "person_in_two_places"
    GAP = "gap"
    NEGATIVE_LENGTH = "negative_length"
    SHORT_LUNCH = "short_lunch"
    NO_PRESENTER = "no_presenter"
    AFTER_HALL = "after_hall"
    CLOCK_CHANGE = "clock_change"
    OFF_DAYS = "off_days"
    MORE = "more"


@dataclass(frozen=True)
class Finding:
    """Something to mend or to know: a sentence, and the ids of the sessions that it is about."""

    code: FindingCode
    message: str
    sessions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spot:
    """A finding and the instant by which it is put in order."""

    at: datetime
    finding: Finding

    @property
    def order(self) -> tuple[datetime, str, tuple[str, ...]]:
        """By time; what falls together, by code and sessions."""
        return self.at, self.finding.code.value, self.finding.sessions


def spot(at: datetime, code: FindingCode, message: str, sessions: Sequence[Session]) -> Spot:
    """A finding about these sessions."""
    return Spot(at, Finding(code, message, tuple(one.id for one in sessions)))


@dataclass(frozen=True)
class Wording:
    """How titles, days and times of an event are said: times are those of its zone."""

    zone_name: str

    def local(self, instant: datetime) -> datetime:
        """The instant as the event's clocks show it."""
        return instant.astimezone(zone(self.zone_name))

    def day_of(self, session: Session) -> date:
        """The day on which a session starts."""
        return session.date_in(self.zone_name)

    def clock(self, instant: datetime, day: date) -> str:
        """HH:MM, and the day too where it is another than the one spoken of."""
        local = self.local(instant)
        told = f"{local:%H:%M}"
        return told if local.date() == day else f"{told} on {say_day(local.date())}"

    def span(self, session: Session, day: date) -> str:
        """From when until when a session is, on the day spoken of."""
        start = self.clock(session.start, day)
        return f"{start}{TO}{self.clock(session.end, day)}" if session.end else f"from {start}"


def say_day(day: date) -> str:
    """Monday 15 March 2027."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def say_title(session: Session) -> str:
    """A session's title in quotation marks, a long one cut."""
    return f"“{shorten(session.title)}”"


def shorten(text: str) -> str:
    """The text, cut after the last whole word that fits."""
    if len(text) <= LONGEST_TITLE:
        return text
    head = text[: LONGEST_TITLE - 1]
    whole = head.rpartition(" ")[0]
    return (whole if len(whole) > LONGEST_TITLE // 2 else head).rstrip(" ,;:-") + "…"
