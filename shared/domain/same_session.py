"""Which sessions of a revised programme are which of the one before: a session keeps its id."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from shared.domain.likeness import FRAME, Looks, likeness, looks_of
from shared.domain.session import Session

MOST_ALIKE = 24
"""A word, a name or an instant that more sessions share tells none of them apart."""
MOST_MARKS = 8
"""By so many of its words, and of its people, a session is looked up."""
NONE = timedelta(0)
Key = Callable[[Looks], Hashable | None]


def match_sessions(before: Sequence[Session], after: Sequence[Session]) -> tuple[int | None, ...]:
    """For each session of `after` its index in `before`, none twice; None: it is new.

    Judged by title, people, kind and time, whatever order `after` is in; ids are not looked at.
    Work grows with the number of sessions times MOST_ALIKE and MOST_MARKS.
    """
    old, new = _in_order(before), _in_order(after)
    pairing = _Pairing([one for _, one in old], [one for _, one in new])
    pairing.find()
    found: list[int | None] = [None] * len(after)
    for mine, theirs in pairing.pairs.items():
        found[new[mine][0]] = old[theirs][0]
    return tuple(found)


def _in_order(sessions: Sequence[Session]) -> list[tuple[int, Looks]]:
    """The sessions by what they say, so that their order does not matter where that differs."""
    looks = [*enumerate(map(looks_of, sessions))]
    return sorted(looks, key=lambda one: (*_order(one[1]), one[0]))


def _order(one: Looks) -> tuple[object, ...]:
    end = one.session.end or one.session.start
    names = tuple(sorted(one.people))
    return one.session.start, end, one.title, one.session.kind.value, one.session.room or "", names


@dataclass
class _Pairing:
    """The pairing as it grows: `pairs` gives for an index in `new` the one in `old`."""

    old: list[Looks]
    new: list[Looks]
    pairs: dict[int, int] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)

    def find(self) -> None:
        """Pair what is plainly the same first, then what is most alike."""
        self.shifts = _shifts(self.old, self.new)
        series = _series([*self.old, *self.new])
        self._pair_groups(lambda one: (one.title, one.people, one.session.start), shifted=True)
        self._pair_groups(
            lambda one: (one.words, one.people) if one.people and one.words else None, most=1
        )
        self._pair_groups(
            lambda one: None if one.words in series else (one.title, one.session.start.date()),
            shifted=True,
        )
        self._pair_alike()
        self._pair_lone_presenters()

    def _shift(self, one: Looks) -> timedelta:
        return self.shifts.get(one.session.start.date(), NONE)

    def _pair(self, mine: int, theirs: int) -> None:
        self.pairs[mine] = theirs
        self.taken.add(theirs)

    def _rest(self) -> tuple[list[int], list[int]]:
        old = [number for number in range(len(self.old)) if number not in self.taken]
        return old, [number for number in range(len(self.new)) if number not in self.pairs]

    def _pair_groups(self, key: Key, most: int | None = None, *, shifted: bool = False) -> None:
        """Pair groups of one key in order, where both sides have as many (`most` at most)."""
        rest_old, rest_new = self._rest()
        was = _group(
            ((n, self._moved(self.old[n]) if shifted else self.old[n]) for n in rest_old), key
        )
        now = _group(((n, self.new[n]) for n in rest_new), key)
        for name, mine in now.items():
            theirs = was.get(name, [])
            if len(mine) == len(theirs) and (most is None or len(mine) <= most):
                for one, other in zip(mine, theirs, strict=True):
                    self._pair(one, other)

    def _moved(self, one: Looks) -> Looks:
        """The old session where the whole of its day has gone."""
        shift = self._shift(one)
        return _at(one, shift) if shift else one

    def _pair_alike(self) -> None:
        """Pair the rest, the most alike first; equals in the order of the programmes."""
        scored = sorted(
            (-score, abs(mine - theirs), mine, theirs)
            for mine, theirs in self._candidates()
            if (score := self._score(mine, theirs)) is not None
        )
        for _, _, mine, theirs in scored:
            if mine not in self.pairs and theirs not in self.taken:
                self._pair(mine, theirs)

    def _score(self, mine: int, theirs: int) -> float | None:
        old = self.old[theirs]
        score = likeness(old, self.new[mine], self._shift(old))
        return score and round(score, 6)

    def _candidates(self) -> Iterator[tuple[int, int]]:
        """Pairs that share something which few others have."""
        rest_old, rest_new = self._rest()
        holders: dict[Hashable, list[int]] = defaultdict(list)
        for number in rest_old:
            for mark in _marks(self._moved(self.old[number])):
                holders[mark].append(number)
        for number in rest_new:
            found = (holders.get(mark, ()) for mark in _marks(self.new[number]))
            near = {one for some in found if len(some) <= MOST_ALIKE for one in some}
            yield from ((number, one) for one in sorted(near))

    def _pair_lone_presenters(self) -> None:
        """A talk with another title is the same talk where its people present nothing else."""
        lone_old, lone_new = _lone(self.old), _lone(self.new)

        def key(one: Looks) -> Hashable | None:
            lone = one.people and one.people <= lone_old and one.people <= lone_new
            return (one.people, one.session.kind, one.session.start.date()) if lone else None

        self._pair_groups(key, most=1, shifted=True)


def _at(one: Looks, shift: timedelta) -> Looks:
    moved = Session("", one.session.title, one.session.kind, one.session.start + shift)
    return Looks(moved, one.title, one.words, one.numbers, one.people)


def _group(looks: Iterable[tuple[int, Looks]], key: Key) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for number, one in looks:
        name = key(one)
        if name is not None:
            groups[name].append(number)
    return groups


def _marks(one: Looks) -> Iterator[Hashable]:
    """What a session is looked up by: title, words, people, time, and its place in the frame."""
    day = one.session.start.date()
    yield "title", one.title, day
    words = _longest(one.words)
    yield from (("word", word) for word in words)
    yield from (("words of a day", word, day) for word in words)
    yield from (("person", name) for name in _longest(one.people))
    yield "start", one.session.start
    if one.session.kind in FRAME:
        yield "frame", one.session.kind, day


def _longest(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda one: (-len(one), one))[:MOST_MARKS]


def _series(looks: Iterable[Looks]) -> set[frozenset[str]]:
    """The words of titles that differ by their numbers alone, as `Session 1`, `Session 2`."""
    titles: dict[frozenset[str], set[frozenset[str]]] = defaultdict(set)
    for one in looks:
        titles[one.words].add(one.numbers)
    return {words for words, numbers in titles.items() if len(numbers) > 1}


def _lone(looks: Iterable[Looks]) -> frozenset[str]:
    """Who presents in one session alone."""
    times = Counter(name for one in looks for name in one.people)
    return frozenset(name for name, count in times.items() if count == 1)


def _shifts(old: Sequence[Looks], new: Sequence[Looks]) -> Mapping[date, timedelta]:
    """By how much each day of the old programme has moved, told by more than half of the titles
    that stand once in both; a day without such titles has not.
    """
    was, now = _once(old), _once(new)
    moves: dict[date, Counter[timedelta]] = defaultdict(Counter)
    for title in was.keys() & now.keys():
        start = was[title].session.start
        moves[start.date()][now[title].session.start - start] += 1
    most = {
        day: max(one.items(), key=lambda it: (it[1], -abs(it[0]))) for day, one in moves.items()
    }
    return {day: shift for day, (shift, count) in most.items() if 2 * count > moves[day].total()}


def _once(looks: Sequence[Looks]) -> dict[str, Looks]:
    times = Counter(one.title for one in looks)
    return {one.title: one for one in looks if times[one.title] == 1}
