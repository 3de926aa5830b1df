"""Receive a webhook: judge its size, prove it genuine, read, map, register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from functions.registration.find_event import find_event
from functions.registration.note_rejected import note_rejected
from functions.registration.rehearse import rehearse
from shared.domain.errors import Missing, SecretariatError, StoreUnavailable
from shared.domain.event import Event
from shared.ports import Ports
from shared.senders.registry import SENDERS
from shared.senders.sender import Incoming, Kind, SignatureRejected
from shared.verbs.keep_delivery import Origin, Registered
from shared.verbs.register import SettingsChanged
from shared.verbs.take_delivery import mapped_values, take_delivery

LARGEST_BODY = 256 * 1024


class TooLarge(SecretariatError):
    """The body is larger than any registration."""


@dataclass
class NotGenuine(SecretariatError):
    """No event, no such sender there, or no signature of its secrets: all look the same.

    For the organiser alone: the `reason` why the secrets of the `event` prove nothing; None where
    there is no such event or sender.
    """

    event: Event | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Webhook:
    """One delivery as it came: to which event, from which sender, its headers and bytes.

    `path_secret` is what the address holds for senders that sign nothing; a `test` registers
    nobody.
    """

    event: str
    sender: str
    headers: Mapping[str, str]
    body: bytes
    path_secret: str | None = None
    test: bool = False


def receive(ports: Ports, webhook: Webhook) -> Registered:
    """What a delivery comes to; settings that changed meanwhile are loaded once.

    Raises TooLarge, NotGenuine, Invalid for bytes that cannot be read, StoreUnavailable.
    """
    if len(webhook.body) > LARGEST_BODY:
        raise TooLarge
    try:
        event = _proven_event(ports, webhook)
    except NotGenuine as rejected:
        if rejected.event is not None and rejected.reason is not None:
            _note(ports, rejected.event, rejected.reason, webhook)
        raise
    try:
        return _take(ports, event, webhook)
    except SettingsChanged:
        return _take_afresh(ports, webhook)


def _note(ports: Ports, event: Event, reason: str, webhook: Webhook) -> None:
    """Let the organiser see why a sender of theirs gets no further."""
    note_rejected(ports, event, webhook.sender, reason, webhook.headers, len(webhook.body))


def _take_afresh(ports: Ports, webhook: Webhook) -> Registered:
    try:
        return _take(ports, _fresh_event(ports, webhook), webhook)
    except SettingsChanged as again:
        raise StoreUnavailable from again


def _proven_event(ports: Ports, webhook: Webhook) -> Event:
    """The event, whose secrets may just have been replaced: then as it is now."""
    try:
        event = find_event(ports.events.known, webhook.event)
    except Missing as unknown:
        raise NotGenuine from unknown
    try:
        _prove(ports, event, webhook)
    except NotGenuine:
        return _fresh_event(ports, webhook)
    return event


def _fresh_event(ports: Ports, webhook: Webhook) -> Event:
    try:
        event = ports.events.fresh(webhook.event)
    except Missing as gone:
        raise NotGenuine from gone
    _prove(ports, event, webhook)
    return event


def _prove(ports: Ports, event: Event, webhook: Webhook) -> None:
    if webhook.sender not in SENDERS or webhook.sender not in event.senders:
        raise NotGenuine
    sender, secrets = SENDERS[webhook.sender], event.senders[webhook.sender].secrets
    now = ports.clock.now()
    try:
        sender.verify(webhook.headers, webhook.body, secrets, now, webhook.path_secret)
    except SignatureRejected as rejected:
        raise NotGenuine(event, rejected.reason) from rejected


def _take(ports: Ports, event: Event, webhook: Webhook) -> Registered:
    incoming = SENDERS[webhook.sender].read(webhook.headers, webhook.body)
    origin = _origin_of(webhook, incoming)
    tested = webhook.test and incoming.kind is not Kind.OTHER
    if tested or incoming.kind is Kind.TEST:
        return rehearse(ports, event, origin, mapped_values(event, incoming, origin))
    return take_delivery(ports, event, incoming, origin)


def _origin_of(webhook: Webhook, incoming: Incoming) -> Origin:
    return Origin(
        source=f"webhook:{webhook.sender}",
        sender=webhook.sender,
        sender_id=incoming.sender_id,
        response_id=incoming.response_id,
        body=webhook.body,
        content_type=_content_type(webhook.headers),
    )


def _content_type(headers: Mapping[str, str]) -> str | None:
    found = (value for name, value in headers.items() if name.lower() == "content-type")
    return next(found, None)
