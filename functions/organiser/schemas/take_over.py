"""What a new event takes over of the settings of an earlier one, with secrets of its own."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace

from functions.organiser.schemas.patch import merge_patch, settings_change
from functions.organiser.schemas.settings import Document, settings_document
from functions.organiser.take_over import take_over_institutions
from shared.domain.event import Event

OWN = ("title", "dates", "location", "status", "translations")
"""Settings that say which meeting it is: they are never taken over."""
OWN_INSTANTS = ("opens_at", "closes_at", "freeze_at")
Settle = Callable[[Event], Event]


def settle_like(
    earlier: Event, given: Document, new_secret: Callable[[], str]
) -> tuple[Settle, dict[str, str]]:
    """What makes an event of an outline one like `earlier`, and the new secret of each sender.

    `given` settings are merged over what is taken over; the zone is taken where the outline has
    none. What makes the event raises Invalid.
    """
    secrets = {name: _signing_secret(new_secret()) for name in sorted(earlier.senders)}
    taken = _taken_over(earlier, secrets)

    def settle(event: Event) -> Event:
        base = {**taken, **({} if event.timezone else {"timezone": earlier.timezone})}
        nulls = {name: None for name, value in given.items() if value is None}
        bodies = take_over_institutions(earlier.institutions, event.institutions)
        change = settings_change(merge_patch(base, given) | nulls, "settings.")
        return change(replace(event, institutions=bodies))

    return settle, secrets


def show_secrets(event: Event, secrets: Mapping[str, str]) -> Mapping[str, object]:
    """The new secrets that the event has, by sender, as the answer shows them this once."""
    return {
        name: {"secrets": [secret]}
        for name, secret in secrets.items()
        if name in event.senders and event.senders[name].secrets == (secret,)
    }


def _taken_over(earlier: Event, secrets: Mapping[str, str]) -> Document:
    taken = {
        name: value
        for name, value in settings_document(earlier).items()
        if name not in (*OWN, "timezone")
    }
    taken["registration"] = {
        name: value for name, value in taken["registration"].items() if name not in OWN_INSTANTS
    }
    taken["senders"] = {
        name: {**sender, "secrets": [secrets[name]]} for name, sender in taken["senders"].items()
    }
    return taken


def _signing_secret(secret: str) -> str:
    """A secret as webhook senders take it: whsec_ and base64 (Standard Webhooks)."""
    return "whsec_" + base64.b64encode(hashlib.sha256(secret.encode()).digest()).decode()
