"""Count an event's people by institution and state, and who came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from functions.organiser.listing import Json
from functions.organiser.read_people import read_people
from shared.domain.precedence import institution_key, institution_name, rank_institution
from shared.domain.registration import State
from shared.ports import Ports

COUNTED: Mapping[State, str] = {
    State.CONFIRMED: "confirmed",
    State.WAITLISTED: "waiting",
    State.PENDING: "pending",
    State.DECLINED: "declined",
    State.CANCELLED: "cancelled",
}
ATTENDED = "attended"
Key = tuple[str | None, str]


def count_people(ports: Ports, event_id: str) -> Json:
    """The counts by institution in the order of precedence, and their sums.

    Institutions that nobody came from stand there with zeros. Raises Missing.
    """
    event = ports.events.fresh(event_id)
    spelled: dict[Key, str | None] = {}
    rows: dict[Key, Counter[str]] = {(one.id, ""): Counter() for one in event.institutions}
    for one in read_people(ports, event_id):
        key = institution_key(event, one)
        spelled.setdefault(key, one.institution)
        count = rows.setdefault(key, Counter())
        count.update([COUNTED[one.state], *([ATTENDED] if one.attended_at else [])])
    ordered = sorted(rows, key=lambda key: rank_institution(event, key))
    return {
        "institutions": [
            {
                "id": key[0],
                "name": institution_name(event, key, spelled.get(key)),
                **_show(rows[key]),
            }
            for key in ordered
        ],
        "total": _show(sum(rows.values(), Counter())),
    }


def _show(count: Counter[str]) -> dict[str, int]:
    return {name: count[name] for name in (*COUNTED.values(), ATTENDED)}
