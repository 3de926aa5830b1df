"""Judge what an organiser wrote: whether it can be sent to its audience as it stands."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from shared.domain.attachment import AttachmentNote
from shared.domain.errors import Invalid
from shared.domain.event import Event
from shared.domain.institution import institution_of
from shared.domain.round import Audience
from shared.ports import Ports


@dataclass(frozen=True)
class Draft:
    """What an organiser wrote, and to whom; `attachment` is the id of a file."""

    subject: str
    text: str
    audience: Audience
    attachment: str | None = None

    @property
    def digest(self) -> str:
        """The same for the same message to the same audience."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


@dataclass(frozen=True)
class Judged:
    """A draft that can be sent for its event: institutions known, the file there."""

    event: Event
    draft: Draft
    attachment: AttachmentNote | None

    @property
    def facts(self) -> Mapping[str, str]:
        """What every mail of it says."""
        told = {"subject": self.draft.subject, "body": self.draft.text}
        if self.attachment is None:
            return told
        return {**told, "attachment": self.attachment.id, "file": self.attachment.name}


def judge_draft(ports: Ports, event_id: str, draft: Draft) -> Judged:
    """The draft with its event. Raises Invalid naming an institution or a file that is not there,
    StoreUnavailable.
    """
    event = ports.events.fresh(event_id)
    bodies = sorted({_know(event, one) for one in draft.audience.institutions})
    audience = replace(draft.audience, institutions=tuple(bodies))
    return Judged(event, replace(draft, audience=audience), _find_file(ports, event, draft))


def _know(event: Event, institution_id: str) -> str:
    found = institution_of(event.institutions, institution_id)
    if found is None:
        told = f"There is no institution {institution_id}."
        raise Invalid.at("audience.institutions", told)
    return found.id


def _find_file(ports: Ports, event: Event, draft: Draft) -> AttachmentNote | None:
    if draft.attachment is None:
        return None
    note = ports.attachments.look_up(event.id, draft.attachment)
    if note is None:
        raise Invalid.at("attachment", "There is no such file; please attach it again.")
    return note
