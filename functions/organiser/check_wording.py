"""Refuse an organiser's own words for mails where they are broken."""

from __future__ import annotations

from collections.abc import Mapping

from shared.domain.errors import Invalid
from shared.domain.event import Wording
from shared.domain.message import MessageKind
from shared.render.mail.wording import judge_wording


def check_wording(
    before: Mapping[str, Wording], after: Mapping[str, Wording], under: str = "wording"
) -> None:
    """Raises Invalid naming every subject and text that is new and cannot be used."""
    errors: list[tuple[str, str]] = []
    for kind, wording in after.items():
        if wording == before.get(kind):
            continue
        try:
            judge_wording(MessageKind(kind), wording)
        except Invalid as wrong:
            errors += [(f"{under}.{kind}.{name}", why) for name, why in wrong.errors]
    if errors:
        raise Invalid(errors)
