"""Reading the published agenda from the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from shared.agenda_ports import AgendaPorts
from shared.domain.errors import Gone, Missing, StoreUnavailable
from shared.render.agenda.digest import locales_named, rendition_name
from shared.render.agenda.encode import read_json

if TYPE_CHECKING:
    from shared.domain.agenda import Pointer
    from shared.render.agenda.document import SourceDocument


@dataclass(frozen=True)
class Shown:
    """The revision that a reader gets: the present one, or the first one of a release."""

    event: str
    release: int
    revision: int
    digest: str
    changed_at: datetime
    public: bool

    @property
    def locales(self) -> tuple[str, ...]:
        """The languages that it is there in, its own first."""
        return locales_named(self.digest)


def load_pointer(ports: AgendaPorts, event_id: str) -> Pointer:
    """The revision to be read. Raises Missing before the first release, or without event."""
    pointer = ports.pointers.known(event_id)
    if pointer is None:
        raise Missing("agenda")
    return pointer


def load_shown(ports: AgendaPorts, event_id: str, release: int | None = None) -> Shown:
    """The present revision (`release` None), or a release as it was published.

    Raises Missing without agenda or such a release, Gone for one that was redacted.
    """
    pointer = load_pointer(ports, event_id)
    if release is None:
        return Shown(
            event=event_id,
            release=pointer.release,
            revision=pointer.revision,
            digest=pointer.digest,
            changed_at=pointer.changed_at,
            public=pointer.public,
        )
    edition = ports.store.edition(event_id, release)
    if edition is None:
        raise Missing("release")
    if edition.redacted:
        raise Gone("release")
    return Shown(
        event=event_id,
        release=release,
        revision=edition.revision,
        digest=edition.digest,
        changed_at=edition.changed_at,
        public=pointer.public,
    )


def load_rendition(ports: AgendaPorts, shown: Shown, representation: str, locale: str) -> bytes:
    """One representation, gzip-compressed. Raises StoreUnavailable when it is gone, as it may
    be under a pointer that was kept a moment too long.
    """
    name = rendition_name(representation, locale, shown.digest)
    rendition = ports.store.rendition(shown.event, shown.revision, name)
    if rendition is None:
        raise StoreUnavailable
    return rendition.body


def load_source(ports: AgendaPorts, shown: Shown, locale: str) -> SourceDocument:
    """What everything that no rendition holds is made of."""
    source: SourceDocument = read_json(load_rendition(ports, shown, "source", locale))
    return source
