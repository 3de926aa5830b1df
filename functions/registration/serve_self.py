"""Self-service: what a person sees and does with the link to their own registration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from shared.domain.errors import AlreadyThere, Invalid, Missing, Refused
from shared.domain.event import Event
from shared.domain.form import (
    COLLEAGUE_FORM,
    NAME_KEYS,
    FieldType,
    Submission,
    judge_answer,
    submission_of,
)
from shared.domain.registration import Registration
from shared.domain.token import make_link_token
from shared.ports import Ports
from shared.verbs.cancel import cancel
from shared.verbs.change import change
from shared.verbs.link import load_by_token
from shared.verbs.substitute import substitute

ACTION = "action"
LONGEST_TOKEN = 256


def load_self(ports: Ports, token: str) -> tuple[Event, Registration]:
    """Whose link this is. Raises Missing, without asking the store for what cannot be a token."""
    if len(token) > LONGEST_TOKEN:
        raise Missing("link")
    return load_by_token(ports, token)


def act(
    ports: Ports, event: Event, registration: Registration, values: Mapping[str, str]
) -> Registration:
    """Do what `action` says; the registration as it is then, or the colleague's.

    Raises Invalid, Illegal, Refused, StoreUnavailable.
    """
    action = values.get(ACTION, "")
    try:
        if action == "change":
            return change(ports, event, registration.id, restate(event, registration, values))
        if action == "substitute":
            return substitute(ports, event.id, registration.id, read_colleague(event, values))
    except AlreadyThere as seen:
        raise Refused("registered") from seen
    if action == "cancel":
        return cancel(ports, event.id, registration.id)
    if action == "erase":
        from shared.verbs.erase import erase  # loaded here: it is rare, and not small

        return erase(ports, event.id, registration.id)
    raise Invalid.at(ACTION, "Please say change, substitute, cancel or erase.")


def read_colleague(event: Event, values: Mapping[str, str]) -> Submission:
    """Who is to come instead. Raises Invalid naming each field that is wrong."""
    asked = {question.key for question in event.form}
    said = {key: values[key] for key in NAME_KEYS[:3] if key in asked and values.get(key)}
    whole = values.get("name", "") or " ".join(said.values())
    errors: list[tuple[str, str]] = []
    clean: dict[str, str] = {}
    for question, text in zip(COLLEAGUE_FORM, (whole, values.get("email", "")), strict=True):
        try:
            clean[question.key] = judge_answer(question, text)
        except Invalid as wrong:
            errors += wrong.errors
    if errors:
        raise Invalid(errors)
    return submission_of(clean)


def restate(event: Event, before: Registration, values: Mapping[str, str]) -> Submission:
    """The registration's own words with the form's keys in `values` judged and put in.

    Keys that are not sent stay as they are. Raises Invalid naming each field that is wrong.
    """
    errors: list[tuple[str, str]] = []
    said = words_of(before)
    sent = [question for question in event.form if question.key in values]
    for question in sent:
        try:
            said[question.key] = judge_answer(question, values[question.key])
        except Invalid as wrong:
            errors += [(question.key, message) for _, message in wrong.errors]
    if errors:
        raise Invalid(errors)
    if any(question.key in NAME_KEYS[:3] for question in sent) and "name" not in values:
        said.pop("name", None)  # it is made of its parts again
    submission = submission_of({key: answer for key, answer in said.items() if answer})
    consents = (one.key for one in sent if one.type is FieldType.CONSENT)
    return replace(submission, accepted=frozenset(consents))


def words_of(registration: Registration) -> dict[str, str]:
    """What the person has said so far, by form key."""
    return {
        **registration.answers,
        "name": registration.name,
        "email": registration.email,
        "institution": registration.institution or "",
    }


def position_of(ports: Ports, registration: Registration) -> int | None:
    """The place in the line, from 1; None for somebody who does not wait."""
    if registration.line_key is None:
        return None
    places = enumerate(ports.store.line(registration.event), start=1)
    return next((n for n, place in places if place.registration == registration.id), None)


def link_token(event: Event, registration: Registration) -> str:
    """The token that holds now: a corrected address takes the earlier one away."""
    return make_link_token(event.signing_key, event.id, registration.id, registration.link_version)


def where_next(event: Event, before: Registration, after: Registration) -> str:
    """Where a browser goes on; the colleague's link is the colleague's alone."""
    if after.id != before.id:
        return f"/registration/{event.id}/passed-on"
    return f"/registration/self/{link_token(event, after)}"
