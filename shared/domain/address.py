"""E-mail addresses: what a web form takes, and the form in which two are the same."""

from __future__ import annotations

import re
import unicodedata

from shared.domain.errors import Invalid
from shared.domain.text import has_control

LONGEST_ADDRESS = 254
_ATOM = re.compile(r"[^\s\"(),:;<>@\[\\\]\x00-\x1f\x7f]+")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")


def domain_label(domain: str) -> str:
    """The domain as A-labels in lower case (RFC 5891; Python's IDNA 2003 tables).

    Raises Invalid when no such name can exist or it has no dot.
    """
    try:
        labels = domain.encode("idna").decode("ascii").lower()
    except UnicodeError as broken:
        raise Invalid.at("email", "This is not a domain that mail can reach.") from broken
    parts = labels.split(".")
    if len(parts) < 2 or parts[-1].isdigit() or not all(_LABEL.fullmatch(part) for part in parts):
        raise Invalid.at("email", "This is not a domain that mail can reach.")
    return labels


def wire_address(text: str) -> str:
    """The address as it stands in a header: local part as typed, domain as A-labels.

    Takes what RFC 5321 calls a dot-string before the @; quoted local parts and domain literals
    are legal there but not from a web form, and nor is a line end, even around it. Raises Invalid.
    """
    trimmed = unicodedata.normalize("NFC", text.strip())
    local, at, domain = trimmed.rpartition("@")
    if not at or has_control(text) or len(local.encode()) > 64 or len(trimmed) > LONGEST_ADDRESS:
        raise Invalid.at("email", "Please give an e-mail address such as name@example.org.")
    if not all(_ATOM.fullmatch(atom) for atom in local.split(".")):
        raise Invalid.at("email", "The part before the @ cannot be read.")
    return f"{local}@{domain_label(domain)}"


def normalise_address(text: str) -> str:
    """The form in which two addresses are the same: NFC, casefolded, domain as A-labels.

    Dots and plus tags stay. Raises Invalid.
    """
    return unicodedata.normalize("NFC", wire_address(text).casefold())
