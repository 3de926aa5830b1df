"""Builders of rounds of mails."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from shared.domain.changes import Note, What
from shared.domain.notice import Noted, Notice
from shared.domain.round import Audience, Round, RoundKind
from tests.builders import EVENT, NOW, an_id


def a_round(**changes: Any) -> Round:
    """A message to everybody who has a place, about to begin."""
    facts = {"subject": "Bring boots", "body": "The field is wet."}
    return replace(
        Round(EVENT, an_id(70), RoundKind.MESSAGE, NOW, Audience(), NOW, facts), **changes
    )


def a_note(**changes: Any) -> Note:
    """The opening in another room."""
    note = Note(What.ROOM, "opening", "Opening of the workshop", "Blue Hall", "Green Hall")
    return replace(note, **changes)


def a_notice(**changes: Any) -> Notice:
    """What changed just now, told in half an hour."""
    later = NOW + timedelta(minutes=30)
    return replace(Notice(EVENT, NOW, later, (Noted(a_note(), 2),), version=2), **changes)
