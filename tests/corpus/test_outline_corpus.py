import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from shared.outline.parse import parse_outline
from shared.outline.to_json import outline_to_json

TALK = "Presentation/Panel discussion"
FOUNDING_DAY = [
    ("08:30", "09:00", "registration", "Registration", None, []),
    ("09:00", "09:30", "opening", "Opening", None, []),
    ("09:30", "10:30", "session", "Session 1: Financial crime challenges and internet abuse",
     TALK, ["Special Prosecution for Cybercrime"]),
    ("10:30", "11:00", "break", "Coffee break", None, []),
    ("11:00", "12:00", "session",
     "Session 2: Banking sector - challenges of modern business and cybercrime",
     TALK, ["National Bank of Serbia", "Association of Serbian banks"]),
    ("12:00", "13:00", "session",
     "Session 3: Cooperation between law enforcement agencies and private sector",
     TALK, ["Cybercrime Unit, Ministry of Interior"]),
    ("13:00", "14:00", "break", "Lunch break", None, []),
    ("14:00", "15:00", "session",
     "Session 4: ISPs' experience in cooperation with the state authorities", TALK, ["ISPs"]),
    ("15:00", "15:30", "closing",
     "Conclusions: The way forward - building trust and working together", None, []),
]  # fmt: skip


@pytest.fixture(scope="module")
def founding(corpus: Path) -> dict[str, Any]:
    return outline_to_json(parse_outline((corpus / "founding_outline.txt").read_bytes()))


def test_the_founding_meeting_has_its_name_day_and_place(founding: dict[str, Any]) -> None:
    assert founding["title"] == (
        "Public-private cooperation for fighting cybercrime and online crime proceeds"
    )
    assert (founding["project"], founding["reference"]) == ("iPROCEEDS", "5.4.5")
    assert founding["dates"] == ["2017-04-10"]
    assert founding["timezone"] == "Europe/Belgrade"
    assert founding["location"] == {
        "text": "Metropol Palace Hotel, Lavander hall.",
        "venue": "Metropol Palace Hotel",
        "room": "Lavander hall",
        "city": "Belgrade",
        "country": "Serbia",
    }


def test_the_founding_meeting_names_its_contact(founding: dict[str, Any], corpus: Path) -> None:
    # who is printed there is a person: the test takes the words from the document itself
    printed = (corpus / "founding_outline.txt").read_text("utf-8")
    (person,) = re.findall(r"^(\w+ [A-Z]+) Project Manager (.+)$", printed, re.MULTILINE)
    (address,) = re.findall(r"^Email: (\S+)$", printed, re.MULTILINE)
    assert founding["contact"] == {
        "name": person[0],
        "post": "Project Manager",
        "organisation": person[1].strip(),
        "email": address,
        "phone": None,
    }


def test_the_founding_meeting_has_its_headings_and_prose(founding: dict[str, Any]) -> None:
    assert founding["sections"] == [
        "BACKGROUND", "EXPECTED OUTCOME", "PARTICIPANTS", "LOCATION", "Programme", "Contact",
    ]  # fmt: skip
    openings = [text.split(" ", 2)[:2] for text in founding["background"].split("\n\n")]
    assert openings == [["Cooperation", "between"], ["Timely", "and"], ["Cooperation", "between"]]
    assert founding["expected_outcome"].startswith("The expected outcome of this meeting is to")
    assert founding["expected_outcome"].endswith("strengthening existing cooperation.")


def test_the_founding_meeting_invites_eight_bodies(founding: dict[str, Any]) -> None:
    assert founding["participants"] == [
        "Special Prosecutor's Office for High-Tech Crime",
        "Cybercrime Unit of the Ministry of Interior",
        "Financial Investigation Unit of the Ministry of Interior",
        "Ministry of Justice",
        "Financial Intelligence Unit (FIU)",
        "National Bank of Serbia",
        "ISPs",
        "Association of Serbian banks",
    ]


def test_the_founding_meeting_has_nine_sessions(founding: dict[str, Any]) -> None:
    assert founding["sessions"] == [
        {
            "day": 1,
            "date": "2017-04-10",
            "start": start,
            "end": end,
            "end_source": "printed",
            "title": title,
            "kind": kind,
            "room": None,
            "speakers": [
                {"name": name, "affiliation": None, "role": "speaker", "organisation": True}
                for name in names
            ],
            "items": [],
            "description": description,
            "line": line,
        }
        for line, (start, end, kind, title, description, names) in zip(
            (42, 43, 44, 46, 47, 50, 52, 53, 55), FOUNDING_DAY, strict=True
        )
    ]


def test_the_founding_meeting_needs_no_warning(founding: dict[str, Any]) -> None:
    assert founding["warnings"] == []


def test_the_adapted_meeting_is_perfect_by_the_rules_of_the_gold_answers(corpus: Path) -> None:
    outline = corpus / "data/outlines/adapted_belgrade_meeting.txt"
    gold = json.loads(outline.with_suffix(".expected.json").read_text("utf-8"))
    scorer = runpy.run_path(str(corpus / "tools/score_outlines.py"))
    answer = outline_to_json(parse_outline(outline.read_bytes()))
    marks = scorer["score"](gold, answer, outline.read_text("utf-8"))
    assert {
        name: marks[name] for name in scorer["RATIOS"] if marks[name][0] != marks[name][1]
    } == {}
    assert {name: marks[name] for name in scorer["COUNTS"] if marks[name]} == {}
    assert answer["participants"] == gold["invited_institutions"]
    printed = {"project", "reference", "sections", "dates", "title"}
    assert {key: answer[key] for key in printed} == {key: gold[key] for key in printed}


def test_no_gold_answer_catches_the_reader_inventing(corpus: Path) -> None:
    scorer = runpy.run_path(str(corpus / "tools/score_outlines.py"))
    faults = {}
    for outline, gold in scorer["find_pairs"](corpus / "data/outlines"):
        if outline.suffix in scorer["WITH_LINES"]:
            answer = outline_to_json(parse_outline(outline.read_bytes()))
            faults[outline.name] = scorer["score"](json.loads(gold.read_text("utf-8")), answer)[
                "faults"
            ]
    assert {name: count for name, count in faults.items() if count} == {}
    assert len(faults) > 0
