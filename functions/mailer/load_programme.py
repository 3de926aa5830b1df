"""The programme that a mail carries: the agenda as readers see it now, as plain text."""

from __future__ import annotations

import gzip

from shared.domain.message import Message, MessageKind
from shared.ports import Ports
from shared.render.agenda.digest import locales_named, rendition_name


def load_programme(ports: Ports, message: Message) -> str:
    """The agenda in its own language for a reminder that carries it; empty for all other mail, and
    before the first release.
    """
    if message.kind is not MessageKind.REMINDER or not message.facts.get("programme"):
        return ""
    pointer = ports.store.pointer(message.event)
    if pointer is None:
        return ""
    name = rendition_name("txt", locales_named(pointer.digest)[0], pointer.digest)
    rendition = ports.store.rendition(message.event, pointer.revision, name)
    return gzip.decompress(rendition.body).decode() if rendition else ""
