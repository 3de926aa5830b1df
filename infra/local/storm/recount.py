"""The recount: what must be true after a storm, each judged by the evidence alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from infra.local.storm.evidence import Evidence
from infra.local.storm.plan import Kind, colleague_of, person_of
from shared.domain.gate import Tally
from shared.domain.journal import ChangeKind
from shared.domain.quota import tallies_of
from shared.domain.registration import State

MOST_NAMED = 5
MAY_REPEAT = frozenset({"link", "changed"})
LETTERS: dict[ChangeKind, str] = {
    ChangeKind.CONFIRMED: "confirmation",
    ChangeKind.WAITLISTED: "waitlisted",
    ChangeKind.PROMOTED: "promoted",
    ChangeKind.LEFT_SEAT: "cancelled",
    ChangeKind.LEFT_LINE: "cancelled",
    ChangeKind.CORRECTED: "changed",
}
"""The mail that belongs to each happening of one person."""
STANDS: dict[State, frozenset[str]] = {
    State.CONFIRMED: frozenset({"confirmation", "promoted"}),
    State.WAITLISTED: frozenset({"waitlisted"}),
    State.CANCELLED: frozenset({"cancelled", "substituted"}),
}
"""Of these mails everyone who stands so has exactly one."""
FIGURES = {State.CONFIRMED: (1, 0), State.WAITLISTED: (0, 1)}


@dataclass(frozen=True)
class Held:
    """One sentence, whether it holds, and the first few things that speak against it."""

    sentence: str
    against: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.against


def recount(evidence: Evidence) -> tuple[Held, ...]:
    """Every promise, judged."""
    return tuple(
        Held(sentence, tuple(_first(judge(evidence)))) for sentence, judge in PROMISES.items()
    )


def _first(found: Iterable[str]) -> Iterator[str]:
    for number, one in enumerate(found):
        if number == MOST_NAMED:
            yield "…"
            return
        yield one


def _unanswered(seen: Evidence) -> Iterator[str]:
    lacking = len(seen.plan.throws) - len(seen.told)
    if lacking:
        yield f"{lacking} attempts were not begun in time"
    for told in seen.told:
        if not told.is_expected:
            yield f"{told.throw.kind}, person {told.throw.person}: {told.outcome}"


def _renamed(seen: Evidence) -> Iterator[str]:
    """Each person's webhooks name one registration, and one answer alone is not `duplicate`."""
    named: defaultdict[int, set[str | None]] = defaultdict(set)
    first: Counter[int] = Counter()
    for told in seen.told:
        if told.throw.delivery and told.registration and told.outcome not in ("done", "received"):
            named[told.throw.person].add(told.registration)
            first[told.throw.person] += told.outcome in ("confirmed", "waitlisted")
    for person, registrations in named.items():
        if len(registrations) != 1 or first[person] != 1:
            yield f"person {person}: {len(registrations)} registrations, {first[person]} made"


def _missing(seen: Evidence) -> Iterator[str]:
    """Everybody who was thrown in is there."""
    wanted = {person_of(one.throw.person).email for one in seen.told if one.throw.delivery}
    yield from sorted(wanted - {one.email for one in seen.registrations})


def _doubled(seen: Evidence) -> Iterator[str]:
    for email, times in Counter(one.email for one in seen.registrations).items():
        if times > 1:
            yield f"{email}: {times} registrations"


def _listed_otherwise(seen: Evidence) -> Iterator[str]:
    listed = {row["id"]: (row["state"], row["email"], row["answers"]) for row in seen.listed}
    kept = {one.id: (one.state.value, one.email, dict(one.answers)) for one in seen.registrations}
    if len(listed) != len(seen.listed):
        yield "somebody is listed twice"
    yield from sorted(
        one for one in listed.keys() | kept.keys() if listed.get(one) != kept.get(one)
    )


def _miscounted_gate(seen: Evidence) -> Iterator[str]:
    states = Counter(row["state"] for row in seen.listed)
    counted = states["confirmed"], states["waitlisted"]
    if counted != (seen.gate.taken, seen.gate.waiting):
        yield f"the gate has {seen.gate.taken} and {seen.gate.waiting}, the list {counted}"


def _miscounted_tallies(seen: Evidence) -> Iterator[str]:
    taken, waiting = Counter[str](), Counter[str]()
    for row in seen.listed:
        body = row["institution"] or {"id": None, "name": None}
        seat, place = FIGURES.get(State(row["state"]), (0, 0))
        for key in tallies_of(seen.event.form, body["id"], body["name"], row["answers"]):
            taken[key] += seat
            waiting[key] += place
    kept = {one.key: one for one in seen.tallies}
    for key in sorted(kept.keys() | taken.keys()):
        tally = kept.get(key, Tally(seen.event.id, key))
        if (tally.taken, tally.waiting) != (taken[key], waiting[key]):
            counted = f"{taken[key]} and {waiting[key]}"
            yield f"{key} has {tally.taken} and {tally.waiting}, the list {counted}"


def _oversold(seen: Evidence) -> Iterator[str]:
    yield from seen.oversold
    if not seen.looks:
        yield "nobody looked"


def _unpaired(seen: Evidence) -> Iterator[str]:
    """Happenings and messages of each person, kind by kind; a substitution happens to two."""
    predecessors = _predecessors(seen)
    written = Counter(
        (row["registration"], row["kind"]) for row in seen.messages if row["kind"] != "link"
    )
    wanted: Counter[tuple[str, str]] = Counter()
    for change in seen.changes:
        one = change.registration or ""
        if change.kind in LETTERS:
            wanted[one, LETTERS[change.kind]] += 1
        elif change.kind is ChangeKind.SUBSTITUTED:
            seated = written[one, "confirmation"] > 0
            wanted[one, "confirmation" if seated else "waitlisted"] += 1
            wanted[predecessors[one], "substituted"] += 1
    for pair in sorted(written.keys() | wanted.keys(), key=str):
        if written[pair] != wanted[pair]:
            yield f"{pair}: {wanted[pair]} happenings, {written[pair]} messages"


def _predecessors(seen: Evidence) -> dict[str, str]:
    """Whose place each colleague has taken over, by the ids of their registrations."""
    ids = {one.email: one.id for one in seen.registrations}
    pairs = {
        colleague_of(throw.person).email: person_of(throw.person).email
        for throw in seen.plan.throws
        if throw.kind is Kind.SUBSTITUTE
    }
    return {ids[came]: ids[left] for came, left in pairs.items() if came in ids and left in ids}


def _unsent(seen: Evidence) -> Iterator[str]:
    """A message is sent, or skipped because the person stood otherwise when its turn came."""
    address = {one.id: one.email for one in seen.registrations}
    sent: Counter[tuple[str, str]] = Counter()
    for row in seen.messages:
        if row["state"] == "sent":
            sent[address[row["registration"]], row["kind"]] += 1
        elif row["state"] != "skipped":
            yield f"{row['id']} is {row['state']}"
    got = Counter((letter.to, letter.kind) for letter in seen.letters)
    for pair in sorted(sent.keys() | got.keys()):
        if sent[pair] != got[pair]:
            yield f"{pair}: {sent[pair]} sent, {got[pair]} in the mailbox"


def _told_twice(seen: Evidence) -> Iterator[str]:
    got = Counter((letter.to, letter.kind) for letter in seen.letters)
    for (to, kind), times in sorted(got.items()):
        if times > 1 and kind not in MAY_REPEAT:
            yield f"{to}: {kind} {times} times"


def _told_otherwise(seen: Evidence) -> Iterator[str]:
    got = Counter((letter.to, letter.kind) for letter in seen.letters)
    for one in seen.registrations:
        told = sum(got[one.email, kind] for kind in STANDS.get(one.state, ()))
        if told != 1:
            yield f"{one.email} is {one.state} and was told so {told} times"


def _out_of_line(seen: Evidence) -> Iterator[str]:
    """Places are counted from 1 in the order of arrival; a colleague stands where the other did."""
    waiting = sorted(
        (row for row in seen.listed if row["state"] == "waitlisted"),
        key=lambda row: row["position"] or 0,
    )
    if [row["position"] for row in waiting] != [*range(1, len(waiting) + 1)]:
        yield "the places are not numbered from 1 to the end"
    if [row["id"] for row in waiting] != [place.registration for place in seen.line]:
        yield "the list and the line name others"
    colleagues = {colleague_of(throw.person).email for throw in seen.plan.throws}
    own = [row for row in waiting if row["email"] not in colleagues]
    for ahead, behind in pairwise(own):
        if ahead["registered_at"] > behind["registered_at"]:
            yield f"{behind['email']} came before {ahead['email']}"


def _kept_waiting(seen: Evidence) -> Iterator[str]:
    """While a place is free, only those wait whom a quota holds back."""
    taken = {one.key: one.taken for one in seen.tallies}
    for place in seen.line if seen.gate.has_room else ():
        limits = ((key, seen.event.quotas.limit_of(key)) for key in place.tallies)
        if all(most is None or taken.get(key, 0) < most for key, most in limits):
            yield f"{place.registration} waits for nothing"


def _entries_of_others(seen: Evidence) -> Iterator[str]:
    """The store's entries, and what the calendars of those who got the mails show."""
    shown: dict[str, tuple[int, bool]] = {}
    for letter in seen.letters:
        if letter.entry is not None:
            last = (letter.entry.sequence, letter.entry.method == "REQUEST")
            shown[letter.entry.uid] = _later(shown.get(letter.entry.uid), last)
    for one in seen.registrations:
        seated = one.state is State.CONFIRMED
        in_calendar = shown.get(one.entry.uid, (0, False))[1]
        if one.entry.live is not seated or in_calendar is not seated:
            yield f"{one.email} is {one.state}: kept {one.entry.live}, shown {in_calendar}"
    for uid in sorted(shown.keys() - {one.entry.uid for one in seen.registrations}):
        yield f"{uid} is nobody's"


def _later(before: tuple[int, bool] | None, after: tuple[int, bool]) -> tuple[int, bool]:
    """What a calendar shows after both: the higher SEQUENCE, else what came last (RFC 5546)."""
    return after if before is None or after[0] >= before[0] else before


Judge = Callable[[Evidence], Iterable[str]]
PROMISES: dict[str, Judge] = {
    "every attempt was answered, and as it should be": _unanswered,
    "repeats were answered with the registration of the first": _renamed,
    "everybody who came is registered once": lambda seen: (*_missing(seen), *_doubled(seen)),
    "the organiser's list says what the store says": _listed_otherwise,
    "the gate's counters equal a recount": _miscounted_gate,
    "every tally of an institution or an option equals a recount": _miscounted_tallies,
    "no place and no quota was sold twice, whenever somebody looked": _oversold,
    "one message was written for each thing that happened to somebody": _unpaired,
    "each message that was still true was mailed once": _unsent,
    "nobody has two mails of one kind, but for links and changes": _told_twice,
    "everybody was told how they stand": _told_otherwise,
    "the line is in the order of arrival": _out_of_line,
    "nobody waits who could have a place": _kept_waiting,
    "calendar entries live for those who are confirmed, and for nobody else": _entries_of_others,
}
