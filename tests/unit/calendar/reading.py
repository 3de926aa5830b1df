"""Reading calendars back: two independent parsers, and on the bytes what neither of them checks."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import count

import icalendar
import vobject

CALLS = count(1)
TEXTS = ("NAME", "X-WR-CALNAME", "UID", "SUMMARY", "LOCATION", "DESCRIPTION", "CATEGORIES")
ESCAPES = {"\\n": "\n", "\\N": "\n", "\\\\": "\\", "\\;": ";", "\\,": ","}


def check_bytes(raw: bytes) -> None:
    """Line ends, folding, characters, versions, zones, unique UIDs."""
    assert raw.endswith(b"\r\n")
    lines = raw.split(b"\r\n")[:-1]
    assert [line for line in lines if len(line) > 75] == []
    assert [line for line in lines if b"\r" in line or b"\n" in line] == []
    assert [line for line in lines if line != line.decode().encode()] == []
    unfolded = unfold(raw)
    assert [line for line in unfolded if not re.match(r"[A-Z-]+[:;]", line)] == []
    assert unfolded.count("VERSION:2.0") == 1
    assert len([line for line in unfolded if line.startswith("PRODID:")]) == 1
    named = set(re.findall(r";TZID=([^:;]+)", "\n".join(unfolded)))
    assert named <= {line[5:] for line in unfolded if line.startswith("TZID:")}
    uids = [line for line in unfolded if line.startswith("UID:")]
    assert len(uids) == len(set(uids))


def unfold(raw: bytes) -> list[str]:
    return raw.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def lines_of(raw: bytes, name: str) -> list[str]:
    """The unfolded lines of a property."""
    return [line for line in unfold(raw) if re.match(rf"{name}[:;]", line)]


def unescape(value: str) -> str:
    return re.sub(r"\\[nN\\;,]", lambda found: ESCAPES[found[0]], value)


def entries_of(raw: bytes) -> list[icalendar.Event]:
    """The entries as icalendar reads them, once vobject has found nothing wrong."""
    check_bytes(raw)
    vobject.readOne(raw.decode()).validate(raiseException=True)
    calendar = icalendar.Calendar.from_ical(raw)
    assert isinstance(calendar, icalendar.Calendar)
    assert [part.errors for part in calendar.walk() if part.errors] == []
    return list(calendar.events)


def check_feed(raw: bytes) -> None:
    """What a calendar to subscribe to has to keep beside, whoever reads it."""
    for entry in facts_of(raw):
        assert entry.keys() >= {"UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "STATUS"}
    assert lines_of(raw, "(METHOD|ATTENDEE|ORGANIZER)") == []
    assert b"".join(fold(line) for line in unfold(raw)) == raw
    for name in TEXTS:
        values = [line.partition(":")[2] for line in lines_of(raw, name)]
        assert [one for one in values if escape(unescape(one)) != one] == []
    for one in entries_of(raw):
        assert one.get("DTEND") is None or one.end > one.start


def fold(line: str) -> bytes:
    """A line folded as late as may be, written without looking at how the project does it."""
    octets, cut = line.encode(), 0
    folded: list[bytes] = []
    while len(octets) - cut > 75 - bool(folded):
        end = cut + 75 - bool(folded)
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        folded.append(octets[cut:end])
        cut = end
    return b"\r\n ".join((*folded, octets[cut:])) + b"\r\n"


def escape(value: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", value).replace("\n", "\\n")


def facts_of(raw: bytes) -> list[dict[str, str]]:
    """The properties of each entry as they are written, once both parsers take the calendar."""
    entries_of(raw)
    parts = "\r\n".join(unfold(raw)).split("BEGIN:VEVENT\r\n")[1:]
    lines = [part.partition("\r\nEND:VEVENT")[0].split("\r\n") for part in parts]
    pairs = [[re.match(r"([A-Z-]+)[^:]*:(.*)", line) for line in one] for one in lines]
    return [{found[1]: found[2] for found in one if found} for one in pairs]


def instants_of(raw: bytes) -> list[tuple[datetime, datetime]]:
    """Start and end of each entry as vobject reads them by the calendar's own VTIMEZONE.

    vobject keeps the first zone of a name for ever, so each call gives the zones new names.
    """
    renamed = re.sub(r"(TZID[=:][^:;\r]+)", rf"\1.{next(CALLS)}", "\r\n".join(unfold(raw)))
    entries = vobject.readOne(renamed).vevent_list
    return [(entry.dtstart.value, entry.dtend.value) for entry in entries]
