from shared.calendar.content_line import (
    escape_text,
    fold_line,
    quote_parameter,
    text_line,
    uri,
    visible,
    write_lines,
)


def test_what_has_a_meaning_in_a_calendar_is_escaped() -> None:
    assert escape_text('a;b,c\\d: "e"') == 'a\\;b\\,c\\\\d: "e"'


def test_every_kind_of_line_end_becomes_one_newline() -> None:
    assert escape_text("a\r\nb\rc\nd\u2028e\x85f") == "a\\nb\\nc\\nd\\ne\\nf"


def test_control_characters_and_lone_surrogates_are_dropped_and_a_tab_stays() -> None:
    assert visible("a\x00\x07b\x7f\ud800\tc") == "ab\tc"


def test_a_parameter_is_quoted_and_its_quotes_become_carets() -> None:
    assert quote_parameter('Ana "Bo" ^; B,\nC:') == "\"Ana ^'Bo^' ^^; B,^nC:\""


def test_a_line_of_75_octets_is_not_folded() -> None:
    assert fold_line("X" * 75) == b"X" * 75 + b"\r\n"


def test_a_line_of_76_octets_is_folded_after_75() -> None:
    assert fold_line("X" * 76) == b"X" * 75 + b"\r\n X\r\n"


def test_a_continued_line_counts_its_leading_space() -> None:
    assert fold_line("X" * 150) == b"X" * 75 + b"\r\n " + b"X" * 74 + b"\r\n X\r\n"


def test_a_fold_never_falls_inside_a_character() -> None:
    folded = fold_line("Ж" * 60)
    assert folded == "Ж".encode() * 37 + b"\r\n " + "Ж".encode() * 23 + b"\r\n"


def test_a_text_that_is_missing_writes_no_line() -> None:
    assert write_lines([*text_line("LOCATION", None), *text_line("LOCATION", "")]) == b""


def test_a_uri_cannot_begin_another_line() -> None:
    assert uri("https://example.org/\r\nATTENDEE:x y") == "https://example.org/ATTENDEE:xy"
