"""Reading the published agenda from the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.domain.agenda import Pointer
from shared.domain.errors import Missing, StoreUnavailable
from shared.ports import AgendaPorts
from shared.render.agenda.digest import rendition_name
from shared.render.agenda.encode import read_json

if TYPE_CHECKING:
    from shared.render.agenda.document import AgendaDocument


def load_pointer(ports: AgendaPorts, event_id: str) -> Pointer:
    """The revision to be read. Raises Missing before the first release, or without event."""
    pointer = ports.pointers.known(event_id)
    if pointer is None:
        raise Missing("agenda")
    return pointer


def load_rendition(ports: AgendaPorts, pointer: Pointer, representation: str) -> bytes:
    """One representation, gzip-compressed. Raises StoreUnavailable when it is gone, as it may
    be under a pointer that was kept a moment too long.
    """
    name = rendition_name(representation, pointer.digest)
    rendition = ports.store.rendition(pointer.event, pointer.revision, name)
    if rendition is None:
        raise StoreUnavailable
    return rendition.body


def load_document(ports: AgendaPorts, pointer: Pointer) -> AgendaDocument:
    """The whole agenda as its JSON document."""
    document: AgendaDocument = read_json(load_rendition(ports, pointer, "json"))
    return document
