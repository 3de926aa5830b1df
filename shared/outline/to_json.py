"""An outline as the JSON of `outline parse --json`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from shared.outline.programme import Outline, PrintedSession, PrintedSpeaker


def outline_to_json(outline: Outline) -> dict[str, object]:
    """Every key is there: absent is null or an empty list; only `month_day` may be missing."""
    return {
        "title": outline.title,
        "project": outline.project,
        "reference": outline.reference,
        "dates": [day.isoformat() for day in outline.dates],
        "location": asdict(outline.location) if outline.location else None,
        "contact": asdict(outline.contact) if outline.contact else None,
        "timezone": outline.timezone,
        "sections": list(outline.sections),
        "background": outline.background,
        "expected_outcome": outline.expected_outcome,
        "participants": list(outline.participants),
        "sessions": [_session(session) for session in outline.sessions],
        "warnings": [asdict(warning) for warning in outline.warnings],
    }


def _session(session: PrintedSession) -> dict[str, object]:
    return {
        "day": session.day,
        "date": session.date.isoformat() if session.date else None,
        **_month_day(session),
        "start": f"{session.start:%H:%M}" if session.start else None,
        "end": f"{session.end:%H:%M}" if session.end else None,
        "end_source": session.end_source.value if session.end_source else None,
        "title": session.title,
        "kind": session.kind.value,
        "room": session.room,
        "speakers": _speakers(session.speakers),
        "items": [
            {"title": item.title, "speakers": _speakers(item.speakers)} for item in session.items
        ],
        "description": session.description,
        "line": session.line,
    }


def _speakers(speakers: Sequence[PrintedSpeaker]) -> list[dict[str, object]]:
    return [asdict(one) | {"role": one.role.value} for one in speakers]


def _month_day(session: PrintedSession) -> Mapping[str, object]:
    return {} if session.month_day is None else {"month_day": session.month_day}
