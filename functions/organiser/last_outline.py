"""What the outline said when it was last taken in, and how a revised one stands to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from functions.organiser.programme import Programme, make_sessions
from shared.domain.agenda import Draft, Imported
from shared.domain.agenda_ids import next_session_ids
from shared.domain.draft_merge import align_sessions
from shared.domain.event import Event
from shared.domain.same_session import match_sessions
from shared.domain.session import Session
from shared.ports import Ports


def read_sessions(
    event: Event, draft: Draft, before: Imported | None, programme: Programme
) -> tuple[Session, ...]:
    """The outline's sessions under the ids they have in the draft; new ones have an empty id.

    Raises Invalid naming what the outline lacks.
    """
    dated = replace(event, dates=_dates_for(event, before, programme))
    document = make_sessions(programme, dated)
    return align_sessions(before.sessions if before else None, draft.sessions, document)


def take_in(
    ports: Ports,
    event: Event,
    draft: Draft,
    sessions: Sequence[Session],
    programme: Programme,
) -> Imported:
    """What is remembered of the outline when `sessions` take the place of the draft.

    A session of the outline that is none of them has an id nonetheless, so that leaving it out is
    remembered too. Raises Invalid.
    """
    before = ports.store.imported(event.id)
    document = read_sessions(event, draft, before, programme)
    fresh = [one for one in sessions if one.id not in draft.numbers]
    left = [number for number, one in enumerate(document) if not one.id]
    pairs = match_sessions(fresh, [document[number] for number in left])
    ids = {left[new]: fresh[at].id for new, at in enumerate(pairs) if at is not None}
    known = [*draft.numbers, *(one.id for one in fresh)]
    without = [number for number in left if number not in ids]
    ids |= zip(without, next_session_ids(event.id, known, len(without)), strict=True)
    named = (replace(one, id=one.id or ids[number]) for number, one in enumerate(document))
    return Imported(event.id, tuple(named), programme.dates)


def _dates_for(event: Event, before: Imported | None, programme: Programme) -> tuple[date, ...]:
    """The days of the programme: the event's own, unless the outline has come to print others."""
    same = before is not None and before.dates == programme.dates
    return event.dates if same or not programme.dates else programme.dates
