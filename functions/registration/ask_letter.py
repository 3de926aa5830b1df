"""Ask for the letter of nomination where an event requires one."""

from __future__ import annotations

from functions.registration.serve_self import link_token
from shared.domain.event import Event
from shared.domain.letter import LETTER_TYPES, LetterAsked
from shared.domain.registration import ACTIVE, Registration
from shared.ports import Ports


def ask_letter(ports: Ports, event: Event, registration: Registration) -> LetterAsked | None:
    """The letter as it stands, with a form for each kind of file; None where none is asked for.

    Raises Missing (there is no place for letters), StoreUnavailable.
    """
    asked = event.registration.letter_required and registration.state in ACTIVE
    if not asked or event.has_ended(ports.clock.now()):
        return None
    back = f"{ports.public_url}/registration/self/{link_token(event, registration)}"
    forms = [
        ports.letters.presign(event.id, registration.id, media_type, back)
        for media_type in LETTER_TYPES
    ]
    return LetterAsked(ports.letters.received(event.id, registration.id), forms, back)
