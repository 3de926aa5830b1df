"""Rehearse: keep a test delivery and say what a real one would come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from shared.domain.desk import Outcome
from shared.domain.errors import Invalid
from shared.domain.event import Event
from shared.domain.form import Field
from shared.domain.text import clean_line
from shared.ports import Ports
from shared.senders.mapping import map_values
from shared.senders.naming import tell_apart
from shared.verbs.keep_delivery import Origin, Registered, keep_delivery

MOST_NAMES, LONGEST_NAME = 40, 80


def rehearse(ports: Ports, event: Event, origin: Origin, values: Mapping[str, str]) -> Registered:
    """Keep it under an id of its own: it is no repeat, and the real one is none of it."""
    number = f"test-{ports.ids.new(ports.clock.now())}"
    told = say_rehearsal(event.form, values)
    return keep_delivery(ports, event, replace(origin, sender_id=number), Outcome.IGNORED, told)


def say_rehearsal(form: Sequence[Field], values: Mapping[str, str]) -> str:
    """Which form keys were found and which of the sender's names were not, by name alone."""
    found, unmapped = tell_apart(form, values)
    try:
        map_values(form, {}, values)
        registered = _list(found)
    except Invalid:
        registered = f"nobody, no usable address or a name too long; found: {_list(found)}"
    return f"test: would register: {registered}; unmapped: {_list(unmapped)}"


def _list(names: Iterable[str]) -> str:
    shortened = [clean_line(name)[:LONGEST_NAME] for name in names]
    more = ["…"] if len(shortened) > MOST_NAMES else []
    return ", ".join([*shortened[:MOST_NAMES], *more]) or "nothing"
