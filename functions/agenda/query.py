"""The query of a request, judged by the table of parameters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from functions.agenda.query_table import known_on
from shared.domain.errors import Invalid
from shared.domain.text import fold
from shared.render.agenda.select import WHOLE, Selection, read_selection

PAGE = "html"
FURTHEST_RELEASE = 10**9
YEARS = range(1900, 9000)
"""Years in which any offset can be added to an instant."""


@dataclass(frozen=True)
class Query:
    """What a request asks: a selection, or what is newer than a release; of which release, and
    in which language. `lenient` takes the agenda's own language for one that it does not have.
    """

    selection: Selection = WHOLE
    since: int | None = None
    release: int | None = None
    lang: str | None = None
    at: datetime | None = None
    lenient: bool = False

    def choose_locale(self, locales: Sequence[str]) -> str:
        """The one of the agenda's languages that is wanted, by default the first.

        Raises Invalid when a language is wanted that the agenda does not have.
        """
        if self.lang is None:
            return locales[0]
        for locale in locales:
            if _language(locale) == _language(self.lang):
                return locale
        if self.lenient:
            return locales[0]
        raise Invalid.at("lang", "The agenda is not there in this language.")


def read_query(representation: str, pairs: Iterable[tuple[str, str]]) -> Query:
    """The query. Raises Invalid naming each parameter that is unknown, repeated or bad."""
    if representation == PAGE:
        return Query(lang=dict(pairs).get("lang"), lenient=True)
    parameters = read_parameters(representation, pairs)
    query = Query(
        selection=read_selection(parameters),
        since=_read_release("since", parameters.get("since")),
        release=_read_release("release", parameters.get("release")),
        lang=parameters.get("lang"),
        at=_read_instant(parameters.get("at")),
    )
    if query.since is not None and query.selection.narrows:
        raise Invalid.at("since", "This cannot be asked together with a filter.")
    if query.since is not None and query.release is not None:
        raise Invalid.at("release", "This cannot be asked together with since.")
    return query


def read_parameters(representation: str, pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The parameters by name. Raises Invalid naming each one that is unknown or repeated."""
    known = known_on(representation)
    found: dict[str, str] = {}
    errors: list[tuple[str, str]] = []
    for name, value in pairs:
        if name not in known:
            errors.append((name, "This parameter is not known here."))
        elif name in found:
            errors.append((name, "This parameter may be given once only."))
        found[name] = value
    if errors:
        raise Invalid(errors)
    return found


def _read_release(name: str, text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()):
        raise Invalid.at(name, "Please give the number of a release.")
    return int(text[-9:]) if len(text.lstrip("0")) < 10 else FURTHEST_RELEASE


def _read_instant(text: str | None) -> datetime | None:
    """An instant; a plus that a form or gateway made a space is taken for a plus."""
    if text is None:
        return None
    try:
        instant = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        instant = datetime.min
    if instant.tzinfo is None or instant.year not in YEARS:
        raise Invalid.at("at", "Please give an instant such as 2027-03-31T10:00:00+02:00.")
    return instant.astimezone(UTC)


def _language(locale: str) -> str:
    return fold(locale).replace("_", "-")
