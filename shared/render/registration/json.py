"""A registration as organisers, and the person it belongs to, read it in JSON."""

from __future__ import annotations

from shared.domain.registration import Registration

Json = dict[str, object]


def registration_json(registration: Registration, position: int | None) -> Json:
    """The registration as JSON; `position` counts from 1 in the line (None: not waiting)."""
    return {
        "id": registration.id,
        "name": registration.name,
        "email": registration.email,
        "institution": _institution(registration),
        "state": registration.state.value,
        "position": position,
        "answers": dict(registration.answers),
        "source": registration.source,
        "registered_at": registration.registered_at.isoformat(),
        "updated_at": registration.updated_at.isoformat(),
        "mail": _mail(registration),
    }


def _institution(registration: Registration) -> Json | None:
    if registration.institution is None:
        return None
    return {"id": registration.institution_id, "name": registration.institution}


def _mail(registration: Registration) -> Json:
    """The last message's fate; what the provider reported later outweighs it."""
    note = registration.mail
    return {
        "state": registration.feedback or (note.state if note else None),
        "last_kind": note.kind if note else None,
        "last_at": note.at.isoformat() if note else None,
    }
