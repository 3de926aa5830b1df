"""The timeline of a message, and what weighs most of what was heard."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.domain.message import MailEvent, MessageState, News
from shared.domain.timeline import Step, came_back, latest_news, timeline
from tests.builders import NOW, a_message
from tests.mail_builders import a_mail_event

SECOND = timedelta(seconds=1)
SENT = a_message(state=MessageState.SENT, provider_id="0100-1", settled_at=NOW + SECOND)


def told(what: News, seconds: int = 9, detail: str | None = None) -> MailEvent:
    at = NOW + seconds * SECOND
    return a_mail_event(id=f"{what}{seconds}", what=what, at=at, detail=detail)


def test_a_message_that_waits_has_one_step() -> None:
    assert timeline(a_message(), ()) == (Step("queued", NOW),)


def test_what_was_heard_stands_after_sent_by_its_instants() -> None:
    heard = [told(News.DELIVERED, 9, "250"), told(News.DELAYED, 5, "MailboxFull")]
    assert timeline(SENT, heard) == (
        Step("queued", NOW),
        Step("sent", NOW + SECOND),
        Step("delayed", NOW + 5 * SECOND, "MailboxFull"),
        Step("delivered", NOW + 9 * SECOND, "250"),
    )


def test_the_providers_own_word_of_sending_takes_the_place_of_ours() -> None:
    assert timeline(SENT, [told(News.SENT, 2)]) == (
        Step("queued", NOW),
        Step("sent", NOW + 2 * SECOND),
    )


def test_sent_comes_first_whatever_the_providers_clock_says() -> None:
    steps = timeline(SENT, [told(News.BOUNCED, -3600)])
    assert [step.what for step in steps] == ["queued", "sent", "bounced"]


@pytest.mark.parametrize(
    ("state", "error"),
    [
        (MessageState.RETRY, "Throttling"),
        (MessageState.UNKNOWN, "timeout"),
        (MessageState.DEAD, "MessageRejected"),
        (MessageState.SKIPPED, "suppressed"),
    ],
)
def test_an_attempt_that_failed_is_a_step_with_its_code(state: MessageState, error: str) -> None:
    failed = a_message(state=state, settled_at=NOW + SECOND, error=error)
    assert timeline(failed, ()) == (Step("queued", NOW), Step(state.value, NOW + SECOND, error))


PERMANENT = told(News.BOUNCED, 9, "permanent, General")
TRANSIENT = told(News.BOUNCED, 20, "transient, General")


@pytest.mark.parametrize(
    ("heard", "wins"),
    [
        ((), None),
        ((told(News.SENT), told(News.DELAYED)), told(News.DELAYED)),
        ((told(News.DELAYED), TRANSIENT), TRANSIENT),
        ((told(News.DELIVERED), TRANSIENT), told(News.DELIVERED)),
        ((told(News.DELIVERED), PERMANENT), PERMANENT),
        ((told(News.DELIVERED), told(News.REJECTED)), told(News.REJECTED)),
        ((PERMANENT, told(News.COMPLAINED)), told(News.COMPLAINED)),
        ((told(News.DELIVERED, 1), told(News.DELIVERED, 2)), told(News.DELIVERED, 2)),
    ],
)
def test_what_weighs_most_says_how_it_fared(
    heard: tuple[MailEvent, ...], wins: MailEvent | None
) -> None:
    assert latest_news(heard) == wins
    assert latest_news(heard[::-1]) == wins


def test_what_bounced_or_was_rejected_came_back() -> None:
    assert [came_back([one]) for one in (TRANSIENT, told(News.REJECTED))] == [True, True]
    assert [came_back([one]) for one in (told(News.DELIVERED), told(News.COMPLAINED))] == [
        False,
        False,
    ]
