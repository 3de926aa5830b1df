"""Take institutions over from an earlier event: the bodies, nobody who spoke for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from functions.organiser.programme import MOST_INSTITUTIONS, free_slug
from shared.domain.institution import Institution, find_institution


def take_over_institutions(
    earlier: Iterable[Institution], printed: Iterable[Institution]
) -> tuple[Institution, ...]:
    """The earlier institutions with their names and ids, and those of the outline that are new."""
    taken = [replace(one, contacts=(), formerly=(), link_version=1) for one in earlier]
    ids = {one.id for one in taken}
    for body in printed:
        if len(taken) < MOST_INSTITUTIONS and find_institution(taken, body.name) is None:
            new = replace(body, id=free_slug(body.name, ids))
            ids.add(new.id)
            taken.append(new)
    return tuple(taken)
