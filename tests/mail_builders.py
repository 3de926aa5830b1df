"""Builders of what a provider tells: nouns, and SES's events in both dialects and on both roads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from shared.domain.message import MailEvent, News
from tests.builders import EVENT, NOW, a_message, a_sent_mail

ADDRESS = "meret.aalders@example.org"
PROVIDER_ID = a_sent_mail().provider_id
AT = "2027-02-01T09:00:00.000Z"
EVERY_TYPE: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "Send": ("send", {}),
    "Delivery": (
        "delivery",
        {
            "timestamp": AT,
            "recipients": [ADDRESS],
            "processingTimeMillis": 640,
            "smtpResponse": f"250 2.6.0 <{ADDRESS}> queued",
        },
    ),
    "Bounce": (
        "bounce",
        {
            "bounceType": "Permanent",
            "bounceSubType": "General",
            "bouncedRecipients": [
                {
                    "emailAddress": ADDRESS,
                    "action": "failed",
                    "status": "5.1.1",
                    "diagnosticCode": f"smtp; 550 5.1.1 <{ADDRESS}> nobody of that name",
                }
            ],
            "timestamp": AT,
            "feedbackId": "feedback-1",
        },
    ),
    "Complaint": (
        "complaint",
        {
            "complainedRecipients": [{"emailAddress": ADDRESS}],
            "complaintFeedbackType": "abuse",
            "timestamp": AT,
            "feedbackId": "feedback-2",
        },
    ),
    "Reject": ("reject", {"reason": "Bad content"}),
    "Open": ("open", {"ipAddress": "192.0.2.9", "timestamp": AT, "userAgent": "a reader"}),
    "Click": ("click", {"link": "https://example.org/", "timestamp": AT, "linkTags": None}),
    "Rendering Failure": (
        "failure",
        {"errorMessage": f"no value for {ADDRESS}", "templateName": "none"},
    ),
    "DeliveryDelay": (
        "deliveryDelay",
        {
            "delayType": "MailboxFull",
            "expirationTime": "2027-02-01T21:00:00.000Z",
            "delayedRecipients": [{"emailAddress": ADDRESS, "status": "4.2.2"}],
            "timestamp": AT,
        },
    ),
    "Subscription": (
        "subscription",
        {"contactList": "none", "timestamp": AT, "source": "UnsubscribeHeader"},
    ),
}
"""For each type of event the name of its part, and the part."""


def an_ses_event(
    kind: str, dialect: str = "eventType", tags: bool = False, **changes: Any
) -> dict[str, Any]:
    """An SES event about the confirmation of Meret Aalders; `changes` go into its part."""
    name, part = EVERY_TYPE[kind]
    ours = {"event": [EVENT], "message": [a_message().key], "ses:source-ip": ["192.0.2.1"]}
    return {
        dialect: kind,
        name: {**part, **changes},
        "mail": {
            "timestamp": "2027-02-01T08:59:00.000Z",
            "messageId": PROVIDER_ID,
            "source": "House of Rivers <desk@example.org>",
            "destination": [ADDRESS],
            **({"tags": ours} if tags else {}),
        },
        "added-next-year": {"x": 1},
    }


def a_mail_event(**changes: Any) -> MailEvent:
    """That the confirmation of Meret Aalders was delivered."""
    key = a_message().key
    told = MailEvent(EVENT, key, "0" * 32, News.DELIVERED, NOW, "250")
    return replace(told, **changes)
