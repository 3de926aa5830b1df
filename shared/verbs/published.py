"""What readers saw last, as the next revision goes on from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.domain.agenda import Pointer, Release
from shared.domain.session import Session
from shared.ports import Ports
from shared.render.agenda.digest import locales_named, rendition_name
from shared.render.agenda.document import SourceDocument
from shared.render.agenda.encode import read_json
from shared.render.agenda.marks import Mark, read_marks


@dataclass(frozen=True)
class Published:
    """The pointer, its release, the sessions' marks and numbers; nothing before the first.

    Not `whole`: an earlier version of ours rendered it, without marks.
    """

    pointer: Pointer | None = None
    release: Release | None = None
    marks: Mapping[str, Mark] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    whole: bool = True

    @property
    def number(self) -> int:
        """The number of the release (0: none yet)."""
        return self.release.number if self.release else 0

    @property
    def sessions(self) -> tuple[Session, ...]:
        """The sessions that readers saw."""
        return self.release.sessions if self.release else ()


def load_published(ports: Ports, event_id: str) -> Published:
    """What readers of the event's agenda see now."""
    pointer = ports.store.pointer(event_id)
    if pointer is None:
        return Published()
    release = ports.store.release(event_id, pointer.release)
    name = rendition_name("source", locales_named(pointer.digest)[0], pointer.digest)
    rendition = ports.store.rendition(event_id, pointer.revision, name)
    if rendition is None:  # written before there were any: marks begin anew, numbers are known
        draft = ports.store.draft(event_id)
        return Published(pointer, release, {}, draft.numbers if draft else {}, whole=False)
    source: SourceDocument = read_json(rendition.body)
    return Published(pointer, release, read_marks(source["marks"]), source["numbers"])
