"""The digest in words, for the organisers' morning."""

from __future__ import annotations

from dataclasses import dataclass, replace

from shared.domain.digest import Digest, Heading, InstitutionLine, Person
from shared.domain.event import Event
from shared.domain.message import MessageKind
from shared.domain.text import clean_line
from shared.render.mail.meeting import describe_meeting
from shared.render.mail.templates import fill_templates, language_of
from shared.render.mail.when import say_instant


@dataclass(frozen=True)
class DigestText:
    """A digest as it is mailed and previewed."""

    subject: str
    text: str
    html: str


def render_digest(digest: Digest, event: Event) -> DigestText:
    """The digest in the event's language; subject and first line hold its headline."""
    language = language_of(MessageKind.DIGEST, event.locale)
    written = fill_templates(
        MessageKind.DIGEST,
        language,
        {
            "meeting": describe_meeting(event, language),
            "digest": _clean(digest),
            "until": say_instant(digest.until, digest.timezone, language),
        },
    )
    return DigestText(written.subject, written.text, written.html)


def _clean(digest: Digest) -> Digest:
    """The digest with every word that people typed on one line."""
    return replace(
        digest,
        left=_clean_heading(digest.left),
        new=_clean_heading(digest.new),
        pending=_clean_heading(digest.pending),
        declined=_clean_heading(digest.declined),
        waitlisted=_clean_heading(digest.waitlisted),
        moved=_clean_heading(digest.moved),
        promoted=_clean_heading(digest.promoted),
        substituted=_clean_heading(digest.substituted),
        corrected=_clean_heading(digest.corrected),
        undelivered=_clean_heading(digest.undelivered),
        institutions=tuple(
            InstitutionLine(clean_line(line.name), line.confirmed, line.waiting)
            for line in digest.institutions
        ),
    )


def _clean_heading(heading: Heading) -> Heading:
    people = tuple(
        Person(clean_line(one.name), clean_line(one.institution or ""), one.detail)
        for one in heading.people
    )
    return replace(heading, people=people)
