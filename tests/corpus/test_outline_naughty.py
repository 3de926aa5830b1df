"""Strings that break programs, as a whole outline and in every place of one."""

import base64
import json
from pathlib import Path

from shared.outline.errors import OutlineUnreadable
from shared.outline.parse import parse_outline
from shared.outline.to_json import outline_to_json

PROGRAMME = "{0}\n\n6 May 2026, {0}\n\nProgramme\n\n09:00 - 10:00 {0}\nSpeaker: {0}\n10:00 Lunch\n"


def naughty(corpus: Path) -> list[str]:
    encoded = json.loads((corpus / "data/mail/blns.base64.json").read_text())
    return [base64.b64decode(one).decode("utf-8", "replace") for one in encoded]


def test_every_naughty_string_gives_an_answer_or_a_clear_refusal(corpus: Path) -> None:
    strings = naughty(corpus)
    assert len(strings) > 500
    for one in strings:
        for source in (one, one.encode(), PROGRAMME.format(one), PROGRAMME.format(one).encode()):
            try:
                told = json.dumps(outline_to_json(parse_outline(source)))
            except OutlineUnreadable as refused:
                told = refused.reason
            assert told


def test_no_naughty_string_hides_the_sessions_around_it(corpus: Path) -> None:
    for one in naughty(corpus):
        plain = " ".join(one.split())
        if (
            not plain.isprintable()
            or not plain.isalpha()
            or any(letter.isdigit() for letter in plain)
            or "<" in plain
        ):
            continue
        sessions = parse_outline(PROGRAMME.format(plain)).sessions
        assert [f"{session.start:%H:%M}" for session in sessions] == ["09:00", "10:00"]
