"""What changed for one person, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from shared.domain.changes import Note, What
from shared.domain.entry import Entry, differing_facts
from shared.domain.event import Event
from shared.domain.message import MessageKind
from shared.domain.notice_plan import told_since
from shared.domain.round import Round
from shared.domain.session import Status
from shared.render.agenda.change_words import sentence
from shared.render.agenda.words import words_for
from shared.render.mail.templates import language_of

MOST_LINES = 40
"""Nobody reads more in a mail; the agenda has them all."""


def say_changes(of: Round, event: Event, was: Entry, now: Entry) -> Mapping[str, str] | None:
    """The facts of a notice for who held the entry `was` and holds it as it is `now`.

    `changes` are sentences, one a line, `further` counts those that are not told, `whole` names
    what of the whole meeting differs (`time`, `place`, `status`). None: nothing touches the person.
    """
    notes = [note for note in told_since(of.noted, was.since) if not _is_no_news(note, was)]
    if not notes:
        return None
    words = words_for(language_of(MessageKind.NOTICE, event.locale))
    lines = [sentence(note, words, event.timezone) for note in islice(notes, MOST_LINES)]
    further = len(notes) - len(lines) + int(of.facts.get("further", "0"))
    return {
        "changes": "\n".join(" ".join(line.split()) for line in lines),
        "further": str(further or ""),
        "whole": " ".join(sorted(differing_facts(was.facts, now.facts))),
    }


def _is_no_news(note: Note, held: Entry) -> bool:
    """Whether a meeting takes place again of which the person never heard that it would not."""
    called_off = note.before == Status.CANCELLED
    return note.what is What.EVENT_RESTORED and called_off and held.live
