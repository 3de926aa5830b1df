"""A revised outline taken into a draft that was edited by hand: three ways, nothing lost unsaid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from shared.domain.same_session import match_sessions
from shared.domain.session import Session

PRINTED = ("title", "kind", "start", "end", "room", "description", "speakers", "items")
"""What an outline can say of a session; whatever else a draft holds is by hand and stays."""


@dataclass(frozen=True)
class Conflict:
    """Hand and document changed one thing differently; the hand's stands meanwhile.

    `field` None: one of them has the session no more (its side is None).
    """

    session: str
    field: str | None
    hand: Session | None
    document: Session | None


@dataclass(frozen=True)
class Merged:
    """The sessions after a merge, those without an id new, and what is left to be decided."""

    sessions: tuple[Session, ...]
    conflicts: tuple[Conflict, ...] = ()


def align_sessions(
    base: Sequence[Session] | None, hand: Sequence[Session], document: Sequence[Session]
) -> tuple[Session, ...]:
    """The document's sessions under the ids that they had; new ones have an empty id.

    They are looked for in `base`, what the document said before (None: not known), and then among
    what only the draft has.
    """
    found = _named(hand if base is None else base, document)
    named = {one.id for one in found if one.id}
    others = [one for one in hand if one.id not in named]
    left = [number for number, one in enumerate(found) if not one.id]
    again = dict(zip(left, _named(others, [found[one] for one in left]), strict=True))
    return tuple(again.get(number, one) for number, one in enumerate(found))


def merge_outline(
    base: Sequence[Session] | None, hand: Sequence[Session], document: Sequence[Session]
) -> Merged:
    """The draft `hand` with what `document` changed since `base`; ids say what is the same.

    What one side alone changed is taken from it. Without `base` (None) nobody knows who changed
    what: both sides' words stand, and where both speak differently it is a conflict.
    """
    was = {one.id: one for one in base or ()}
    drafted = {one.id: one for one in hand}
    printed = {one.id: one for one in document if one.id}
    kept: list[Session] = [one for one in document if not one.id]
    conflicts: list[Conflict] = []
    for one in hand:
        ends = _end_session(one, printed.get(one.id), was.get(one.id), known=base is not None)
        kept += ends.sessions
        conflicts += ends.conflicts
    for one in printed.values():
        if one.id not in drafted and _said(one) != _said(was.get(one.id)):
            conflicts.append(Conflict(one.id, None, None, one))
    return Merged(tuple(kept), tuple(conflicts))


def _named(known: Sequence[Session], sessions: Sequence[Session]) -> list[Session]:
    pairs = zip(sessions, match_sessions(known, sessions), strict=True)
    return [replace(one, id="" if at is None else known[at].id) for one, at in pairs]


def _end_session(
    hand: Session, document: Session | None, base: Session | None, *, known: bool
) -> Merged:
    """What becomes of one session of the draft."""
    if document is not None:
        return _merge_fields(hand, document, base)
    if known and base is None:
        return Merged((hand,))
    if known and _unedited(hand, base):
        return Merged(())
    return Merged((hand,), (Conflict(hand.id, None, hand, None),))


def _unedited(hand: Session, base: Session | None) -> bool:
    printed_alone = {name: getattr(hand, name) for name in PRINTED}
    bare = Session(id=hand.id, **printed_alone)
    return bare == hand and _said(hand) == _said(base)


def _merge_fields(hand: Session, document: Session, base: Session | None) -> Merged:
    said, told, was = _said(hand), _said(document), _said(base)
    taken = {name for name in PRINTED if _takes(name, said, told, was)}
    open_ = {name for name in PRINTED if _clashes(name, said, told, was)}
    merged = _with(hand, document, taken)
    if _runs_backwards(merged) and not (_runs_backwards(hand) or _runs_backwards(document)):
        times = {name for name in ("start", "end") if said[name] != told[name]}
        merged, open_ = _with(hand, document, taken - times), open_ | times
    conflicts = [Conflict(hand.id, name, hand, document) for name in PRINTED if name in open_]
    return Merged((merged,), tuple(conflicts))


Words = Mapping[str, object]


def _takes(name: str, said: Words, told: Words, was: Words) -> bool:
    """Whether the document alone changed the field; where nobody knows, whether it alone speaks."""
    if said[name] == told[name]:
        return False
    return said[name] == was[name] if was else not said[name]


def _clashes(name: str, said: Words, told: Words, was: Words) -> bool:
    if said[name] == told[name]:
        return False
    if was:
        return was[name] not in (said[name], told[name])
    return bool(said[name] and told[name])


def _with(hand: Session, document: Session, names: set[str]) -> Session:
    return replace(hand, **{name: getattr(document, name) for name in names})


def _runs_backwards(session: Session) -> bool:
    return session.end is not None and session.end < session.start


def _said(session: Session | None) -> Words:
    """What is compared of a session, by field: of speakers not the id; nothing of no session."""
    return dict(_words_of(session)) if session else {}


def _words_of(session: Session) -> Iterator[tuple[str, object]]:
    for name in PRINTED:
        value = getattr(session, name)
        yield name, tuple(replace(one, id="") for one in value) if name == "speakers" else value
