"""Lift a suppression: the address may be written to again, at every event."""

from __future__ import annotations

from shared.domain.address import normalise_address
from shared.domain.errors import Invalid, Missing, Stale
from shared.domain.journal import Deed, Hand
from shared.domain.message import recipient_key
from shared.domain.organiser import EVERYTHING
from shared.domain.writes import Remove
from shared.ports import Ports
from shared.verbs.letters import sign


def lift_suppression(ports: Ports, address: str, hand: Hand) -> None:
    """Forget why the address is not written to.

    The journal names it by a hash, which whoever knows the address can make again. Raises Missing,
    Invalid at `address`, StoreUnavailable.
    """
    try:
        wanted = normalise_address(address)
    except Invalid as wrong:
        raise Invalid([("address", message) for _, message in wrong.errors]) from wrong
    suppression = ports.store.suppression(wanted)
    if suppression is None:
        raise Missing("suppression")
    now = ports.clock.now()
    about = f"{recipient_key(wanted)} {suppression.reason}"
    signed = sign(ports, hand, EVERYTHING, Deed.SUPPRESSION_REMOVED, now, about)
    try:
        ports.store.commit([Remove(suppression), *signed], ports.ids.new(now))
    except Stale as gone:
        raise Missing("suppression") from gone
