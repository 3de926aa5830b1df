"""Change an event's settings, in as many languages as its agenda has room for."""

from __future__ import annotations

from collections.abc import Callable

from functions.organiser.check_wording import check_wording
from functions.organiser.edit_draft import check_size
from shared.domain.event import Event
from shared.domain.journal import Hand
from shared.domain.translation import locales_of
from shared.ports import Ports
from shared.verbs.revise import revise


def change_settings(
    ports: Ports, event_id: str, change: Callable[[Event], Event], hand: Hand
) -> Event:
    """The event after the change. Raises Missing, StoreUnavailable, what `change` raises, and
    Invalid naming `translations` where the draft in the languages added would be too much, and what
    of the `wording` is new and broken.
    """
    draft = ports.store.draft(event_id)

    def judge(event: Event) -> Event:
        after = change(event)
        check_wording(event.wording, after.wording)
        if draft and not set(locales_of(after, ())) <= set(locales_of(event, draft.sessions)):
            check_size(after, draft.sessions, draft.known, at="translations")
        return after

    return revise(ports, event_id, judge, hand)
