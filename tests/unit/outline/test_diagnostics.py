import pytest

from shared.outline.parse import parse_outline


def told(
    programme: str, head: str = "Seed swap\n6 May 2026, Tartu, Estonia"
) -> list[tuple[object, ...]]:
    outline = parse_outline(f"{head}\n\n{programme}")
    return [(warning.line, warning.code, warning.message) for warning in outline.warnings]


@pytest.mark.parametrize(
    ("programme", "warning"),
    [
        (
            "9:00 - 10:00 Sowing\n10:30 - 11:00 Tea",
            (5, "gap", "Nothing is printed between 10:00 and 10:30."),
        ),
        (
            "9:00 - 10:00 Sowing\n9:30 - 11:00 Tea",
            (5, "overlap", "At 09:30 another session goes on, to 10:00."),
        ),
        (
            "16:00 - 15:00 Sowing",
            (4, "reversed_range", "The session starts at 16:00 but ends at 15:00."),
        ),
        (
            "10:30 - 9:30 Sowing\n10:30 - 11:00 Tea",
            (4, "reversed_range", "The session starts at 10:30 but ends at 09:30."),
        ),
        (
            "16:00 - 17:00 Sowing\n9:00 - 10:00 Tea",
            (5, "out_of_order", "The session starts before the one above it, at 09:00."),
        ),
        (
            "9:00 Sowing\n10:00 - 11:00 Tea",
            (4, "end_inferred",
             "No end is printed; 10:00, when the next session starts, is taken."),
        ),
        (
            "25:00 - 26:00 Sowing\n9:00 - 10:00 Tea",
            (4, "unreadable_line",
             "This line begins like a time, but the clock has no such time."),
        ),
        (
            "Monday, 6 May 2026\n9:00 - 10:00 Tea",
            (4, "weekday_mismatch", "2026-05-06 is a Wednesday, not a Monday."),
        ),
    ],
)  # fmt: skip
def test_one_slip_gives_one_warning(programme: str, warning: tuple[object, ...]) -> None:
    assert told(programme) == [warning]


@pytest.mark.parametrize(
    "programme",
    [
        "9:00 - 10:00 Sowing\n9:00 - 10:00 Reaping",
        "9:00 - 12:00 Sowing\n10:00 - 10:15 Tea",
        "22:00 - 01:00 Stars",
        "22:00 - 01:00 Stars\n23:00 - 23:30 Tea",
        "9:75 of 80 beans came up\n9:00 - 10:00 Tea",
        "Wednesday, 6 May 2026\n9:00 - 10:00 Tea",
        "Wednesday, 6 May\n9:00 - 10:00 Tea",
    ],
)
def test_parallel_and_nested_sessions_and_nights_are_right(programme: str) -> None:
    assert told(programme) == []


def test_parallel_sessions_without_ends_share_the_next_start() -> None:
    outline = parse_outline("Seed swap\n6 May 2026\n\n9:00 Sowing\n9:00 Reaping\n10:00 - 11:00 Tea")
    assert [session.end for session in outline.sessions[:2]] == [outline.sessions[2].start] * 2


def test_a_country_with_several_zones_is_named() -> None:
    warnings = told("9:00 - 10:00 Tea", head="Seed swap\n6 May 2026, Braga, Portugal")
    message = "Portugal has several time zones and the city does not say which."
    assert warnings == [(None, "ambiguous_zone", message)]


def test_a_meeting_without_a_name_is_told() -> None:
    warnings = told("9:00 - 10:00 Tea", head="6 May 2026, Tartu, Estonia")
    assert warnings == [(None, "no_title", "The outline gives the meeting no title.")]
