"""What whoever deploys the stack must say."""

from __future__ import annotations

from typing import Any


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
    }
