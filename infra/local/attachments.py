"""Files that go out with messages, in RAM: the local stack's bucket."""

from __future__ import annotations

from shared.domain.attachment import Attachment, AttachmentNote, attachment_key


class LocalAttachments:
    """The Attachments port."""

    def __init__(self) -> None:
        self._kept: dict[str, Attachment] = {}

    def keep(self, event_id: str, attachment: Attachment) -> None:
        """Keep a file, there or not."""
        self._kept[attachment_key(event_id, attachment.id)] = attachment

    def look_up(self, event_id: str, attachment_id: str) -> AttachmentNote | None:
        """What is known of a file."""
        found = self.fetch(event_id, attachment_id)
        return found.note if found else None

    def fetch(self, event_id: str, attachment_id: str) -> Attachment | None:
        """A file with its bytes."""
        return self._kept.get(attachment_key(event_id, attachment_id))
