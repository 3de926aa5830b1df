"""What changed for one person, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from shared.domain.changes import EVENT_STATUS, Note, What
from shared.domain.entry import Entry, differing_facts
from shared.domain.event import Event
from shared.domain.message import MessageKind
from shared.domain.notice_plan import STATUS_TOLD, told_since
from shared.domain.round import Round
from shared.domain.session import Status
from shared.render.agenda.change_words import sentence
from shared.render.agenda.words import words_for
from shared.render.mail.templates import language_of

MOST_LINES = 40
"""Nobody reads more in a mail; the agenda has them all."""
WHOLE = {
    What.EVENT_PLACE: "place",
    **dict.fromkeys((What.ADDED, What.REMOVED, What.MOVED), "time"),
    **dict.fromkeys(STATUS_TOLD, "status"),
}
"""Which of an entry's facts a change may make another."""


def say_changes(of: Round, event: Event, was: Entry, now: Entry) -> Mapping[str, str] | None:
    """The facts of a notice for who held the entry `was` and holds it as it is `now`.

    `changes` are sentences, one a line, `further` counts those that are not told, `whole` names
    what of the whole meeting differs (`time`, `place`, `status`). None: nothing touches the person.
    Whoever holds an entry that was taken back hears first that the meeting is not off.
    """
    differing = differing_facts(was.facts, now.facts)
    if was.withdrawn:
        differing |= {"status"}
    told = _news(of, was, differing)
    notes = _status_first(told, event) if was.withdrawn else [*_true_of(event, told)]
    if not notes:
        return None
    words = words_for(language_of(MessageKind.NOTICE, event.locale))
    lines = [sentence(note, words, event.timezone) for note in islice(notes, MOST_LINES)]
    further = len(notes) - len(lines) + int(of.facts.get("further", "0"))
    return {
        "changes": "\n".join(" ".join(line.split()) for line in lines),
        "further": str(further or ""),
        "whole": " ".join(sorted(differing)),
    }


def _status_first(notes: Iterable[Note], event: Event) -> list[Note]:
    """The notes behind one of how the meeting stands now, after it was called off."""
    others = (note for note in notes if note.what not in STATUS_TOLD)
    what, before = EVENT_STATUS[event.status], str(Status.CANCELLED)
    return [Note(what, None, event.title, before, str(event.status)), *others]


def _true_of(event: Event, notes: Iterable[Note]) -> Iterator[Note]:
    """The notes without a status that is another again by now: that is told by a later notice."""
    for note in notes:
        if note.what not in STATUS_TOLD or note.after == str(event.status):
            yield note


def _news(of: Round, held: Entry, differing: frozenset[str]) -> list[Note]:
    """What touches who holds the entry.

    Where changes cancel out for them, but another mail gave them the entry as it was in between,
    they are told what came after.
    """
    notes = [*_told(of, held, held.since, differing)]
    later = sorted({one.version for one in of.noted if one.version > held.since})
    for version in later if differing else ():
        if notes:
            break
        told = _told(of, held, version, differing)
        notes = [note for note in told if WHOLE.get(note.what) in differing]
    return notes


def _told(of: Round, held: Entry, since: int, differing: frozenset[str]) -> Iterator[Note]:
    for note in told_since(of.noted, since):
        if "status" in differing or not _is_no_news(note, held):
            yield note


def _is_no_news(note: Note, held: Entry) -> bool:
    """Whether a meeting is no longer off of which the person never heard that it was."""
    called_off = note.before == Status.CANCELLED
    return note.what in STATUS_TOLD and called_off and held.live
