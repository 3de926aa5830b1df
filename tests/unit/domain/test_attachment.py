"""Files that go out with messages: their names, their ids, and what is no PDF."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.attachment import is_attachment_id, make_attachment, safe_name
from shared.domain.errors import Invalid

PDF = b"%PDF-1.7 the way"


@pytest.mark.parametrize(
    ("said", "safe"),
    [("plan.pdf", "plan.pdf"), ("Plan.PDF", "Plan.pdf"), ("plan", "plan.pdf"),
     ("C:\\desk\\plan.pdf", "plan.pdf"), ("../../etc/passwd", "passwd.pdf"),
     ("a<b>:c?.pdf", "a b c.pdf"), ("пут до поља.pdf", "пут до поља.pdf"),
     ("خريطة.pdf", "خريطة.pdf"), ("evil\u202efdp.exe", "evilfdp.exe.pdf"),
     (".pdf", "attachment.pdf"), ("...", "attachment.pdf"), ("a\r\nb.pdf", "a b.pdf")],
)  # fmt: skip
def test_a_name_is_one_that_any_computer_can_save(said: str, safe: str) -> None:
    assert safe_name(said) == safe


@given(st.text())
def test_whatever_is_said_the_name_is_short_whole_and_stays_as_it_is(said: str) -> None:
    safe = safe_name(said)
    assert safe.endswith(".pdf")
    assert len(safe.encode()) <= 204
    assert not set(safe) & set('/\\"<>:|?*\r\n\0')
    assert safe_name(safe) == safe


def test_the_same_bytes_of_the_same_name_have_the_same_id_and_no_others() -> None:
    one = make_attachment("plan.pdf", PDF)
    assert make_attachment("PLAN.pdf", PDF).id != one.id
    assert make_attachment("plan", PDF) == one
    assert make_attachment("plan.pdf", PDF + b".").id != one.id
    assert is_attachment_id(one.id)


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04", b" " * 1024 + b"%PDF-1.7"])
def test_what_does_not_begin_as_a_pdf_is_none(body: bytes) -> None:
    with pytest.raises(Invalid):
        make_attachment("plan.pdf", body)


def test_a_mark_before_the_first_line_of_a_pdf_does_no_harm() -> None:
    assert make_attachment("plan.pdf", b"\xef\xbb\xbf" + PDF).body == b"\xef\xbb\xbf" + PDF
