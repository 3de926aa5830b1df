"""Header fields written by hand: folded, ASCII, unambiguous."""

from __future__ import annotations

from email.headerregistry import HeaderRegistry

import pytest

from shared.render.mail.headers import header_text, mailbox, unstructured, write_fields


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ana\tB\r\n C", "Ana B C"),
        ("=?utf-8?q?x?=", "= ?utf-8?q?x?="),
        ("==??", "== ??"),
        ("admin\u202egpj", "admingpj"),
        ("  ", ""),
    ],
)
def test_a_line_is_cleaned_and_is_no_encoded_word(typed: str, kept: str) -> None:
    assert header_text(typed) == kept


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("", "a@example.org"),
        ("Ana Bo", '"Ana Bo" <a@example.org>'),
        ('A "B" \\', '"A \\"B\\" \\\\" <a@example.org>'),
        ("Zoë", "=?utf-8?q?Zo=C3=AB?= <a@example.org>"),
    ],
)
def test_a_mailbox_is_quoted_where_it_can_be_and_encoded_where_it_must(
    name: str, written: str
) -> None:
    assert mailbox(name, "a@example.org") == written


def test_plain_text_is_folded_at_spaces_and_reads_the_same() -> None:
    text = "rivers without borders " * 8
    folded = unstructured(text)
    assert max(map(len, folded.split("\r\n"))) <= 66
    assert folded.replace("\r\n ", " ") == text.strip()


@pytest.mark.parametrize("text", ["Ж" * 300, "x" * 300, "Zoë, " * 60])
def test_other_text_is_encoded_on_short_lines_and_reads_the_same(text: str) -> None:
    folded = unstructured(text)
    assert max(map(len, folded.split("\r\n"))) <= 76
    assert HeaderRegistry()("subject", folded.replace("\r\n", "")) == text.strip()


def test_fields_end_with_crlf() -> None:
    assert write_fields([("A", "b"), ("C", "d")]) == b"A: b\r\nC: d\r\n"
