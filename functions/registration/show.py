"""Show: the pages of a registration and the JSON beside them.

Pages are imported when the first is asked for: a webhook never waits for jinja2 and babel.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from functions.registration.answer_invitation import Guest
from functions.registration.ask_letter import ask_letter
from functions.registration.describe_form import describe_form
from functions.registration.serve_focal_point import House
from functions.registration.serve_self import ACTION, position_of, words_of
from functions.registration.take_form import new_form_token
from shared.domain.event import Event
from shared.domain.quota import OPTION
from shared.domain.registration import Registration
from shared.ports import Ports
from shared.render.registration.json import Json, registration_json
from shared.verbs.tell_person import tell_person

if TYPE_CHECKING:
    from shared.render.registration.page import Page as Page

Errors = Sequence[tuple[str, str]]


def show_landing(
    ports: Ports,
    event: Event,
    values: Mapping[str, str],
    errors: Errors = (),
    guest: Guest | None = None,
) -> Page:
    """The landing page; `values` are what somebody has typed and `errors` what is wrong there.

    For a guest the invitation fills in what it knows.
    """
    from shared.render.registration.page import Asked, Typed, landing_page

    token, full = new_form_token(ports, event), full_options(ports, event)
    said = {**(guest.known if guest else {}), **values, **(guest.locked if guest else {})}
    asked = Asked(guest.token, guest.invitation, guest.institution) if guest else None
    return landing_page(event, ports.clock.now(), token, Typed(said, errors, full), asked)


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
    from shared.render.registration.page import Typed, erased_page, self_page

    if registration.erased_at is not None:
        return erased_page(event, registration.erased_at)
    typed_anew = values or {}
    instead = typed_anew.get(ACTION) == "substitute"
    colleague = Typed(typed_anew if instead else {}, errors if instead else ())
    said = {**words_of(registration), **({} if instead else typed_anew)}
    errors = () if instead else errors
    typed = Typed(said, errors, full_options(ports, event) - {*registration.tallies})
    now, position = ports.clock.now(), position_of(ports, registration)
    letter = ask_letter(ports, event, registration)
    return self_page(event, now, registration, position, typed, colleague, letter)


def full_options(ports: Ports, event: Event) -> frozenset[str]:
    """The options, as tallies, in which no place is left; the store is asked only for quotas."""
    if not event.quotas.option:
        return frozenset()
    tallies = ports.store.tallies(event.id, OPTION)
    return event.quotas.full_options({one.key: one.taken for one in tallies})


def self_json(ports: Ports, registration: Registration) -> Json:
    """The registration as the person it belongs to reads it."""
    return registration_json(registration, position_of(ports, registration))


def own_data(ports: Ports, event: Event, registration: Registration) -> bytes:
    """Everything that is kept about the person, as a file of JSON that people can read too."""
    told = tell_person(ports, event, registration)
    return json.dumps(told, ensure_ascii=False, indent=2).encode(errors="replace")


def own_entry(ports: Ports, event: Event, registration: Registration) -> bytes | None:
    """The person's calendar entry as a file; None for who never had one."""
    from shared.render.mail.entry_words import publish_entry

    now = ports.clock.now()
    return publish_entry(event, registration, now, ports.public_url, ports.sender_identity)


def show_focal(
    ports: Ports, house: House, values: Mapping[str, str], errors: Errors = (), done: str = ""
) -> Page:
    """The page of an institution's focal point."""
    from shared.render.registration.focal_page import Places, focal_page
    from shared.render.registration.page import Typed

    places = Places(house.quota, house.left, house.confirmed, house.waiting)
    said = {**values, "institution": house.body.name}
    typed = Typed(said, errors, full_options(ports, house.event))
    now = ports.clock.now()
    return focal_page(house.event, now, house.body, house.people, places, typed, done)


def show_digest(event: Event, address: str | None) -> Page:
    """The page on which the reader of a digest leaves it; None: nobody there gets it."""
    from shared.render.registration.page import digest_page

    return digest_page(event, address)


def show_thanks(event: Event) -> Page:
    """The page after the form."""
    from shared.render.registration.page import thanks_page

    return thanks_page(event)


def show_message(heading: str, text: str) -> Page:
    """A page that says one thing."""
    from shared.render.registration.page import message_page

    return message_page(heading, text)


def describe_interface(event: Event | None = None) -> Json:
    """The OpenAPI document of this function; of an event with the questions of its form."""
    document: Json = json.loads(Path(__file__).with_name("openapi.json").read_bytes())
    return describe_form(document, event.form, event.locale) if event else document
