"""News of a mail comes in any order and any number of times, and it comes to the same."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from shared.ports import Ports
from tests.builders import EVENT, NOW, an_id
from tests.edge.feedback.calling import by_bus, by_topic, some_feedback_ports, timeline_in
from tests.mail_builders import ADDRESS, an_ses_event

NEWS: tuple[dict[str, Any], ...] = (
    an_ses_event("Send"),
    an_ses_event("DeliveryDelay", timestamp="2027-02-01T09:01:00.000Z"),
    an_ses_event("DeliveryDelay", timestamp="2027-02-01T09:31:00.000Z"),
    an_ses_event("Delivery", timestamp="2027-02-01T09:32:00.000Z"),
    an_ses_event("Bounce", bounceType="Transient", feedbackId="feedback-away"),
    an_ses_event("Bounce", feedbackId="feedback-gone"),
    an_ses_event("Complaint", feedbackId="feedback-angry"),
    an_ses_event("Open"),
    an_ses_event("Click"),
)


def outcome(ports: Ports) -> object:
    person = ports.store.registration(EVENT, an_id())
    told = sorted(one.detail or "" for one in ports.store.changes(EVENT, NOW, NOW))
    assert person is not None
    return timeline_in(ports), ports.store.suppression(ADDRESS), person.feedback, told


@st.composite
def tellings(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """Some news in one order, and the same news shuffled, each of it once or more."""
    some = draw(st.lists(st.sampled_from(range(len(NEWS))), unique=True))
    again = draw(st.lists(st.sampled_from(some))) if some else []
    return some, draw(st.permutations([*some, *again]))


@given(tellings(), st.data())
def test_any_order_and_any_repetition_come_to_the_same(
    told: tuple[list[int], list[int]], data: st.DataObject
) -> None:
    once, shuffled = some_feedback_ports(), some_feedback_ports()
    some, again = told
    for number in some:
        by_topic(once, NEWS[number])
    for number in again:
        road = data.draw(st.sampled_from([by_topic, by_bus]))
        road(shuffled, NEWS[number])
    assert outcome(shuffled) == outcome(once)
