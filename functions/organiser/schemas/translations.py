"""What an event is called in other languages, in and out."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from functions.organiser.schemas.form import Locale
from functions.organiser.schemas.part import Part
from functions.organiser.schemas.places import Place
from functions.organiser.schemas.reading import Line, Text
from shared.domain.event import EventTranslation
from shared.domain.place import Location

MOST = 20
"""Languages beside the event's own: every one of them is rendered at each revision."""


class Translation(Part):
    """The event in one other language; what is left out is not translated."""

    title: Line | None = None
    project: Line | None = None
    location: Place | None = None
    background: Text | None = None

    def to_translation(self, locale: str) -> EventTranslation:
        """The translation as the domain knows it."""
        place = self.location
        return EventTranslation(
            locale=locale,
            title=self.title or None,
            project=self.project or None,
            location=Location(**place.model_dump()) if place else None,
            background=self.background or None,
        )


Translations = Annotated[dict[Locale, Translation], Field(max_length=MOST)]


def read_translations(given: dict[str, Translation] | None) -> tuple[EventTranslation, ...]:
    """The translations by locale."""
    return tuple(one.to_translation(locale) for locale, one in sorted((given or {}).items()))


def translations_document(translations: tuple[EventTranslation, ...]) -> dict[str, Any]:
    """The translations as they are read from outside, without what is not translated."""
    return {
        one.locale: {
            name: dict(vars(value)) if isinstance(value, Location) else value
            for name, value in vars(one).items()
            if value is not None and name != "locale"
        }
        for one in translations
    }
