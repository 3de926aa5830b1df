"""The digest in words, for the organisers' morning."""

from __future__ import annotations

import quopri
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

from shared.domain.digest import MOST_NAMES, Digest, Heading, Person
from shared.domain.event import Event
from shared.domain.message import MessageKind
from shared.domain.text import clean_line
from shared.render.mail.meeting import describe_meeting
from shared.render.mail.templates import fill_templates, language_of
from shared.render.mail.when import say_instant

LARGEST_PAGE = 100_000
"""Bytes of a page as it is mailed: of more than 102 kB, Gmail shows the beginning alone."""


@dataclass(frozen=True)
class DigestText:
    """A digest as it is mailed and previewed."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Rejected:
    """What was rejected of one sender, the last time as it is said."""

    sender: str
    count: int
    at: str


def render_digest(digest: Digest, event: Event) -> DigestText:
    """The digest in the event's language; subject and first line hold its headline.

    Where its page would be clipped, fewer people are named and more are counted.
    """
    told, most = _clean(digest), MOST_NAMES
    while True:
        written = _fill(told, event)
        if most == 0 or len(quopri.encodestring(written.html.encode())) < LARGEST_PAGE:
            return written
        most //= 2
        told = _name_fewer(told, most)


def _fill(digest: Digest, event: Event) -> DigestText:
    language = language_of(MessageKind.DIGEST, event.locale)
    written = fill_templates(
        MessageKind.DIGEST,
        language,
        {
            "meeting": describe_meeting(event, language),
            "digest": digest,
            "until": say_instant(digest.until, digest.timezone, language),
            "rejected": _rejected(digest, language),
        },
    )
    return DigestText(written.subject, written.text, written.html)


def _rejected(digest: Digest, language: str) -> list[Rejected]:
    return [
        Rejected(
            clean_line(one.sender), one.count, say_instant(one.last_at, digest.timezone, language)
        )
        for one in digest.rejected
    ]


def _clean(digest: Digest) -> Digest:
    """The digest with every word that people typed on one line."""
    lines = tuple(replace(line, name=clean_line(line.name)) for line in digest.institutions)
    findings = tuple(clean_line(one) for one in digest.findings)
    told = replace(digest, institutions=lines, findings=findings)
    return _each_heading(told, _clean_heading)


def _name_fewer(digest: Digest, most: int) -> Digest:
    return _each_heading(digest, lambda told: replace(told, people=told.people[:most]))


def _each_heading(digest: Digest, change: Callable[[Heading], Heading]) -> Digest:
    named = ((one.name, getattr(digest, one.name)) for one in fields(digest))
    headings: dict[str, Any] = {
        name: change(told) for name, told in named if isinstance(told, Heading)
    }
    return replace(digest, **headings)


def _clean_heading(heading: Heading) -> Heading:
    return replace(heading, people=tuple(_clean_person(one) for one in heading.people))


def _clean_person(one: Person) -> Person:
    phone = clean_line(one.phone or "")
    return replace(
        one, name=clean_line(one.name), institution=clean_line(one.institution or ""), phone=phone
    )
