"""The life of a message: every move from the states it may start from, and no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from shared.domain.errors import Illegal
from shared.domain.message import (
    BACKOFF,
    FORGETFUL,
    LEASE,
    Message,
    MessageKind,
    MessageState,
    Recipient,
    claim_message,
    message_key,
    postpone_message,
    queue_message,
    requeue_message,
    settle_message,
)
from tests.builders import NOW, a_message


def pending() -> Message:
    return queue_message(a_message(state=MessageState.PENDING, attempts=0, version=1))


def test_a_claim_leases_the_message_and_a_second_one_is_illegal() -> None:
    claimed = claim_message(pending(), "me", NOW)
    assert (claimed.state, claimed.claim, claimed.due_at, claimed.attempts, claimed.version) == (
        MessageState.SENDING,
        "me",
        NOW + LEASE,
        1,
        2,
    )
    with pytest.raises(Illegal):
        claim_message(claimed, "you", NOW)


def test_a_sent_message_is_never_due_again() -> None:
    sent = settle_message(
        claim_message(pending(), "me", NOW), MessageState.SENT, NOW, provider_id="p-1"
    )
    assert (sent.state, sent.due_at, sent.provider_id, sent.claim) == (
        MessageState.SENT,
        None,
        "p-1",
        None,
    )
    with pytest.raises(Illegal):
        requeue_message(sent, NOW + timedelta(days=99))


@pytest.mark.parametrize("kind", sorted(FORGETFUL))
def test_a_message_that_names_people_forgets_them_once_it_is_over(kind: MessageKind) -> None:
    told: dict[str, Any] = {"to": Recipient("ada@example.org", "Ada"), "facts": {"name": "Ada"}}
    claimed = claim_message(replace(pending(), kind=kind, **told), "me", NOW)
    waits = settle_message(claimed, MessageState.RETRY, NOW)
    assert (waits.to, waits.facts) == (claimed.to, claimed.facts)
    for state in (MessageState.SENT, MessageState.DEAD, MessageState.SKIPPED):
        over = settle_message(claimed, state, NOW)
        assert (over.to, over.facts) == (None, {})


def test_transient_failures_wait_longer_each_time_and_end_dead() -> None:
    message, now = pending(), NOW
    for wait in BACKOFF:
        message = settle_message(claim_message(message, "me", now), MessageState.RETRY, now)
        assert (message.state, message.due_at) == (MessageState.RETRY, now + wait)
        with pytest.raises(Illegal):
            requeue_message(message, now)
        now += wait
        message = requeue_message(message, now)
    last = settle_message(claim_message(message, "me", now), MessageState.RETRY, now)
    assert (last.state, last.due_at) == (MessageState.DEAD, None)


def test_a_lease_that_ran_out_makes_the_message_pending_again() -> None:
    claimed = claim_message(pending(), "me", NOW)
    with pytest.raises(Illegal):
        requeue_message(claimed, NOW + LEASE - timedelta(seconds=1))
    again = requeue_message(claimed, NOW + LEASE)
    assert (again.state, again.claim) == (MessageState.PENDING, None)


def test_settling_what_nobody_claimed_is_illegal() -> None:
    with pytest.raises(Illegal):
        settle_message(pending(), MessageState.SENT, NOW)
    with pytest.raises(Illegal):
        settle_message(replace(pending(), state=MessageState.DEAD), MessageState.SENT, NOW)


def test_a_key_is_made_of_letters_digits_and_dashes() -> None:
    assert message_key(a_message().kind, "abc", 7) == f"abc-000007-{a_message().kind}"


def test_a_message_that_waits_for_a_send_uses_up_no_attempt() -> None:
    later = NOW + timedelta(hours=1)
    unclaimed = postpone_message(pending(), later)
    refused = postpone_message(claim_message(pending(), "me", NOW), later, "Throttling")
    assert [
        (one.state, one.due_at, one.attempts, one.claim, one.error, one.version)
        for one in (unclaimed, refused)
    ] == [
        (MessageState.RETRY, later, 0, None, "limited", 2),
        (MessageState.RETRY, later, 0, None, "Throttling", 3),
    ]
    with pytest.raises(Illegal):
        postpone_message(unclaimed, later)
