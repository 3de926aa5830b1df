"""Keep a PDF that is to go out with a message."""

from __future__ import annotations

from collections.abc import Mapping

from functions.organiser.listing import Json
from functions.organiser.preview_message import show_note
from shared.domain.attachment import make_attachment
from shared.domain.errors import Invalid
from shared.ports import Ports


def keep_attachment(
    ports: Ports, event_id: str, parameters: Mapping[str, str], body: bytes
) -> Json:
    """The file as messages name it; the same file again is the same.

    Raises Invalid, Refused where files cannot be kept, StoreUnavailable.
    """
    unknown = sorted(set(parameters) - {"name"})
    if unknown:
        raise Invalid([(name, "This parameter is not known.") for name in unknown])
    attachment = make_attachment(parameters.get("name", ""), body)
    ports.attachments.keep(event_id, attachment)
    return show_note(attachment.note)
