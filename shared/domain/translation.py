"""An agenda in another of its languages: what is not translated stays as it was written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from shared.domain.event import Event
from shared.domain.institution import Institution
from shared.domain.session import Session, Speaker
from shared.domain.text import fold


def locales_of(event: Event, sessions: Iterable[Session]) -> tuple[str, ...]:
    """The languages that the agenda has: the event's own, then those of its translations."""
    others = {one.locale for one in event.translations}
    others |= {one.locale for session in sessions for one in session.translations}
    return (event.locale, *sorted(others - {event.locale}))


def translate_event(event: Event, locale: str) -> Event:
    """The event in that language. Without translations: readers of one language need none."""
    bare = replace(event, translations=())
    for one in event.translations:
        if one.locale == locale != event.locale:
            return replace(
                bare,
                title=one.title or event.title,
                project=one.project or event.project,
                location=one.location or event.location,
                background=one.background or event.background,
            )
    return bare


def translate_sessions(
    event: Event, sessions: Sequence[Session], locale: str
) -> tuple[Session, ...]:
    """The sessions in that language, institutions under the names they have there."""
    if locale == event.locale:
        return tuple(replace(one, translations=()) for one in sessions)
    names = _names_in(event.institutions, locale)
    return tuple(_translate(one, locale, names) for one in sessions)


def _translate(session: Session, locale: str, names: dict[str, str]) -> Session:
    spoken = replace(
        session,
        translations=(),
        speakers=tuple(_rename(one, names) for one in session.speakers)
        if names
        else session.speakers,
    )
    for one in session.translations:
        if one.locale == locale:
            return replace(
                spoken,
                title=one.title or session.title,
                description=one.description or session.description,
                room=one.room or session.room,
                track=one.track or session.track,
                items=one.items or session.items,
            )
    return spoken


def _names_in(institutions: Iterable[Institution], locale: str) -> dict[str, str]:
    """The names that institutions have in that language, by each of their spellings."""
    return {
        spelling: one.names[locale]
        for one in institutions
        if one.names.get(locale)
        for spelling in one.spellings
    }


def _rename(speaker: Speaker, names: dict[str, str]) -> Speaker:
    affiliation = speaker.affiliation and names.get(fold(speaker.affiliation), speaker.affiliation)
    name = names.get(fold(speaker.name), speaker.name) if speaker.organisation else speaker.name
    return replace(speaker, name=name, affiliation=affiliation)
