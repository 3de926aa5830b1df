"""What becomes of a draft's proposal when somebody has said whose word stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def resolve(proposal: Mapping[str, Any], take_document: bool) -> list[dict[str, Any]]:
    """The proposal's sessions, ready to be saved; by hand is what they say already."""
    sessions = [dict(one) for one in proposal["sessions"]]
    if not take_document:
        return sessions
    by_id = {one["id"]: one for one in sessions if "id" in one}
    for conflict in proposal["conflicts"]:
        name, field, printed = conflict["session"], conflict["field"], conflict["document"]
        if field is not None:
            by_id[name][field] = printed
        elif printed is None:
            sessions.remove(by_id[name])
        else:
            sessions.append(dict(printed))
    return sessions
