"""The journal: what happened, in order, for the digest, and what organisers did, for the record.

A change holds ids and no personal data; an entry may hold the reason that somebody typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ChangeKind(StrEnum):
    """What happened."""

    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"
    PENDING = "pending"
    DECLINED = "declined"
    PROMOTED = "promoted"
    LEFT_SEAT = "left_seat"
    LEFT_LINE = "left_line"
    MOVED = "moved"
    SUBSTITUTED = "substituted"
    ERASED = "erased"
    CORRECTED = "corrected"
    RELEASED = "released"
    UNDELIVERED = "undelivered"


@dataclass(frozen=True)
class Change:
    """One happening. `id` sorts by time; `detail` is a release number, a mail's fate, or a place in
    the line."""

    event: str
    id: str
    at: datetime
    kind: ChangeKind
    registration: str | None = None
    detail: str | None = None


class Deed(StrEnum):
    """What an organiser did."""

    EVENT_CREATED = "event_created"
    SETTINGS_CHANGED = "settings_changed"
    DRAFT_SAVED = "draft_saved"
    PUBLISHED = "published"
    RELEASE_REDACTED = "release_redacted"
    AGENDA_RENDERED = "agenda_rendered"
    REGISTERED = "registered"
    CORRECTED = "corrected"
    CANCELLED = "cancelled"
    APPROVED = "approved"
    DECLINED = "declined"
    MOVED = "moved"
    REPLAYED = "replayed"
    ATTENDED = "attended"
    LIST_SAVED = "list_saved"
    INSTITUTIONS_CHANGED = "institutions_changed"
    INSTITUTIONS_MERGED = "institutions_merged"
    INVITATIONS_IMPORTED = "invitations_imported"
    INVITATIONS_SENT = "invitations_sent"
    INVITATIONS_REMINDED = "invitations_reminded"
    INVITATION_REVOKED = "invitation_revoked"
    FOCAL_POINT_SENT = "focal_point_sent"
    FOCAL_POINT_REVOKED = "focal_point_revoked"
    MESSAGE_RESENT = "message_resent"
    MESSAGE_WRITTEN = "message_written"
    SUPPRESSION_REMOVED = "suppression_removed"
    DIGEST_LEFT = "digest_left"
    ORGANISER_ADDED = "organiser_added"
    ORGANISER_REVOKED = "organiser_revoked"


@dataclass(frozen=True)
class Hand:
    """An organiser's hand in a change: whose it is, by id, and what they said of it."""

    organiser: str
    said: str | None = None


@dataclass(frozen=True)
class JournalEntry:
    """That an organiser (`who`, an id) did something; `detail` says to what, and why.

    `event` is `*` for what concerns every event. `id` sorts by time.
    """

    event: str
    id: str
    at: datetime
    who: str
    what: Deed
    detail: str | None = None


def enter(
    hand: Hand, event: str, entry_id: str, at: datetime, what: Deed, about: str | None = None
) -> JournalEntry:
    """The entry of something that a hand did `about` something, with what it said of it."""
    detail = ": ".join(part for part in (about, hand.said) if part)
    return JournalEntry(event, entry_id, at, hand.organiser, what, detail or None)
