"""Receive a webhook: judge its size, prove it genuine, read, map, register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from functions.registration.find_event import find_event
from shared.domain.desk import Outcome
from shared.domain.errors import Invalid, Missing, SecretariatError, StoreUnavailable
from shared.domain.event import Event
from shared.ports import Ports
from shared.senders.mapping import map_values
from shared.senders.registry import SENDERS
from shared.senders.sender import Incoming, Kind, SignatureRejected
from shared.verbs.keep_delivery import Origin, Registered, keep_delivery
from shared.verbs.register import SettingsChanged, register

LARGEST_BODY = 256 * 1024


class TooLarge(SecretariatError):
    """The body is larger than any registration."""


class NotGenuine(SecretariatError):
    """No event, no such sender there, or no signature of its secrets: all look the same."""


@dataclass(frozen=True)
class Webhook:
    """One delivery as it came: to which event, from which sender, its headers and bytes."""

    event: str
    sender: str
    headers: Mapping[str, str]
    body: bytes


def receive(ports: Ports, webhook: Webhook) -> Registered:
    """What a delivery comes to; settings that changed meanwhile are loaded once.

    Raises TooLarge, NotGenuine, Invalid for bytes that cannot be read, StoreUnavailable.
    """
    if len(webhook.body) > LARGEST_BODY:
        raise TooLarge
    try:
        return _take(ports, _proven_event(ports, webhook), webhook)
    except SettingsChanged:
        return _take_afresh(ports, webhook)


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
    secrets = event.senders[webhook.sender].secrets
    try:
        SENDERS[webhook.sender].verify(webhook.headers, webhook.body, secrets, ports.clock.now())
    except SignatureRejected as rejected:
        raise NotGenuine from rejected


def _take(ports: Ports, event: Event, webhook: Webhook) -> Registered:
    incoming = SENDERS[webhook.sender].read(webhook.headers, webhook.body)
    origin = _origin_of(webhook, incoming)
    if incoming.kind is Kind.OTHER:
        return keep_delivery(ports, event, origin, Outcome.IGNORED, "type")
    mapping = event.senders[webhook.sender].mapping
    try:
        submission = map_values(event.form, mapping, incoming.values)
    except Invalid:
        return keep_delivery(ports, event, origin, Outcome.REFUSED, "unmapped")
    return register(ports, event, submission, origin)


def _origin_of(webhook: Webhook, incoming: Incoming) -> Origin:
    return Origin(
        source=f"webhook:{webhook.sender}",
        sender=webhook.sender,
        sender_id=incoming.sender_id,
        response_id=incoming.response_id,
        body=webhook.body,
    )
