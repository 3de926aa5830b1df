"""The agenda as schedule.xml, which conference apps import (github.com/voc/schedule).

Media type `application/vnd.c3voc.schedule+xml`.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from datetime import datetime

from shared.render.agenda.document import AgendaDocument
from shared.render.agenda.schedule import GENERATOR, TIMESLOT, Day, Schedule, Slot, plan_schedule


def render_schedule_xml(
    document: AgendaDocument,
    numbers: Mapping[str, int],
    locale: str,
    changed_at: datetime,
    public_url: str,
) -> bytes:
    """The agenda valid by `validator/xsd/schedule.xml.xsd`, whatever is in it; UTF-8.

    Giggity knows the format by `<schedule` and `<conference` in the first 1,024 characters: no
    comment comes before them.
    """
    schedule = plan_schedule(document, numbers, locale, changed_at, public_url)
    root = ET.Element("schedule")
    ET.SubElement(root, "generator", name=GENERATOR)
    _text(root, "url", f"{schedule.folder}/schedule.xml")
    _text(root, "version", schedule.version)
    _conference(root, schedule)
    for day in schedule.days:
        _day(root, day, schedule)
    ET.indent(root, space=" ")
    body: bytes = ET.tostring(root, "utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + body + b"\n"


def _conference(root: ET.Element, schedule: Schedule) -> None:
    conference = ET.SubElement(root, "conference")
    _text(conference, "title", schedule.title)
    _text(conference, "acronym", schedule.acronym)
    _text(conference, "start", schedule.days[0].date)
    _text(conference, "end", schedule.days[-1].date)
    _text(conference, "days", str(len(schedule.days)))
    _text(conference, "timeslot_duration", TIMESLOT)
    _text(conference, "url", schedule.page)
    _text(conference, "time_zone_name", schedule.timezone)


def _day(root: ET.Element, day: Day, schedule: Schedule) -> None:
    index = str(day.number)
    element = ET.SubElement(root, "day", index=index, date=day.date, start=day.start, end=day.end)
    for name, guid in schedule.rooms.items():
        if name in day.rooms:
            room = ET.SubElement(element, "room", name=name, guid=guid)
            _events(room, day.rooms[name], schedule.language)


def _events(room: ET.Element, slots: Sequence[Slot], language: str) -> None:
    for slot in slots:
        event = ET.SubElement(room, "event", id=str(slot.number), guid=slot.guid)
        for name, text in _fields(slot, language):
            _text(event, name, text)
        persons = ET.SubElement(event, "persons")
        for person in slot.persons:
            ET.SubElement(persons, "person", guid=person.guid).text = person.name
        _text(event, "url", slot.url)


def _fields(slot: Slot, language: str) -> tuple[tuple[str, str], ...]:
    return (
        ("room", slot.room),
        ("title", slot.title),
        ("subtitle", ""),
        ("type", slot.kind),
        ("date", slot.start),
        ("start", slot.clock),
        ("duration", slot.length),
        ("abstract", slot.abstract),
        ("slug", slot.slug),
        ("track", slot.track),
        ("language", language),
        ("description", slot.description),
    )


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text
