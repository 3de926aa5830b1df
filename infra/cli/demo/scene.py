"""What the demo knows while it plays, and what it has to tell at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from infra.cli.client import Client, part
from infra.cli.demo.mailbox import Mail, read_mails
from infra.cli.demo.people import Person
from infra.cli.source import Given

PLACES = 20


@dataclass(frozen=True)
class Figures:
    """How many registrations stand where; `duplicate` counts answers, not registrations."""

    confirmed: int = 0
    waitlisted: int = 0
    cancelled: int = 0
    duplicate: int = 0


@dataclass(frozen=True)
class Replayed:
    """A delivery that could not be read at first, and what it came to when it could."""

    delivery: str = ""
    sender: str = ""
    was: str = ""
    reason: str = ""
    outcome: str = ""
    registration: str = ""


@dataclass(frozen=True)
class Substitution:
    """A colleague who came instead, at an event of its own; `waits` is who kept waiting."""

    event: str = ""
    left: str = ""
    came: str = ""
    waits: str = ""
    registrations: Figures = Figures()
    mails: tuple[Mail, ...] = ()


@dataclass(frozen=True)
class Moved:
    """The meeting in another place: how many notices came at once (`early`) and when it had been
    quiet, how many of those with a place they reached, and how many entries they updated.
    """

    to: str = ""
    early: int = 0
    notices: int = 0
    reached: int = 0
    updated: int = 0


@dataclass(frozen=True)
class Took:
    """One step, what it did in a sentence, and how long it took."""

    step: str
    told: str
    seconds: float


@dataclass
class Scene:
    """The meeting as it goes; each step reads what the earlier ones left and adds its own."""

    given: Given
    public: Client
    organiser: Client
    secret: str
    form_secret: str
    outline: Mapping[str, Any] = field(default_factory=dict)
    event: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    release: int = 0
    people: tuple[Person, ...] = ()
    answers: Counter[str] = field(default_factory=Counter)
    repeats_agree: bool = False
    full: Figures = Figures()
    senders: tuple[str, ...] = ()
    replayed: Replayed = Replayed()
    promoted: Figures = Figures()
    substitution: Substitution = Substitution()
    final: Figures = Figures()
    moved: Moved = Moved()
    bounced: str = ""
    etag: str = ""
    revalidated: int = 0
    agenda_page: bytes = b""
    mails: tuple[Mail, ...] = ()
    digests: tuple[Mail, ...] = ()
    took: list[Took] = field(default_factory=list)
    elapsed_s: float = 0.0

    @property
    def path(self) -> str:
        """The event's path among the organiser's."""
        return f"/organiser/events/{part(self.event)}"

    def settle(self) -> None:
        """Wait until every doorbell is answered and the outbox is empty."""
        self.public.ask("POST", "/_local/settle")

    def registrations(self) -> list[Mapping[str, Any]]:
        """Every registration as organisers read it."""
        return list_registrations(self.organiser, self.event)

    def inbox(self) -> tuple[Mail, ...]:
        """What was sent about the event so far."""
        return read_mails(self.public, self.event)

    def count(self) -> Figures:
        """How many stand where just now."""
        return count_states(self.registrations(), self.answers["duplicate"])


def list_registrations(organiser: Client, event: str) -> list[Mapping[str, Any]]:
    """Every registration of an event, over all pages."""
    found: list[Mapping[str, Any]] = []
    cursor = ""
    while True:
        path = f"/organiser/events/{part(event)}/registrations{cursor}"
        page = organiser.ask("GET", path).json()
        found += page["registrations"]
        if page["next"] is None:
            return found
        cursor = f"?cursor={part(page['next'])}"


def count_states(registrations: Iterable[Mapping[str, Any]], duplicate: int = 0) -> Figures:
    """How many stand where."""
    states = Counter(one["state"] for one in registrations)
    return Figures(states["confirmed"], states["waitlisted"], states["cancelled"], duplicate)
