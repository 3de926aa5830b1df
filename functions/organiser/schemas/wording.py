"""What an organiser says in mails, in and out: a subject and a text for each kind of mail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, StringConstraints

from functions.organiser.schemas.part import Part
from functions.organiser.schemas.reading import Strict, read_line, read_text
from shared.domain.errors import Invalid
from shared.domain.event import Wording
from shared.domain.message import MessageKind

MOST_BYTES = 40_000
"""Of all kinds together: they share one item of the table with the event."""
Subject = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(read_line)]
Body = Annotated[str, StringConstraints(min_length=1, max_length=8_000), AfterValidator(read_text)]


class KindWording(Part):
    """What is said in the mails of one kind; what is left out is said in our own words."""

    subject: Subject | None = None
    text: Body | None = None


class WordingRules(Part):
    """What is said, by the kind of the mail."""

    confirmation: KindWording | None = None
    waitlisted: KindWording | None = None
    pending: KindWording | None = None
    approved: KindWording | None = None
    declined: KindWording | None = None
    promoted: KindWording | None = None
    refused: KindWording | None = None
    changed: KindWording | None = None
    cancelled: KindWording | None = None
    substituted: KindWording | None = None
    erased: KindWording | None = None
    link: KindWording | None = None
    invitation: KindWording | None = None
    focal_point: KindWording | None = None
    notice: KindWording | None = None
    reminder: KindWording | None = None

    def to_wording(self) -> dict[str, Wording]:
        """The wording as the domain knows it. Raises Invalid when it is too much altogether."""
        given = {name: Wording(one.subject, one.text) for name, one in self if one is not None}
        said = {name: one for name, one in given.items() if one != Wording()}
        size = sum(len(f"{one.subject or ''}{one.text or ''}".encode()) for one in said.values())
        if size > MOST_BYTES:
            raise Invalid.at("wording", f"All together this is more than {MOST_BYTES:,} bytes.")
        return said


class WordingTry(Strict):
    """Words to be looked at; what is left out is as it is saved, and null is our own."""

    kind: Literal[
        "confirmation",
        "waitlisted",
        "pending",
        "approved",
        "declined",
        "promoted",
        "refused",
        "changed",
        "cancelled",
        "substituted",
        "erased",
        "link",
        "invitation",
        "focal_point",
        "notice",
        "reminder",
    ]
    subject: Subject | None = None
    text: Body | None = None

    def onto(self, saved: Mapping[str, Wording]) -> tuple[MessageKind, Wording]:
        """The kind, and the wording with what was given in the place of what is saved."""
        before = saved.get(self.kind, Wording())
        given = self.model_fields_set
        return MessageKind(self.kind), Wording(
            self.subject if "subject" in given else before.subject,
            self.text if "text" in given else before.text,
        )


def wording_document(wording: Mapping[str, Wording]) -> dict[str, Any]:
    """The wording as settings show it."""
    return {name: {"subject": one.subject, "text": one.text} for name, one in wording.items()}
