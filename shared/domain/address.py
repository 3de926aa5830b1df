"""E-mail addresses: what a web form takes, and the form in which two are the same."""

from __future__ import annotations

import re
import unicodedata

from shared.domain.errors import Invalid
from shared.domain.text import has_control

LONGEST_ADDRESS = 254
"""In bytes on the wire: a path of 256 with its two brackets (RFC 5321, section 4.5.3.1.3)."""
LONGEST_LOCAL_PART = 64
_UNSEEN = "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
_ATOM = re.compile(rf"[^\s\"(),:;<>@\[\\\]\x00-\x1f\x7f-\x9f{_UNSEEN}]+")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_PLAIN_DOMAIN = re.compile(r"(?!.*xn--)[a-z0-9.-]*")


def domain_label(domain: str) -> str:
    """The domain as A-labels in lower case (RFC 5891).

    Raises Invalid when no such name can exist, when it has no dot, or when it is four numbers.
    """
    labels = domain.lower() if domain.isascii() else domain
    if not _PLAIN_DOMAIN.fullmatch(labels):
        from shared.domain.domain_name import to_a_labels  # few addresses need it

        labels = to_a_labels(labels)
    parts = labels.split(".")
    if len(parts) < 2 or parts[-1].isdigit() or not all(_LABEL.fullmatch(part) for part in parts):
        raise Invalid.at("email", "This is not a domain that mail can reach.")
    return labels


def wire_address(text: str) -> str:
    """The address as it stands in a header: local part as typed, domain as A-labels.

    Takes what RFC 5321 calls a dot-string before the @ and a name with a dot after it. Legal there
    but refused here, since in a web form they are slips: a quoted local part, an address in
    brackets or bare numbers for a domain, a domain of one label; and, legal in a message's header
    alone, comments and folds. A line end is refused even around the address. Raises Invalid.
    """
    trimmed = unicodedata.normalize("NFC", text.strip())
    local, at, domain = trimmed.rpartition("@")
    longest = max(len(local.encode(errors="replace")), len(_fold(local).encode(errors="replace")))
    if not at or has_control(text) or longest > LONGEST_LOCAL_PART:
        raise Invalid.at("email", "Please give an e-mail address such as name@example.org.")
    if not all(_ATOM.fullmatch(atom) for atom in local.split(".")):
        raise Invalid.at("email", "The part before the @ cannot be read.")
    wire = f"{local}@{domain_label(domain)}"
    if len(wire.encode()) > LONGEST_ADDRESS:
        raise Invalid.at("email", "An e-mail address has at most 254 characters.")
    return wire


def normalise_address(text: str) -> str:
    """The form in which two addresses are the same: NFC, casefolded, domain as A-label.

    Dots and plus tags stay. Raises Invalid.
    """
    return _fold(wire_address(text))


def _fold(text: str) -> str:
    """Caseless as Unicode defines it for texts that may be composed or not (section 3.13, D145)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).casefold())


def ascii_address(text: str) -> str | None:
    """The address as headers carry it, or None when it cannot stand in one.

    SES has no SMTPUTF8, so no mail reaches a local part beyond ASCII.
    """
    try:
        address = wire_address(text)
    except Invalid:
        return None
    return address if address.isascii() else None
