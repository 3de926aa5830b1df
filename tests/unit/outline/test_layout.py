from datetime import date

import pytest

from shared.outline.parse import parse_outline
from shared.outline.programme import Outline, PrintedItem


def entries(text: str) -> list[tuple[str | None, str | None, str | None]]:
    """Start, printed end and title of each entry."""
    return [
        (
            f"{one.start:%H:%M}" if one.start else None,
            f"{one.end:%H:%M}" if one.end and one.end_source == "printed" else None,
            one.title,
        )
        for one in parse_outline(text).sessions
    ]


def days(outline: Outline) -> list[tuple[int, str | None]]:
    return [
        (one.day, one.date.isoformat() if one.date else one.month_day) for one in outline.sessions
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "9h00-9h15Accueil\n9h15 – 10h00 : Exposé",
            [("09:00", "09:15", "Accueil"), ("09:15", "10:00", "Exposé")],
        ),
        (
            ("Registro ....... 9.00\nApertura ....... 9.30\nAlmuerzo ....... 12.00"),
            [("09:00", None, "Registro"), ("09:30", None, "Apertura"), ("12:00", None, "Almuerzo")],
        ),
        (
            "Lunch (12:30-13:30)\nTides (13:30-14:30)",
            [("12:30", "13:30", "Lunch"), ("13:30", "14:30", "Tides")],
        ),
        (
            "9:00 Opening | 9:30 Talk | 10:30 Coffee",
            [("09:00", None, "Opening"), ("09:30", None, "Talk"), ("10:30", None, "Coffee")],
        ),
        (
            "9:00 Knots; 10:00 Nets; 11:00 Tea",
            [("09:00", None, "Knots"), ("10:00", None, "Nets"), ("11:00", None, "Tea")],
        ),
        (
            "9:00 A | 9:30 B\n10:00 C | 10:30 D\n11:00 E | 11:30 F",
            [
                (f"{h:02}:{m}", None, t)
                for (h, m), t in zip(
                    [(9, "00"), (9, "30"), (10, "00"), (10, "30"), (11, "00"), (11, "30")],
                    "ABCDEF",
                    strict=True,
                )
            ],
        ),
        (
            "### [14:00-14:15] Welcome\n\n### [14:15-16:00] Ropes",
            [("14:00", "14:15", "Welcome"), ("14:15", "16:00", "Ropes")],
        ),
        (
            "9:00\n9:30\nAnmeldung\n9:30\n10:15\nVortrag",
            [("09:00", "09:30", "Anmeldung"), ("09:30", "10:15", "Vortrag")],
        ),
        (
            "09:00 - 09:15\nWelcome\n\n09:15 - 10:00\nSheep",
            [("09:00", "09:15", "Welcome"), ("09:15", "10:00", "Sheep")],
        ),
        (
            ("19.00 Uhr: Begrüßung\nca. 20 Uhr: Gespräch\ngegen 21.30 Uhr: Ausklang"),
            [
                ("19:00", None, "Begrüßung"),
                ("20:00", None, "Gespräch"),
                ("21:30", None, "Ausklang"),
            ],
        ),
    ],
)
def test_a_time_may_stand_in_many_places(
    text: str, wanted: list[tuple[str | None, str | None, str | None]]
) -> None:
    assert entries(text) == wanted


def test_times_under_their_titles_belong_to_what_stands_over_them() -> None:
    text = (
        "Faros\n\nApertura\nAyuntamiento\n09:00 - 09:15\n\nLa luz\n"
        "09:15 - 10:00\n\nCafé\n10:00 - 10:30"
    )
    assert entries(text) == [
        ("09:00", "09:15", "Apertura"),
        ("09:15", "10:00", "La luz"),
        ("10:00", "10:30", "Café"),
    ]


@pytest.mark.parametrize(
    "line",
    ["Doors close at 6:00", "Buses leave at 17:30 from the harbour", "Arrivée possible dès 15h30"],
)
def test_a_time_in_a_sentence_begins_no_entry(line: str) -> None:
    assert entries(f"9:00 Opening\n10:00 Tides\n\n{line}") == [
        ("09:00", None, "Opening"),
        ("10:00", None, "Tides"),
    ]


def test_a_column_of_doubtful_times_is_believed_and_numbered_headings_are_not() -> None:
    assert entries("9.00 Opening\n9.30 Tides\n11.00 Tea\n1.15 Nets") == [
        ("09:00", None, "Opening"),
        ("09:30", None, "Tides"),
        ("11:00", None, "Tea"),
        ("13:15", None, "Nets"),
    ]
    assert entries("1.1 Opening\n1.2 Tides\n1.10 Tea") == []


def test_times_of_one_day_run_over_noon_and_begin_anew_with_the_next() -> None:
    text = "Day 1\n10:00 Welcome\n12:00 Lunch\n1:00 Knots\nDay 2\n9:00 Nets\n1:30 Farewell"
    assert [start for start, _, _ in entries(text)] == [
        "10:00",
        "12:00",
        "13:00",
        "09:00",
        "13:30",
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            (
                "Session Day 1: 6 May 2026 (0930-1230)\n9:30-10:00 A\n"
                "Session Day 2: 7 May 2026\n9:30-10:00 B"
            ),
            [(1, "2026-05-06"), (2, "2026-05-07")],
        ),
        (
            (
                "Dzień 1 – 12 maja 2026 (wtorek)\n9:00-9:30 A\n"
                "Dzień 2 – 13 maja 2026 (środa)\n9:00-9:30 B"
            ),
            [(1, "2026-05-12"), (2, "2026-05-13")],
        ),
        (
            "4-5 mai 2026\nLundi\n14:00-15:00 A\nMardi\n09:00-10:00 B",
            [(1, "2026-05-04"), (2, "2026-05-05")],
        ),
        (
            "6 May 2026, 14:00-15:00: A\n13 May 2026, 14:00-15:00: B",
            [(1, "2026-05-06"), (2, "2026-05-13")],
        ),
        (
            ("9:00-10:00 A\n10:00-11:00 B\n\nThe day is Friday, 22 May 2026."),
            [(1, "2026-05-22"), (1, "2026-05-22")],
        ),
        (
            (
                "Session 1: Wednesday, 6 May morning\n9:00-10:00 A\n"
                "Session 2: Thursday, 7 May morning:\n9:00-10:00 B"
            ),
            [(1, "05-06"), (2, "05-07")],
        ),
    ],
)
def test_days_come_from_headings_dates_and_weekdays(
    text: str, wanted: list[tuple[int, str | None]]
) -> None:
    assert days(parse_outline(text)) == wanted


def test_a_column_for_each_room_gives_parallel_entries() -> None:
    outline = parse_outline(
        "Time;Room A;Room B\n9:00-10:00;Sails;Anchors\n"
        "10:00-10:30;Tea;Tea\n10:30-11:00;Ropes;Chains\n"
    )
    assert [
        (f"{one.start:%H:%M}", one.title, one.room) for one in outline.sessions if one.start
    ] == [
        ("09:00", "Sails", "Room A"),
        ("09:00", "Anchors", "Room B"),
        ("10:00", "Tea", None),
        ("10:30", "Ropes", "Room A"),
        ("10:30", "Chains", "Room B"),
    ]


def test_a_column_for_each_day_gives_each_its_date() -> None:
    outline = parse_outline(
        "Hour;Monday 4 May 2026;Tuesday 5 May 2026\n"
        "9:00-10:00;Sails;Anchors\n10:00-11:00;Ropes;Nets\n"
    )
    assert [(one.date, one.title) for one in outline.sessions] == [
        (date(2026, 5, 4), "Sails"),
        (date(2026, 5, 5), "Anchors"),
        (date(2026, 5, 4), "Ropes"),
        (date(2026, 5, 5), "Nets"),
    ]


@pytest.mark.parametrize(
    "under", ["Room A: Sails\nRoom B: Anchors", "- Room A: Sails\n- Room B: Anchors"]
)
def test_rooms_under_one_time_are_parallel_entries(under: str) -> None:
    outline = parse_outline(
        f"9:00-10:00 Plenary\n10:00-11:00 Parallel sessions\n{under}\n11:00-11:30 Tea"
    )
    assert [(one.title, one.room) for one in outline.sessions] == [
        ("Plenary", None),
        ("Sails", "Room A"),
        ("Anchors", "Room B"),
        ("Tea", None),
    ]


def test_nested_entries_stay_and_a_block_without_a_time_is_one_too() -> None:
    nested = "9:00-12:00 Morning\n9:00-10:00 Sails\n10:00-10:15 Break\n10:15-12:00 Ropes"
    assert [title for _, _, title in entries(nested)] == ["Morning", "Sails", "Break", "Ropes"]
    block = (
        "8:00 Bus to the hall\n\n<Block 1>\nWater in town\n\n"
        "Moderator: Dr Ana Roe\n\n1. Oslo: Dr Per Lie\n\n"
        "9:30-9:45 Coffee break\n\n2. Bonn: Dr Eva Moe\n\n"
        "10:00-11:00 Panel"
    )
    sessions = parse_outline(block).sessions
    assert [(one.start is None, one.title) for one in sessions] == [
        (False, "Bus to the hall"),
        (True, "<Block 1> Water in town"),
        (False, "Coffee break"),
        (False, "Panel"),
    ]
    assert [item.title for item in sessions[1].items] == ["Oslo", "Bonn"]


def test_an_entry_of_a_day_without_times_has_none() -> None:
    text = (
        "8-9 March 2026\n\nSunday, 8 March 2026\n\nArrival in Riga\n"
        "\nMonday, 9 March 2026\n\n9:00-10:00 Visit"
    )
    assert entries(text) == [(None, None, "Arrival in Riga"), ("09:00", "10:00", "Visit")]


@pytest.mark.parametrize(
    ("under", "items"),
    [
        ("- the lamp\n- the log book of\n  the year", ["the lamp", "the log book of the year"]),
        (("\nFener\nKonuşmacı: Dr. Ali Deniz\n\nGemi\nKonuşmacı: Dr. Can Su"), ["Fener", "Gemi"]),
        (
            ("• Le castor – Dr Paul Sable, Office\n• Le barrage – Dr Rita Mousse"),
            ["Le castor", "Le barrage"],
        ),
    ],
)
def test_talks_without_a_time_are_items(under: str, items: list[str]) -> None:
    outline = parse_outline(f"9:00-10:00 Session 1\n{under}\n10:00-10:30 Tea")
    assert [item.title for item in outline.sessions[0].items] == items
    assert all(isinstance(item, PrintedItem) for item in outline.sessions[0].items)


@pytest.mark.parametrize(
    ("line", "title", "room"),
    [
        ("9:00-10:00 Opening @ Hall B", "Opening", "Hall B"),
        ("9:00-10:00 Eröffnung (Raum 14)", "Eröffnung", "Raum 14"),
        ("9:00-10:00 Cena\nSala García", "Cena", "Sala García"),
        (
            "9:00-10:00 Mesa redonda:\n“Lo vivido en el barrio”",
            "Mesa redonda: “Lo vivido en el barrio”",
            None,
        ),
        ("9:00-10:00 Lessons from the\nnew members", "Lessons from the new members", None),
        (("9:00-10:00 Talk\n[ SLIDES ] [ VIDEO ]\nhttps://example.org/talk"), "Talk", None),
    ],
)
def test_titles_wrap_and_lose_their_room(line: str, title: str, room: str | None) -> None:
    session = parse_outline(f"{line}\n10:00-11:00 Tides").sessions[0]
    assert (session.title, session.room) == (title, room)


def test_lines_in_the_shape_of_people_right_under_titles_are_people() -> None:
    text = "9:00-10:00 Boots\nXenia Sohle, Shoe Clinic\n10:00-11:00 Signs\nYorick Ast, Path Society"
    assert [
        [(p.name, p.affiliation) for p in one.speakers] for one in parse_outline(text).sessions
    ] == [
        [("Xenia Sohle", "Shoe Clinic")],
        [("Yorick Ast", "Path Society")],
    ]


@pytest.mark.parametrize(
    ("head", "title", "place"),
    [
        ("Draft programme\n", None, None),
        ("Harbour Forum -- Draft Agenda\n", "Harbour Forum", None),
        ("14 de marzo 2026: II Jornadas “Juntos”\n", "II Jornadas “Juntos”", None),
        (
            ("Walkers' Day\nSaturday, 6 March 2027\nForest Inn, Hollow Oak\n"),
            "Walkers' Day",
            "Forest Inn, Hollow Oak",
        ),
        (
            ("23rd Meeting of Heads\nof the Offices\nStrasbourg, 2–6 June 2008\n"),
            "23rd Meeting of Heads of the Offices",
            "Strasbourg",
        ),
        (
            ("Project no. 101000000\nKick-off Meeting\nDate: 3 May 2026\nVenue: Hall of Nets\n"),
            "Kick-off Meeting",
            "Hall of Nets",
        ),
    ],
)
def test_the_head_gives_title_and_place(head: str, title: str | None, place: str | None) -> None:
    outline = parse_outline(f"{head}\n9:00-10:00 Opening\n10:00-11:00 Tides")
    assert outline.title == title
    assert (outline.location.text if outline.location else None) == place


def test_an_hour_that_may_be_in_both_halves_of_the_day_is_asked_about() -> None:
    outline = parse_outline("Walk\n6 May 2026\n\n8:00 - 5:00 Walk")
    assert "ambiguous_clock" in [warning.code for warning in outline.warnings]


def test_a_table_without_a_header_has_no_row_for_it() -> None:
    outline = parse_outline("09:00 Opening\n\n|---|---|\n| 10:00 | Tides |\n")
    assert [one.title for one in outline.sessions] == ["Opening", "Tides"]


@pytest.mark.parametrize(
    "text",
    [
        "BACKGROUND\n\nThe Board was founded on 3 May 1997.\n\nProgramme\n\n9:00-10:00 A",
        "5.4.59h30\n",
    ],
)
def test_a_date_of_something_else_is_no_day_of_the_meeting(text: str) -> None:
    assert parse_outline(text).dates == ()
