"""Whatever the audience, everybody of it gets a message once, and nobody else gets it."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from collections.abc import Iterator

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from functions.organiser.judge_draft import Draft
from functions.organiser.write_message import send_to_audience
from functions.timer.run_due import run_due
from functions.timer.run_round import PAGE, run_round
from shared.adapters.memory import MemoryStore
from shared.domain.due import Due, DueKind
from shared.domain.journal import Hand
from shared.domain.message import MessageKind
from shared.domain.registration import Registration, State
from shared.domain.round import WRITTEN, Audience
from shared.domain.writes import Put
from shared.ports import Ports
from tests.builders import EVENT, NOW, a_registration, an_id
from tests.fakes import put_event, some_ports

HAND = Hand(an_id(999))
MANY = 10_000
MOST_BYTES_A_PAGE = 2_000_000
"""What a page may take besides what is kept of it: the rest of the meeting is not in it."""
BODIES = ("", "sorrel", "lake")
PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(State),
        st.sampled_from(BODIES),
        st.sampled_from(("form", "walk_in")),
        st.booleans(),
    ),
    max_size=PAGE + 12,
)
AUDIENCES = st.builds(
    Audience,
    st.sets(st.sampled_from(State), min_size=1).map(lambda some: tuple(sorted(some))),
    st.sets(st.sampled_from(BODIES[1:2])).map(lambda some: tuple(sorted(some))),
    st.booleans(),
)


def a_person(number: int, state: State, body: str, source: str, erased: bool) -> Registration:
    return a_registration(
        id=an_id(number),
        state=state,
        institution_id=body or None,
        source=source,
        erased_at=NOW if erased else None,
        mail=None,
    )


def a_hall(people: list[Registration]) -> Ports:
    ports = some_ports(MemoryStore())
    put_event(ports)
    for person in people:
        ports.store.commit([Put(person)], f"person-{person.id}")
    return ports


def begin(ports: Ports, audience: Audience) -> bool:
    """Ask for the message to be sent; the audience's institutions are known."""
    draft = Draft("Boots", "Bring them.", audience)
    return send_to_audience(ports, EVENT, "boots", draft, HAND)[1]


def written_to(ports: Ports) -> Counter[str | None]:
    page = ports.store.message_page(EVENT, None, 2 * MANY)
    return Counter(one.registration for one in page.items if one.kind is MessageKind.MESSAGE)


def belongs(one: Registration, audience: Audience) -> bool:
    """What an audience is, said once more."""
    return (
        one.erased_at is None
        and one.state in audience.states
        and (one.source == "walk_in" or not audience.walk_in)
        and (not audience.institutions or one.institution_id in audience.institutions)
    )


@settings(deadline=None)
@given(PEOPLE, AUDIENCES, st.integers(1, 3))
def test_everybody_of_an_audience_gets_it_once_and_nobody_else(
    drawn: list[tuple[State, str, str, bool]], audience: Audience, times: int
) -> None:
    people = [a_person(number, *one) for number, one in enumerate(drawn)]
    ports, meant = a_hall(people), {one.id for one in people if belongs(one, audience)}
    assume(meant)
    news = [begin(ports, audience) for _ in range(times)]
    run_due(ports)
    assert news == [True] + [False] * (times - 1)
    assert begin(ports, audience) is False
    run_due(ports)
    assert written_to(ports) == Counter(meant)
    of = ports.store.round(EVENT, f"{WRITTEN}boots")
    assert of is not None
    assert (of.told, of.facts["recipients"]) == (len(meant), str(len(meant)))


def test_ten_thousand_people_are_written_to_page_by_page_in_flat_memory() -> None:
    people = [
        a_person(n, State.WAITLISTED if n % 10 == 0 else State.CONFIRMED, "", "form", erased=False)
        for n in range(MANY)
    ]
    ports = a_hall(people)
    assert begin(ports, Audience())
    peaks = list(run_page_by_page(ports))
    assert len(peaks) == MANY // PAGE
    assert max(peaks) < MOST_BYTES_A_PAGE
    assert written_to(ports) == Counter(one.id for one in people if one.state is State.CONFIRMED)


def run_page_by_page(ports: Ports) -> Iterator[int]:
    """Each page as a tick of its own that is cut off after it; the most memory that each took."""
    due = Due(DueKind.ROUND, EVENT, f"{WRITTEN}boots", NOW)
    tracemalloc.start()
    while True:
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        if not run_round(ports, due):
            break
        yield tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()


def test_a_page_that_is_done_again_writes_to_nobody_again() -> None:
    people = [a_person(n, State.CONFIRMED, "", "form", erased=False) for n in range(PAGE + 1)]
    ports = a_hall(people)
    begin(ports, Audience())
    due = Due(DueKind.ROUND, EVENT, f"{WRITTEN}boots", NOW)
    first = ports.store.round(EVENT, due.key)
    assert first is not None
    assert run_round(ports, due)
    ports.store.commit([Put(first)], "forgets how far it came")
    while run_round(ports, due):
        pass
    assert written_to(ports) == Counter(one.id for one in people)
