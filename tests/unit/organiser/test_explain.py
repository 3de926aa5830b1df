"""Every end that the story of somebody's mail may have, in its one sentence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from functions.organiser.explain import Ending, Letter, Story, explain, last_letter
from shared.domain.message import Message, MessageKind, MessageState, News
from tests.builders import (
    EVENT,
    NOW,
    a_delivery,
    a_mail_note,
    a_message,
    a_registration,
    a_suppression,
    an_id,
)
from tests.mail_builders import ADDRESS, a_mail_event

AT = "1 March 2027 at 13:00"
WHOSE = "Meret Aalders's confirmation"
AGAIN = f"secretariat message resend {EVENT} {a_message().key}"
WRITE_AGAIN = f"To write it again: {AGAIN}"


def a_story(*told: Any, message: Message | None = None, **changes: Any) -> Story:
    """Meret Aalders, and her confirmation, of which that was told."""
    letters = (Letter(message, told),) if message else ()
    story: dict[str, Any] = {"registration": a_registration(), "letters": letters, **changes}
    return Story(EVENT, ZoneInfo("Asia/Tbilisi"), ADDRESS, **story)


def sent(**changes: Any) -> Message:
    fate: dict[str, Any] = {"state": MessageState.SENT, "provider_id": "1", "settled_at": NOW}
    return a_message(**{**fate, **changes})


def ended(state: MessageState, error: str | None = None, **changes: Any) -> Message:
    return a_message(state=state, settled_at=NOW, error=error, **changes)


@pytest.mark.parametrize(
    ("what", "detail", "sentence"),
    [
        (News.SENT, None, f"was sent on {AT} to {ADDRESS}; nothing more was heard of it."),
        (News.DELIVERED, "250", f"was delivered on {AT} to {ADDRESS}."),
        (
            News.DELAYED,
            "MailboxFull",
            f"is delayed: on {AT} the server of {ADDRESS} did not take it yet (MailboxFull).",
        ),
        (News.COMPLAINED, "abuse", f"was delivered to {ADDRESS} and called unwanted on {AT}."),
    ],
)
def test_what_needs_no_mending_is_told(what: News, detail: str | None, sentence: str) -> None:
    news = a_mail_event(what=what, detail=detail)
    assert explain(a_story(news, message=sent())) == Ending(f"{WHOSE} {sentence}")


@pytest.mark.parametrize(
    ("what", "detail", "sentence"),
    [
        (News.BOUNCED, "transient, General", f"came back on {AT} from {ADDRESS} (transient, Gen"),
        (News.BOUNCED, "permanent, General", f"came back on {AT} from {ADDRESS} (permanent, Gen"),
        (News.REJECTED, "Bad content", f"to {ADDRESS} was rejected by the mail provider on {AT}"),
    ],
)
def test_what_came_back_can_be_written_again(what: News, detail: str, sentence: str) -> None:
    ending = explain(a_story(a_mail_event(what=what, detail=detail), message=sent()))
    assert ending.sentence.startswith(f"{WHOSE} {sentence}")
    assert ending.sentence.endswith(f"({detail}). {WRITE_AGAIN}")
    assert ending.command == AGAIN


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        ("bounced", "The address bounced on"),
        ("complained", "Somebody at the address called our mail unwanted on"),
        ("quarrel", "The address was given up (quarrel) on"),
    ],
)
def test_a_suppressed_address_says_how_it_is_lifted(reason: str, why: str) -> None:
    suppression = a_suppression(address=ADDRESS, reason=reason)
    news = a_mail_event(what=News.BOUNCED, detail="permanent")
    command = f"secretariat suppression remove {ADDRESS}"
    assert explain(a_story(news, message=sent(), suppression=suppression)) == Ending(
        f"{why} {AT}; it is not written to again. To try once more: {command}", command
    )


def test_an_address_that_begins_with_a_dash_is_no_option() -> None:
    story = a_story(suppression=a_suppression(address="-x@example.org", reason="bounce"))
    assert explain(story).command == "secretariat suppression remove -- -x@example.org"


def test_an_address_cannot_add_to_a_command() -> None:
    suppression = a_suppression(address="a&b`c`@example.org")
    ending = explain(a_story(suppression=suppression))
    assert ending.command == "secretariat suppression remove 'a&b`c`@example.org'"


LATER = NOW + timedelta(minutes=15)


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        (a_message(), f"has waited to be sent since {AT}."),
        (a_message(state=MessageState.SENDING), "is being sent just now."),
        (
            ended(MessageState.RETRY, "Throttling", due_at=LATER),
            "could not be sent yet (Throttling); it is tried again on 1 March 2027 at 13:15.",
        ),
        (
            ended(MessageState.UNKNOWN, due_at=LATER),
            "could not be sent yet (unknown); it is tried again on 1 March 2027 at 13:15.",
        ),
        (
            ended(MessageState.SKIPPED, "outdated"),
            f"was not sent on {AT}, for what it told was no longer true.",
        ),
        (ended(MessageState.SKIPPED, "gone"), f"was not sent on {AT}, for the registration was"
         " gone."),
        (ended(MessageState.SKIPPED), f"was not sent on {AT}, for it was not wanted any more."),
        (sent(), f"was sent on {AT} to {ADDRESS}; nothing more was heard of it."),
    ],
)  # fmt: skip
def test_a_mail_on_its_way_or_out_of_date_is_told(message: Message, sentence: str) -> None:
    assert explain(a_story(message=message)) == Ending(f"{WHOSE} {sentence}")


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        (
            ended(MessageState.DEAD, "MessageRejected"),
            f"could not be sent (MessageRejected) and was given up on {AT}.",
        ),
        (ended(MessageState.DEAD), f"could not be sent (unknown) and was given up on {AT}."),
        (
            ended(MessageState.SKIPPED, "suppressed"),
            f"was not sent on {AT}, for the address was not written to then.",
        ),
    ],
)
def test_a_mail_that_was_lost_can_be_written_again(message: Message, sentence: str) -> None:
    told = explain(a_story(message=message))
    assert told == Ending(f"{WHOSE} {sentence} {WRITE_AGAIN}", AGAIN)


def test_what_was_heard_of_an_attempt_without_an_answer_counts() -> None:
    unsure = ended(MessageState.UNKNOWN, "timeout", due_at=LATER)
    news = a_mail_event()
    assert explain(a_story(news, message=unsure)).sentence == (
        f"{WHOSE} was delivered on {AT} to {ADDRESS}."
    )


def test_the_letter_that_counts_is_the_registrations_own() -> None:
    older = Letter(a_message(key="older", kind=MessageKind.LINK))
    named, later = Letter(a_message()), Letter(a_message(key="x", kind=MessageKind.LINK))
    assert last_letter(a_story(letters=(named, later))) == named
    bare = a_registration(mail=a_mail_note(key="gone"))
    assert last_letter(a_story(registration=bare, letters=(older, later))) == later
    assert last_letter(a_story(registration=a_registration(mail=None))) is None


def test_somebody_without_any_letter_is_told_of() -> None:
    assert explain(a_story()) == Ending(
        f"Meret Aalders was registered on {AT}; no mail is kept of it."
    )


def test_of_somebody_erased_nothing_but_that_is_told() -> None:
    erased = a_registration(email="", name="", erased_at=NOW)
    ending = explain(a_story(registration=erased, suppression=a_suppression()))
    assert ending == Ending(f"This person was erased on {AT}.")


def nobody(**changes: Any) -> Ending:
    return explain(a_story(registration=None, **changes))


def test_a_delivery_in_quarantine_says_how_it_is_read_again() -> None:
    delivery = a_delivery(outcome="refused", reason="unmapped", registration=None)
    command = f"secretariat deliveries replay {EVENT} {an_id()}"
    assert nobody(delivery=delivery) == Ending(
        f"A webhook of standard that names this address came on {AT}, but nobody usable could be "
        f"read out of it (unmapped). When the mapping is right: {command}",
        command,
    )


@pytest.mark.parametrize(
    ("outcome", "reason", "end"),
    [
        ("refused", "closed", "was refused (closed)."),
        ("ignored", "type", "was ignored (type)."),
        ("refused", None, "was refused (refused)."),
    ],
)
def test_a_delivery_that_registered_nobody_says_why(
    outcome: str, reason: str | None, end: str
) -> None:
    delivery = a_delivery(outcome=outcome, reason=reason, registration=None)
    assert nobody(delivery=delivery).sentence == (
        f"A webhook of standard that names this address came on {AT} and {end}"
    )


def test_a_refusal_by_mail_is_told() -> None:
    letters = (Letter(a_message(kind=MessageKind.REFUSED)),)
    assert nobody(letters=letters) == Ending(
        f"Registration was refused to this address on {AT}, and a mail says why."
    )


def test_where_nothing_is_known_it_says_how_far_it_looked() -> None:
    told = (
        "Nobody is registered with this address, and none of the latest 7 deliveries that are "
        "kept names it."
    )
    assert nobody(looked_at=7) == Ending(told)
    command = "secretariat webhook explain --sender SENDER --headers FILE --body FILE"
    assert nobody(looked_at=7, rejected=2) == Ending(
        f"{told} 2 deliveries were turned away, for nothing proved them genuine. To see why one "
        f"was: {command}",
        command,
    )
