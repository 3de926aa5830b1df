"""Our own outlines before and after a revision: which session is which."""

import json

import pytest

from shared.domain.place import instant_of
from shared.domain.same_session import match_sessions
from shared.domain.session import Session, Speaker
from shared.outline.parse import parse_outline
from tests.corpus.own_corpus import OWN

PAIRS = OWN / "pairs"
REVISIONS = sorted(path.name.split(".")[0] for path in PAIRS.glob("*.mapping.json"))


def sessions_of(name: str) -> list[Session]:
    """The timed entries of an outline, as sessions in UTC."""
    return [
        Session(
            id="",
            title=one.title or "",
            kind=one.kind,
            start=instant_of(one.date, one.start, "UTC"),
            room=one.room,
            speakers=tuple(Speaker("", it.name, it.affiliation) for it in one.speakers),
        )
        for one in parse_outline((PAIRS / name).read_bytes()).sessions
        if one.start and one.date
    ]


@pytest.mark.parametrize("name", REVISIONS)
def test_each_session_of_a_revision_is_known_again(name: str) -> None:
    wanted = json.loads((PAIRS / f"{name}.mapping.json").read_text("utf-8"))["before_of_after"]
    before, after = (sessions_of(f"{name}.{side}.txt") for side in ("before", "after"))
    assert list(match_sessions(before, after)) == wanted
