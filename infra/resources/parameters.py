"""What whoever deploys the stack must say."""

from __future__ import annotations

from typing import Any

LABEL = "[a-z0-9]([a-z0-9-]*[a-z0-9])?"


def parameters() -> dict[str, Any]:
    """The template's parameters."""
    return {
        "SenderIdentity": {
            "Type": "String",
            "Description": "Where mails come from: an address verified in SES, or its domain.",
            "AllowedPattern": r"[^@\s]+@[^@\s]+",
            "ConstraintDescription": "an e-mail address",
        },
        "PublicUrl": {
            "Type": "String",
            "Description": "Where people reach all functions, as in links; no slash at its end.",
            "AllowedPattern": r"https://[^\s]*[^\s/]",
            "ConstraintDescription": "an https address without a slash at its end",
        },
        "CalendarHost": {
            "Type": "String",
            "Description": (
                "The host name in the UID of every calendar entry. Choose it once: it must never "
                "change after the first mail, also when PublicUrl does."
            ),
            "AllowedPattern": rf"{LABEL}(\.{LABEL})+",
            "ConstraintDescription": "a host name in lower case",
        },
    }
