"""Allowances: how often one source, and everybody together, may send something to an event."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import IPv6Address, ip_address, ip_network

WINDOW = timedelta(minutes=10)
EVERYBODY = "*"
IPV6_NETWORK = 64
"""Bits of an IPv6 address that stand for one household or office: it may change the others."""


class Scope(StrEnum):
    """What is counted together."""

    FORM = "form"
    SELF = "self"


@dataclass(frozen=True)
class Limits:
    """How much may be sent to one event within WINDOW; None: as much as anybody likes."""

    per_source: int | None = 60
    per_event: int | None = 3000


DEFAULT_LIMITS = Limits()
UNLIMITED = Limits(None, None)


@dataclass(frozen=True)
class Allowance:
    """How much of a limit is used since the window began.

    `source` is the keyed hash of where it came from, or EVERYBODY.
    """

    event: str
    scope: Scope
    source: str
    since: datetime
    used: int = 1
    version: int = 1

    def lasts(self, at: datetime) -> bool:
        """Whether the window that began last has not ended at `at`."""
        return self.since > at - WINDOW


def renew_allowance(allowance: Allowance, now: datetime) -> Allowance:
    """The allowance at the beginning of a new window, one of it used."""
    return replace(allowance, since=now, used=1, version=allowance.version + 1)


def source_key(signing_key: bytes, source: str) -> str:
    """HMAC of a caller's address, so that no address is kept; of IPv6 the network alone counts."""
    message = f"source\0{_network_of(source)}".encode(errors="replace")
    return hmac.new(signing_key, message, hashlib.sha256).hexdigest()[:32]


def _network_of(source: str) -> str:
    try:
        address = ip_address(source)
    except ValueError:
        return source
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ip_network((address.packed, IPV6_NETWORK), strict=False))
