"""Who gets the digest, how often and when, in and out."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from functions.organiser.schemas.part import Part
from functions.organiser.schemas.reading import Address
from shared.domain.event import DigestChoice, DigestRules, Every

MOST_RECIPIENTS = 20
MOST_CHOICES = 100
Hour = Annotated[int, Field(ge=0, le=23)]


class Choice(Part):
    """What one recipient chose otherwise than the event; who left the digest has `never`."""

    every: Literal["day", "week", "never"] | None = None
    hour: Hour | None = None

    def to_choice(self) -> DigestChoice:
        """The choice as the domain knows it."""
        return DigestChoice(Every(self.every) if self.every else None, self.hour)


class Digest(Part):
    """Who gets the digest, how often (a weekly one on Mondays) and at which local hour.

    `at_full` sends one more as soon as nine places of ten are taken.
    """

    recipients: Annotated[list[Address], Field(max_length=MOST_RECIPIENTS)] | None = None
    hour: Hour | None = None
    every: Literal["day", "week"] | None = None
    at_full: bool | None = None
    choices: Annotated[dict[Address, Choice], Field(max_length=MOST_CHOICES)] | None = None

    def to_rules(self, contact: str | None) -> DigestRules:
        """The rules as the domain knows them; without recipients the contact reads it."""
        default = [contact] if contact else []
        recipients = default if self.recipients is None else self.recipients
        return DigestRules(
            recipients=tuple(recipients),
            hour=DigestRules.hour if self.hour is None else self.hour,
            every=Every(self.every) if self.every else DigestRules.every,
            at_full=DigestRules.at_full if self.at_full is None else self.at_full,
            choices={address: one.to_choice() for address, one in (self.choices or {}).items()},
        )


def digest_document(rules: DigestRules) -> dict[str, Any]:
    """The rules as the settings show them."""
    return {
        "recipients": list(rules.recipients),
        "hour": rules.hour,
        "every": rules.every.value,
        "at_full": rules.at_full,
        "choices": {
            address: {"every": one.every and one.every.value, "hour": one.hour}
            for address, one in rules.choices.items()
        },
    }
