"""What the demo knows while it plays, and what it has to tell at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from infra.cli.client import Client, part
from infra.cli.demo.mailbox import Mail
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
    outline: Mapping[str, Any] = field(default_factory=dict)
    event: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    release: int = 0
    people: tuple[Person, ...] = ()
    answers: Counter[str] = field(default_factory=Counter)
    repeats_agree: bool = False
    full: Figures = Figures()
    promoted: Figures = Figures()
    final: Figures = Figures()
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
        """Every registration as organisers read it, over all pages."""
        found: list[Mapping[str, Any]] = []
        cursor = ""
        while True:
            page = self.organiser.ask("GET", f"{self.path}/registrations{cursor}").json()
            found += page["registrations"]
            if page["next"] is None:
                return found
            cursor = f"?cursor={part(page['next'])}"

    def count(self) -> Figures:
        """How many stand where just now."""
        states = Counter(one["state"] for one in self.registrations())
        return Figures(
            states["confirmed"],
            states["waitlisted"],
            states["cancelled"],
            self.answers["duplicate"],
        )
