"""What a well-kept SES and a well-kept zone answer, for tests to spoil."""

from __future__ import annotations

from typing import Any

Table = dict[tuple[str, str], tuple[int, object]]
ZoneTable = dict[tuple[str, str], list[str]]
ABSENT = (404, {"__type": "NotFoundException", "message": "No such."})
SENDER = "meetings@example.org"
ACCOUNT = ("GET", "/v2/email/account")
BY_ADDRESS = ("GET", "/v2/email/identities/meetings%40example.org")
BY_DOMAIN = ("GET", "/v2/email/identities/example.org")
SET = ("GET", "/v2/email/configuration-sets/mail")
ROADS = ("GET", "/v2/email/configuration-sets/mail/event-destinations")
EVENTS = [
    "SEND",
    "DELIVERY",
    "DELIVERY_DELAY",
    "BOUNCE",
    "COMPLAINT",
    "REJECT",
    "RENDERING_FAILURE",
]
TOPIC = {"TopicArn": "arn:aws:sns:eu-central-1:000000000000:feedback"}
BUS = {"EventBusArn": "arn:aws:events:eu-central-1:000000000000:event-bus/default"}


def account(**changes: Any) -> tuple[int, object]:
    """A production account in good standing that has sent 150 of 50,000."""
    quota = {"Max24HourSend": 50000.0, "MaxSendRate": 14.0, "SentLast24Hours": 150.0}
    told = {
        "ProductionAccessEnabled": True,
        "SendingEnabled": True,
        "EnforcementStatus": "HEALTHY",
        "SendQuota": quota,
    }
    return 200, told | changes


def identity(**changes: Any) -> tuple[int, object]:
    """A verified domain with Easy DKIM and a MAIL FROM of its own."""
    told = {
        "IdentityType": "DOMAIN",
        "VerifiedForSendingStatus": True,
        "DkimAttributes": {
            "SigningEnabled": True,
            "Status": "SUCCESS",
            "SigningAttributesOrigin": "AWS_SES",
            "Tokens": ["one", "two", "three"],
        },
        "MailFromAttributes": {
            "MailFromDomain": "bounce.example.org",
            "MailFromDomainStatus": "SUCCESS",
            "BehaviorOnMxFailure": "USE_DEFAULT_VALUE",
        },
    }
    return 200, told | changes


def roads(
    by_topic: list[str] = EVENTS, by_bus: list[str] = EVENTS, enabled: bool = True
) -> tuple[int, object]:
    """The two destinations of a configuration set."""
    pairs = (("SnsDestination", TOPIC, by_topic), ("EventBridgeDestination", BUS, by_bus))
    told = [
        {"Name": kind, "Enabled": enabled, "MatchingEventTypes": events, kind: where}
        for kind, where, events in pairs
    ]
    return 200, {"EventDestinations": told}


def ses(changes: Table | None = None) -> Table:
    """Every answer of a well-kept SES, but for what is changed."""
    return {
        ACCOUNT: account(),
        BY_ADDRESS: ABSENT,
        BY_DOMAIN: identity(),
        SET: (200, {"ConfigurationSetName": "mail", "SendingOptions": {"SendingEnabled": True}}),
        ROADS: roads(),
    } | (changes or {})


def zone(changes: ZoneTable | None = None) -> ZoneTable:
    """Every record of a well-kept zone, but for what is changed; an empty list takes one away."""
    keys: ZoneTable = {}
    for selector in ("one", "two", "three"):
        target = f"{selector}.dkim.amazonses.com"
        keys[f"{selector}._domainkey.example.org", "CNAME"] = [f"{target}."]
        keys[target, "TXT"] = ['"p=MIGf" "MA0G"']
    return {
        **keys,
        ("bounce.example.org", "TXT"): ['"v=spf1 include:amazonses.com ~all"', '"other"'],
        ("bounce.example.org", "MX"): ["10 feedback-smtp.eu-central-1.amazonses.com."],
        ("amazonses.com", "TXT"): ['"v=spf1 ip4:192.0.2.0/24 -all"'],
        ("_dmarc.example.org", "TXT"): ['"v=DMARC1; p=quarantine"'],
        ("example.org", "MX"): ["20 second.example.org.", "10 first.example.org."],
    } | (changes or {})
