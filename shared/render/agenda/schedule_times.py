"""When sessions and days of a schedule begin and end, as instants and as the schema writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from shared.domain.place import instant_of, zone
from shared.domain.session import Status
from shared.render.agenda.document import EventDocument, SessionDocument

MINUTE = timedelta(minutes=1)
USUAL_LENGTH = timedelta(hours=1)
LONGEST_MINUTES = 99 * 60 + 59
_GRAVITY = (Status.SCHEDULED, Status.POSTPONED, Status.CANCELLED)


@dataclass(frozen=True)
class Timed:
    """A session with the instants (UTC) between which it counts as being there."""

    session: SessionDocument
    status: Status
    start: datetime
    end: datetime


def standing(event: EventDocument, session: SessionDocument) -> Status:
    """Whether the session takes place: it stands no firmer than its event."""
    return max(Status(event["status"]), Status(session["status"]), key=_GRAVITY.index)


def time_sessions(event: EventDocument, sessions: Sequence[SessionDocument]) -> list[Timed]:
    """The sessions with an end each, a whole number of minutes after the start.

    Without an end after its start a session lasts until the next start of its day, else an hour.
    """
    starts: dict[str, list[datetime]] = {}
    for one in sessions:
        starts.setdefault(one["date"], []).append(_instant(one["start"]))
    return [
        Timed(one, standing(event, one), _instant(one["start"]), _end(one, starts[one["date"]]))
        for one in sessions
    ]


def _end(session: SessionDocument, starts: Iterable[datetime]) -> datetime:
    start = _instant(session["start"])
    end = _instant(session["end"]) if session["end"] else start
    if end <= start:
        end = min((one for one in starts if one > start), default=start + USUAL_LENGTH)
    return start - (start - end) // MINUTE * MINUTE


def length_of(timed: Timed) -> str:
    """The duration as hh:mm; the schema has no room for more than 99 hours."""
    minutes = min((timed.end - timed.start) // MINUTE, LONGEST_MINUTES)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def day_start(day: date, zone_name: str) -> datetime:
    """The instant at which the day begins in the zone."""
    return instant_of(day, time(0), zone_name)


def day_end(day: date, ends: Sequence[datetime], zone_name: str) -> datetime:
    """The first midnight after the day that no session outlasts.

    Always a midnight: EventFahrplan takes whatever starts before the day's end by the clock as
    of the next night.
    """
    midnight = day_start(day + timedelta(days=1), zone_name)
    last = max(ends, default=midnight)
    if last <= midnight:
        return midnight
    there = local(last, zone_name).date()
    midnight = day_start(there, zone_name)
    return midnight if last <= midnight else day_start(there + timedelta(days=1), zone_name)


def local(instant: datetime, zone_name: str) -> datetime:
    """The zone's wall clock at the instant, with its offset in whole minutes.

    An XML date cannot say the seconds that offsets had long ago.
    """
    there = instant.astimezone(zone(zone_name))
    offset = there.utcoffset()
    assert offset is not None
    return there.replace(tzinfo=timezone(offset // MINUTE * MINUTE))


def stamp(instant: datetime, zone_name: str) -> str:
    """The instant in ISO 8601 with the zone's offset."""
    return local(instant, zone_name).isoformat(timespec="seconds")


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
