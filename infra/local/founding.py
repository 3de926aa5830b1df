"""The first event of a local stack, made from an outline by the same requests as any other."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from infra.local.exchange import Inbound, Outbound, Respond
from shared.domain.errors import SecretariatError
from shared.domain.organiser import EVERYTHING, Grant, Organiser, hash_token
from shared.domain.writes import Add
from shared.ports import Ports

ORGANISER_ADDRESS = "organiser@example.org"


@dataclass
class FoundingFailed(SecretariatError):
    """The outline makes no event; `detail` says why, `paths` name what is wrong or missing."""

    detail: str
    paths: tuple[str, ...] = ()


@dataclass(frozen=True)
class Founding:
    """An outline and what it may lack: a zone, and the days it takes place on."""

    outline: bytes
    timezone: str | None = None
    dates: tuple[str, ...] = ()

    def settings(self) -> dict[str, object]:
        """The settings that say what the outline does not."""
        given = {"timezone": self.timezone, "dates": list(self.dates)}
        return {name: value for name, value in given.items() if value}


def add_organiser(ports: Ports, token: str) -> None:
    """Let the holder of a token run everything."""
    now = ports.clock.now()
    organiser = Organiser(
        ports.ids.new(now), ORGANISER_ADDRESS, (EVERYTHING,), hash_token(token), now
    )
    grant = Grant(organiser.token_hash, organiser.id, organiser.email, organiser.events)
    ports.store.commit([Add(organiser), Add(grant)], ports.ids.new(now))


class Founder:
    """Asks the organiser's addresses as anybody would. Every request raises FoundingFailed."""

    def __init__(self, respond: Respond, token: str) -> None:
        self._respond = respond
        self._token = token

    def found(self, founding: Founding, secret: str, begin: Callable[[date, str], None]) -> str:
        """Make and publish the event; its id.

        `begin` is told the first day and the zone before anything is made, so that the clock can
        be set. The event takes webhooks signed with `secret`.
        """
        outline = self._ask("POST", "/organiser/outlines", founding.outline)
        settings = founding.settings()
        _begin(begin, outline, settings)
        senders = {"standard": {"secrets": [secret]}}
        wanted = {"outline": outline, "settings": {**settings, "senders": senders}}
        made = self._ask("POST", "/organiser/events", json.dumps(wanted).encode())
        event_id: str = made["id"]
        self._ask("POST", f"/organiser/events/{event_id}/publish", b"")
        return event_id

    def _ask(self, method: str, path: str, body: bytes) -> Any:
        headers = (
            ("Authorization", f"Bearer {self._token}"),
            ("Content-Type", "application/json"),
        )
        return _read(self._respond(Inbound(method, path, headers=headers, body=body)))


def _begin(begin: Callable[[date, str], None], outline: Any, settings: dict[str, Any]) -> None:
    """Set the clock, if the outline and the settings say when and where; else creating says no."""
    days: Sequence[str] = settings.get("dates") or outline["dates"]
    zone_name: str | None = settings.get("timezone") or outline["timezone"]
    if days and zone_name:
        begin(_first(days), zone_name)


def _first(days: Sequence[str]) -> date:
    try:
        return min(date.fromisoformat(day) for day in days)
    except ValueError as wrong:
        raise FoundingFailed("A date is written such as 2027-03-31.", ("dates",)) from wrong


def _read(answer: Outbound) -> Any:
    said = json.loads(answer.body)
    if answer.status < 400:
        return said
    raise FoundingFailed(said["detail"], tuple(one["path"] for one in said.get("errors", ())))
