"""Show: the pages of a registration and the JSON beside them.

Pages are imported when the first is asked for: a webhook never waits for jinja2 and babel.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from functions.registration.serve_self import position_of, words_of
from functions.registration.take_form import new_form_token
from shared.domain.event import Event
from shared.domain.registration import Registration
from shared.ports import Ports
from shared.render.registration.json import Json, registration_json

if TYPE_CHECKING:
    from shared.render.registration.page import Page as Page

Errors = Sequence[tuple[str, str]]


def show_landing(
    ports: Ports, event: Event, values: Mapping[str, str], errors: Errors = ()
) -> Page:
    """The landing page; `values` are what somebody has typed and `errors` what is wrong there."""
    from shared.render.registration.page import Typed, landing_page

    token = new_form_token(ports, event)
    return landing_page(event, ports.clock.now(), token, Typed(values, errors))


def landing_json(ports: Ports, event: Event) -> Json:
    """The form for programs: a page of one's own shows it and sends it back."""
    from shared.render.registration.questions import form_json

    return {
        "event": event.id,
        "open": event.is_open(ports.clock.now()),
        "form": form_json(event),
        "form_token": new_form_token(ports, event),
    }


def show_self(
    ports: Ports,
    event: Event,
    registration: Registration,
    values: Mapping[str, str] | None = None,
    errors: Errors = (),
) -> Page:
    """The self-service page with the registration's own words, or with those just typed."""
    from shared.render.registration.page import Typed, self_page

    said = {**words_of(registration), **(values or {})}
    return self_page(event, registration, position_of(ports, registration), Typed(said, errors))


def self_json(ports: Ports, registration: Registration) -> Json:
    """The registration as the person it belongs to reads it."""
    return registration_json(registration, position_of(ports, registration))


def show_thanks(event: Event) -> Page:
    """The page after the form."""
    from shared.render.registration.page import thanks_page

    return thanks_page(event)


def show_message(heading: str, text: str) -> Page:
    """A page that says one thing."""
    from shared.render.registration.page import message_page

    return message_page(heading, text)


def describe_interface() -> bytes:
    """The OpenAPI document of this function."""
    return Path(__file__).with_name("openapi.json").read_bytes()
