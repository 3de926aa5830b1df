"""Builders of sessions: one invented day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from shared.domain.session import Kind, Role, Session, Speaker


def a_speaker(**changes: Any) -> Speaker:
    """A person who speaks."""
    speaker = Speaker("sp-ilves", "Kaarin Ilves", "Lake Authority of Sorrel", Role.SPEAKER)
    return replace(speaker, **changes)


def a_session(**changes: Any) -> Session:
    """The opening: 09:00 to 09:30 in Tbilisi."""
    session = Session(
        id="opening",
        title="Opening of the workshop",
        kind=Kind.OPENING,
        start=datetime(2027, 3, 15, 5, 0, tzinfo=UTC),
        end=datetime(2027, 3, 15, 5, 30, tzinfo=UTC),
        room="Blue Hall",
        speakers=(a_speaker(),),
    )
    return replace(session, **changes)


def some_sessions() -> tuple[Session, ...]:
    """One day: opening, a session with items, a break, the closing."""
    return (
        a_session(),
        a_session(
            id="water-sharing",
            title="Sharing water across borders",
            kind=Kind.SESSION,
            start=datetime(2027, 3, 15, 5, 30, tzinfo=UTC),
            end=datetime(2027, 3, 15, 7, 0, tzinfo=UTC),
            speakers=(
                a_speaker(id="sp-okafor", name="Adaeze Okafor", role=Role.MODERATOR),
                a_speaker(id="sp-marsh", name="Marsh Union", affiliation=None, organisation=True),
            ),
            items=("Two rivers, one table", "Questions"),
        ),
        a_session(
            id="coffee",
            title="Coffee",
            kind=Kind.BREAK,
            start=datetime(2027, 3, 15, 7, 0, tzinfo=UTC),
            end=datetime(2027, 3, 15, 7, 30, tzinfo=UTC),
            room="Foyer",
            speakers=(),
        ),
        a_session(
            id="closing",
            title="Closing",
            kind=Kind.CLOSING,
            start=datetime(2027, 3, 15, 13, 0, tzinfo=UTC),
            end=datetime(2027, 3, 15, 13, 30, tzinfo=UTC),
            speakers=(),
        ),
    )
