"""Take the landing page's form: judge it, register, and say the same to everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote

from functions.registration.answer_invitation import (
    INVITATION,
    Guest,
    asked_of,
    hold_fast,
    require_guest,
)
from shared.domain.errors import Invalid, StoreUnavailable
from shared.domain.event import Event
from shared.domain.form import Field, Submission, read_submission
from shared.domain.token import form_token_is_good, make_form_token
from shared.ports import Ports
from shared.verbs.keep_delivery import Origin
from shared.verbs.register import SettingsChanged, register

HONEYPOT, TOKEN, THANKS = "website", "form_token", "thanks_url"
SOURCE = Origin("form")
ADDRESS_MARKS = "%:/?#[]@!$&'()*+,;=~"


def take_form(ports: Ports, event: Event, values: Mapping[str, str]) -> None:
    """Register whoever filled the form; the outcome goes by mail alone.

    A machine fills the field that people do not see: it is thanked, and nothing is written.
    Fields that the form does not have are ignored, and so is what the link of an invitation holds
    fast. Raises Invalid, StoreUnavailable.
    """
    if values.get(HONEYPOT, "").strip():
        return
    guest = require_guest(ports, event, values.get(INVITATION))
    values = {**values, **(guest.locked if guest else {})}
    submission = _judge(ports, event, values, asked_of(event, guest))
    try:
        _register(ports, event, submission, guest)
    except SettingsChanged:
        _take_afresh(ports, event.id, values, guest)


def _take_afresh(
    ports: Ports, event_id: str, values: Mapping[str, str], guest: Guest | None
) -> None:
    event = ports.events.fresh(event_id)
    try:
        _register(ports, event, read_submission(asked_of(event, guest), values), guest)
    except SettingsChanged as again:
        raise StoreUnavailable from again


def _register(ports: Ports, event: Event, submission: Submission, guest: Guest | None) -> None:
    origin = replace(SOURCE, invitation=guest.invitation if guest else None)
    register(ports, event, hold_fast(guest, submission), origin)


def _judge(
    ports: Ports, event: Event, values: Mapping[str, str], form: Sequence[Field]
) -> Submission:
    """The submission, unless a field or the token is wrong: all that is wrong is told at once."""
    errors: list[tuple[str, str]] = []
    token = values.get(TOKEN, "")
    now = ports.clock.now()
    if not (token.isascii() and form_token_is_good(event.signing_key, event.id, token, now)):
        errors.append((TOKEN, "This form is too old; please send it again."))
    try:
        submission = read_submission(form, values)
    except Invalid as wrong:
        raise Invalid([*errors, *wrong.errors]) from wrong
    if errors:
        raise Invalid(errors)
    return submission


def new_form_token(ports: Ports, event: Event) -> str:
    """A token with which one page may send the form."""
    now = ports.clock.now()
    return make_form_token(event.signing_key, event.id, ports.ids.new(now), now)


def thanks_address(event: Event, wanted: str) -> str:
    """Where a person goes after the form: an address that the event allows, else our own page.

    A header holds ASCII alone, so other letters are percent-encoded (RFC 3987 section 3.1).
    """
    if wanted not in event.registration.thanks_urls:
        return f"/registration/{event.id}/thanks"
    return quote(wanted, safe=ADDRESS_MARKS)
