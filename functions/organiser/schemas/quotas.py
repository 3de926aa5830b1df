"""Quotas in an event's settings: how many of an institution, how many of an option."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field as Rule

from functions.organiser.schemas.part import Part
from functions.organiser.schemas.reading import path_of
from shared.domain.errors import Invalid
from shared.domain.event import Event
from shared.domain.form import CONTACT_KEYS, Field, FieldType
from shared.domain.quota import COUNTED, EACH, TICKED, Quotas

MOST_SEATS = 10_000_000
MOST_QUOTAS = 2000
NO_INSTITUTION = "The event knows no institution of this id."
NO_OPTION = "The form has no such option; a quota of one that goes must go too."

Seats = Annotated[int, Rule(ge=0, le=MOST_SEATS)]
Limits = Annotated[dict[str, Seats], Rule(max_length=MOST_QUOTAS)]


class QuotaRules(Part):
    """Limits by institution (`*`: each that is not named) and by `<form key>=<option>`.

    A box that is ticked is the option `yes`.
    """

    institution: Limits | None = None
    option: Limits | None = None

    def to_quotas(self) -> Quotas:
        """The quotas as the domain knows them."""
        return Quotas(dict(self.institution or {}), dict(self.option or {}))


def check_quotas(event: Event) -> Event:
    """The event as it is. Raises Invalid naming each quota of nothing that the event knows."""
    known = {EACH, *(one.id for one in event.institutions)}
    options = set(options_of(event.form))
    wrong = {
        ("institution", one): NO_INSTITUTION for one in event.quotas.institution if one not in known
    } | {("option", one): NO_OPTION for one in event.quotas.option if one not in options}
    if wrong:
        raise Invalid([(path_of(("quotas", *path)), why) for path, why in wrong.items()])
    return event


def options_of(form: Iterable[Field]) -> Iterable[str]:
    """Every option that may have a quota, as `<form key>=<option>`."""
    for one in form:
        if one.type in COUNTED and one.key not in CONTACT_KEYS:
            options = one.options if one.type is FieldType.SELECT else TICKED
            yield from (f"{one.key}={option}" for option in options)
