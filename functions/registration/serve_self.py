"""Self-service: what a person sees and does with the link to their own registration."""

from __future__ import annotations

from collections.abc import Mapping

from shared.domain.errors import Invalid, Missing
from shared.domain.event import Event
from shared.domain.form import NAME_KEYS, Submission, judge_answer, submission_of
from shared.domain.registration import Registration
from shared.domain.token import make_link_token
from shared.ports import Ports
from shared.verbs.cancel import cancel
from shared.verbs.change import change
from shared.verbs.link import load_by_token

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
    """Cancel or change the registration, as `action` says; once done, doing it again is the same.

    Raises Invalid, Illegal, AlreadyThere, StoreUnavailable.
    """
    action = values.get(ACTION, "")
    if action == "cancel":
        return cancel(ports, event.id, registration.id)
    if action == "change":
        return change(ports, event, registration.id, restate(event, registration, values))
    raise Invalid.at(ACTION, "Please say cancel or change.")


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
    return submission_of({key: answer for key, answer in said.items() if answer})


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
