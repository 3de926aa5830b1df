"""What the room's README says is understood, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

import shared.outline
from shared.outline.parse import parse_outline
from shared.outline.programme import PrintedItem, PrintedSession, PrintedSpeaker

README = Path(shared.outline.__file__).with_name("README.md").read_text("utf-8")
END = " ⏎ "
CELLS = 5  # three, and what is outside of the first and the last stroke
EXAMPLES = [
    (cells[1].strip(), cells[2].strip().strip("`"), cells[3].strip())
    for cells in (line.split("|") for line in README.splitlines())
    if len(cells) == CELLS and cells[2].strip().startswith("`")
]


def told(session: PrintedSession) -> str:
    start = f"{session.start:%H:%M}" if session.start else "no time"
    parts = [
        session.date.isoformat() if session.date else "",
        start + (f"-{session.end:%H:%M}" if session.end else ""),
        session.kind.value,
        session.title or "",
        ", ".join(map(told_of, session.speakers)),
        f"room {session.room}" if session.room else "",
        *map(told_item, session.items),
    ]
    return "; ".join(filter(None, parts))


def told_of(person: PrintedSpeaker) -> str:
    body = f" of {person.affiliation}" if person.affiliation else ""
    role = "" if person.role.value == "speaker" else f" ({person.role.value})"
    return person.name + body + role


def told_item(item: PrintedItem) -> str:
    names = ", ".join(one.name for one in item.speakers)
    return f"item {item.title}" + (f" by {names}" if names else "")


def test_the_readme_has_its_examples() -> None:
    assert len(EXAMPLES) >= 18


@pytest.mark.parametrize(("what", "printed", "read"), EXAMPLES, ids=[one[0] for one in EXAMPLES])
def test_an_example_of_the_readme_is_read_as_it_says(what: str, printed: str, read: str) -> None:
    sessions = parse_outline(printed.replace(END, "\n")).sessions
    assert what
    assert (END.join(map(told, sessions)) or "nothing") == read
