"""The agenda as schedule.json, which conference apps import (github.com/voc/schedule)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shared.render.agenda.document import AgendaDocument
from shared.render.agenda.encode import encode_json
from shared.render.agenda.schedule import GENERATOR, TIMESLOT, Day, Schedule, Slot, plan_schedule

SCHEMA = "https://c3voc.de/schedule/schema.json"
_NAMEABLE_ZONE = re.compile(r"[A-Z][a-z]+/[A-Z][a-z]+.*|(.*/)?UTC")
"""The zones that the schema lets pass; `Etc/GMT+5` or `CET` it does not."""


def render_schedule_json(
    document: AgendaDocument,
    numbers: Mapping[str, int],
    locale: str,
    changed_at: datetime,
    public_url: str,
) -> bytes:
    """The agenda valid by `validator/json/schema.json`, whatever is in it; UTF-8."""
    schedule = plan_schedule(document, numbers, locale, changed_at, public_url)
    return encode_json(
        {
            "$schema": SCHEMA,
            "generator": {"name": GENERATOR},
            "schedule": {
                "url": f"{schedule.folder}/schedule.json",
                "version": schedule.version,
                "conference": _conference(schedule),
            },
        }
    )


def _conference(schedule: Schedule) -> dict[str, Any]:
    nameable = _NAMEABLE_ZONE.fullmatch(schedule.timezone)
    return {
        "acronym": schedule.acronym,
        "title": schedule.title,
        "start": schedule.days[0].date,
        "end": schedule.days[-1].date,
        "daysCount": len(schedule.days),
        "timeslot_duration": TIMESLOT,
        **({"time_zone_name": schedule.timezone} if nameable else {}),
        "url": schedule.page,
        "tracks": [{"name": name} for name in schedule.tracks],
        "rooms": [{"name": name, "guid": guid} for name, guid in schedule.rooms.items()],
        "days": [_day(day, schedule) for day in schedule.days],
    }


def _day(day: Day, schedule: Schedule) -> dict[str, Any]:
    return {
        "index": day.number,
        "date": day.date,
        "day_start": day.start,
        "day_end": day.end,
        "rooms": {
            name: [_event(slot, schedule.language) for slot in day.rooms[name]]
            for name in schedule.rooms
            if name in day.rooms
        },
    }


def _event(slot: Slot, language: str) -> dict[str, Any]:
    return {
        "guid": slot.guid,
        "id": slot.number,
        "date": slot.start,
        "start": slot.clock,
        "end": slot.end,
        "duration": slot.length,
        "room": slot.room,
        "slug": slot.slug,
        "url": slot.url,
        "title": slot.title,
        "subtitle": "",
        "track": slot.track,
        "type": slot.kind,
        "language": language,
        "abstract": slot.abstract,
        "description": slot.description,
        "persons": [{"name": one.name, "guid": one.guid} for one in slot.persons],
        "links": [],
    }
