"""What every mail must keep, whatever wrote it: checked on each that any test sends."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import strict
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from tests.unit.calendar.reading import entries_of, lines_of

LONGEST_LINE, WISHED_LINE = 998, 78
"""RFC 5322 section 2.1.1; only what has no place to fold may be longer than wished."""
SOMEBODY = "somebody@example.org"
VARYING = re.compile(rb"\b[0-9a-f]{24,}\b|\b\d\d:\d\d:\d\d\b|(?<==_)[0-9a-f]{24}")
"""Keys, tokens and boundaries, and the time of day."""
WITHOUT, WITH = ["text/plain", "text/html"], ["text/plain", "text/html", "text/calendar"]


def parse(raw: bytes) -> EmailMessage:
    """The mail as a parser reads it that forgives nothing."""
    return message_from_bytes(raw, policy=strict)


def check_mail(to: str, raw: bytes) -> None:
    """Bytes, header, structure and calendar part of a mail to that one address."""
    _check_bytes(raw)
    if b"text/calendar" in raw:
        _check_parts(to, raw)
    else:
        _check_parts(SOMEBODY, _shape(to, raw))


def _shape(to: str, raw: bytes) -> bytes:
    """The mail without what makes it one person's: of many that are alike one is parsed."""
    anybodys = re.sub(rb"\b" + re.escape(to.encode()), SOMEBODY.encode(), raw)
    return VARYING.sub(b"0", anybodys)


@lru_cache(maxsize=2048)
def _check_parts(to: str, raw: bytes) -> None:
    mail = parse(raw)
    parts = [(one.get_content_type(), one) for one in mail.walk()]
    assert [one.defects for _, one in parts if one.defects] == []
    assert [one.addr_spec for one in _field(mail, "To").addresses] == [to]
    assert (mail.get_all("Cc"), mail.get_all("Bcc")) == (None, None)
    names = [name.casefold() for name in mail]
    assert len(names) == len(set(names))
    assert {"from", "to", "subject", "date", "mime-version", "content-type"} <= set(names)
    _check_boundaries([one for _, one in parts if one.is_multipart()], raw)
    [alternative] = [one for kind, one in parts if kind == "multipart/alternative"]
    offered = [*alternative.iter_parts()]
    kinds = [kind for kind, one in parts if one in offered]
    attached = [one for kind, one in parts if kind == "application/ics"]
    assert (kinds, len(attached)) in [(WITHOUT, 0), (WITH, 1)]
    if attached:
        _check_calendar(to, offered[2], attached[0])


def _check_bytes(raw: bytes) -> None:
    assert raw.isascii()
    lines = raw.split(b"\r\n")
    assert [line for line in lines if b"\r" in line or b"\n" in line or b"\0" in line] == []
    long = [line for line in lines if len(line) > WISHED_LINE]
    assert [line for line in long if len(line) > LONGEST_LINE or b" " in _value(line)] == []


def _value(line: bytes) -> bytes:
    """What could be folded of a line: a field's one long word cannot."""
    return (re.sub(rb"^[\w-]+: ", b"", line)).strip()


def _check_boundaries(holders: list[EmailMessage], raw: bytes) -> None:
    """Each boundary opens every part of its own once, closes once, and stands nowhere else."""
    lines = raw.split(b"\r\n")
    for holder in holders:
        mark = b"--" + str(holder.get_boundary()).encode()
        told = [line for line in lines if line.startswith(mark)]
        assert told == [mark] * len([*holder.iter_parts()]) + [mark + b"--"]
    assert len({holder.get_boundary() for holder in holders}) == len(holders)


def _check_calendar(to: str, part: Any, attached: Any) -> None:
    raw = part.get_payload(decode=True)
    assert attached.get_payload(decode=True) == raw
    assert attached.get_filename() == "invite.ics"
    told = dict(_field(part, "Content-Type").params)
    [method] = lines_of(raw, "METHOD")
    assert told == {"charset": "utf-8", "method": method.removeprefix("METHOD:")}
    assert told["method"] in ("REQUEST", "CANCEL")
    check_entry(raw, [to])
    if told["method"] == "CANCEL":
        assert lines_of(raw, "STATUS") == ["STATUS:CANCELLED"]


def check_entry(raw: bytes, attendees: list[str]) -> None:
    """One entry that both parsers read, with what RFC 5546 asks for, for these attendees."""
    [entry] = entries_of(raw)
    for name in ("UID", "DTSTAMP", "SEQUENCE", "ORGANIZER", "DTSTART", "SUMMARY"):
        assert name in entry, name
        assert not isinstance(entry[name], list), name
    links = [line.rpartition(":mailto:")[2] for line in lines_of(raw, "ATTENDEE")]
    assert [unquote(link) for link in links] == attendees


def _field(part: Any, name: str) -> Any:
    return part[name]
