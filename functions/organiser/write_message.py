"""Send what an organiser wrote to an audience: once, however often it is asked for."""

from __future__ import annotations

from functions.organiser.judge_draft import Draft, Judged, judge_draft
from functions.organiser.listing import Json
from functions.organiser.show_sent import tell_sent
from shared.domain.errors import AlreadyThere, Refused
from shared.domain.journal import Deed, Hand
from shared.domain.round import WRITTEN, Round, RoundKind
from shared.domain.writes import Add
from shared.ports import Ports
from shared.verbs.audience import measure_reach
from shared.verbs.letters import sign


def send_to_audience(
    ports: Ports, event_id: str, chosen: str, draft: Draft, hand: Hand
) -> tuple[Json, bool]:
    """The message as it is shown, and whether it is new: the same id with the same content is the
    same message, also when both come at once.

    Raises Invalid, StoreUnavailable, Refused for an audience of nobody or an id that stands for
    another message.
    """
    there = ports.store.round(event_id, WRITTEN + chosen)
    if there is not None:
        return _same(there, draft), False
    judged = judge_draft(ports, event_id, draft)
    reach = measure_reach(ports, event_id, judged.draft.audience)
    if not reach.recipients:
        raise Refused("nobody")
    of = _begin(ports, judged, chosen, draft.digest, reach.recipients)
    about = f"{chosen}: {reach.recipients}"
    signed = sign(ports, hand, event_id, Deed.MESSAGE_WRITTEN, of.at, about)
    try:
        ports.store.commit([Add(of), *signed], ports.ids.new(of.at))
    except AlreadyThere:  # asked for twice at this very moment
        there = ports.store.round(event_id, of.id)
        if there is None:
            raise
        return _same(there, draft), False
    return tell_sent(of), True


def _begin(ports: Ports, judged: Judged, chosen: str, digest: str, recipients: int) -> Round:
    now = ports.clock.now()
    return Round(
        event=judged.event.id,
        id=WRITTEN + chosen,
        kind=RoundKind.MESSAGE,
        at=now,
        audience=judged.draft.audience,
        due_at=now,
        facts={**judged.facts, "digest": digest, "recipients": str(recipients)},
    )


def _same(there: Round, draft: Draft) -> Json:
    """What was sent under the id. Raises Refused when it was something else."""
    if there.facts["digest"] != draft.digest:
        raise Refused("another_message")
    return tell_sent(there)
