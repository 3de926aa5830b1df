"""Explain what became of somebody's mail: one plain sentence, and the command that mends it.

Pure: what is told stands in the story, which `why.py` gathers.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from shared.domain.desk import UNMAPPED, Delivery, Outcome
from shared.domain.message import (
    SUPPRESSED,
    MailEvent,
    Message,
    MessageKind,
    MessageState,
    News,
    Suppression,
)
from shared.domain.registration import Registration
from shared.domain.timeline import latest_news

REASONS = {
    "bounced": "The address bounced on",
    "complained": "Somebody at the address called our mail unwanted on",
}
SKIPS = {
    "outdated": "what it told was no longer true",
    "gone": "the registration was gone",
    "event": "the event was gone",
    "erased": "everything about the person was erased",
}


@dataclass(frozen=True)
class Letter:
    """A message, and what the provider told of it."""

    message: Message
    told: tuple[MailEvent, ...] = ()


@dataclass(frozen=True)
class Story:
    """All that is known of somebody at an event. `letters` are in the order of writing.

    `looked_at` counts the deliveries that were looked through for somebody who is not registered,
    `rejected` those that nothing proved genuine.
    """

    event: str
    zone: tzinfo
    address: str | None
    registration: Registration | None = None
    delivery: Delivery | None = None
    letters: tuple[Letter, ...] = ()
    suppression: Suppression | None = None
    looked_at: int = 0
    rejected: int = 0


@dataclass(frozen=True)
class Ending:
    """What it comes to, and what to type (None: there is nothing to mend)."""

    sentence: str
    command: str | None = None


def explain(story: Story) -> Ending:
    """The end of the story."""
    person = story.registration
    if person is None:
        return _explain_nobody(story)
    if person.erased_at is not None:
        return Ending(f"This person was erased on {_say(story, person.erased_at)}.")
    if story.suppression is not None:
        return _explain_suppression(story, story.suppression)
    letter = last_letter(story)
    if letter is None:
        at = _say(story, person.registered_at)
        return Ending(f"{_name(person)} was registered on {at}; no mail is kept of it.")
    return _explain_letter(story, person, letter)


def last_letter(story: Story) -> Letter | None:
    """The letter that counts: the one that the registration names, else the last."""
    note = story.registration.mail if story.registration else None
    named = [one for one in story.letters if note and one.message.key == note.key]
    return next(iter(named or story.letters[-1:]), None)


def _explain_suppression(story: Story, suppression: Suppression) -> Ending:
    why = REASONS.get(suppression.reason, f"The address was given up ({suppression.reason}) on")
    told = f"{why} {_say(story, suppression.at)}; it is not written to again."
    return _mend(told, "try once more", "suppression remove", suppression.address)


def _explain_letter(story: Story, person: Registration, letter: Letter) -> Ending:
    message, news = letter.message, latest_news(letter.told)
    if message.state in (MessageState.DEAD, MessageState.SKIPPED):
        return _explain_unsent(story, person, message)
    if news is not None and news.what is not News.SENT:
        return _explain_news(story, person, message, news)
    if message.state is MessageState.SENT:
        at = _say(story, message.settled_at or message.created_at)
        told = f"was sent on {at} to {person.email}; nothing more was heard of it."
        return Ending(f"{_whose(person, message)} {told}")
    return Ending(f"{_whose(person, message)} {_say_waiting(story, message)}")


def _say_waiting(story: Story, message: Message) -> str:
    if message.state is MessageState.SENDING:
        return "is being sent just now."
    if message.state is MessageState.PENDING:
        return f"has waited to be sent since {_say(story, message.created_at)}."
    again = f"it is tried again on {_say(story, message.due_at or message.created_at)}"
    return f"could not be sent yet ({message.error or message.state}); {again}."


def _explain_unsent(story: Story, person: Registration, message: Message) -> Ending:
    at = _say(story, message.settled_at or message.created_at)
    whose = _whose(person, message)
    if message.state is MessageState.DEAD:
        told = f"{whose} could not be sent ({message.error or 'unknown'}) and was given up on {at}."
        return _resend(story, told, message)
    if message.error == SUPPRESSED:
        told = f"{whose} was not sent on {at}, for the address was not written to then."
        return _resend(story, told, message)
    why = SKIPS.get(message.error or "", message.error or "it was not wanted any more")
    return Ending(f"{whose} was not sent on {at}, for {why}.")


def _explain_news(story: Story, person: Registration, message: Message, news: MailEvent) -> Ending:
    told = f"{_whose(person, message)} {_NEWS[news.what](_say(story, news.at), person.email)}"
    if news.detail and news.what in (News.BOUNCED, News.REJECTED, News.DELAYED):
        told = f"{told.removesuffix('.')} ({news.detail})."
    if news.what in (News.BOUNCED, News.REJECTED):
        return _resend(story, told, message)
    return Ending(told)


_NEWS: Mapping[News, Callable[[str, str], str]] = {
    News.DELIVERED: lambda at, to: f"was delivered on {at} to {to}.",
    News.DELAYED: lambda at, to: f"is delayed: on {at} the server of {to} did not take it yet.",
    News.BOUNCED: lambda at, to: f"came back on {at} from {to}.",
    News.REJECTED: lambda at, to: f"to {to} was rejected by the mail provider on {at}.",
    News.COMPLAINED: lambda at, to: f"was delivered to {to} and called unwanted on {at}.",
}


def _explain_nobody(story: Story) -> Ending:
    if story.delivery is not None:
        return _explain_delivery(story, story.delivery)
    if story.letters:
        last = story.letters[-1].message
        at = _say(story, last.created_at)
        if last.kind is MessageKind.MESSAGE:
            told = "Nobody is registered with this address; what an organiser wrote to it on"
            return Ending(f"{told} {at} is {last.error or last.state}.")
        return Ending(f"Registration was refused to this address on {at}, and a mail says why.")
    told = (
        "Nobody is registered with this address, and none of the latest "
        f"{story.looked_at} deliveries that are kept names it."
    )
    if not story.rejected:
        return Ending(told)
    told += f" {story.rejected} deliveries were turned away, for nothing proved them genuine."
    command = "secretariat webhook explain --sender SENDER --headers FILE --body FILE"
    return Ending(f"{told} To see why one was: {command}", command)


def _explain_delivery(story: Story, delivery: Delivery) -> Ending:
    at = _say(story, delivery.received_at)
    which = " that names this address" if story.address else ""
    told = f"A webhook of {delivery.sender}{which} came on {at}"
    if delivery.reason == UNMAPPED:
        told = f"{told}, but nobody usable could be read out of it (unmapped)."
        command = f"secretariat deliveries replay {story.event} {delivery.id}"
        return Ending(f"{told} When the mapping is right: {command}", command)
    what = "ignored" if delivery.outcome == Outcome.IGNORED else "refused"
    return Ending(f"{told} and was {what} ({delivery.reason or delivery.outcome}).")


def _resend(story: Story, told: str, message: Message) -> Ending:
    return _mend(told, "write it again", "message resend", story.event, message.key)


def _mend(told: str, purpose: str, command: str, *arguments: str) -> Ending:
    ended = ("--",) if any(one.startswith("-") for one in arguments) else ()
    whole = " ".join(("secretariat", command, *ended, *map(shlex.quote, arguments)))
    return Ending(f"{told} To {purpose}: {whole}", whole)


def _whose(person: Registration, message: Message) -> str:
    return f"{_name(person)}'s {message.kind.value.replace('_', ' ')}"


def _name(person: Registration) -> str:
    return person.name or person.email


def _say(story: Story, at: datetime) -> str:
    """An instant by the event's clock, as people write it."""
    local = at.astimezone(story.zone)
    return f"{local.day} {local:%B %Y at %H:%M}"
