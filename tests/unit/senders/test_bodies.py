"""Bodies by their content type, and answers of any shape as text."""

from __future__ import annotations

import pytest

from shared.domain.errors import Invalid
from shared.senders.bodies import read_body, text_of
from tests.unit.senders.recorded import MULTIPART, URLENCODED, multipart


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (" x ", "x"),
        (True, "true"),
        (7, "7"),
        (["a", None, ["b", "c"], ""], "a, b, c"),
        ({"first": "Ana", "last": "Marić", "middle": "", "prefix": "Dr"}, "Ana Marić"),
        ({"year": "2027", "month": "3", "day": "9"}, "2027-03-09"),
        ({"year": "2027", "month": "", "day": "9"}, ""),
        ({"area": "030", "phone": "12"}, "030 12"),
        ({"full": "+49 30"}, "+49 30"),
        ({"addr_line1": "Mill 1", "city": "Lund", "state": ""}, "Mill 1, Lund"),
        ({}, ""),
    ],
)
def test_an_answer_of_any_shape_is_text(value: object, text: str) -> None:
    assert text_of(value) == text


def test_what_is_nested_deeply_is_its_json() -> None:
    deep: object = "x"
    for _ in range(50):
        deep = [deep]
    assert text_of(deep) == "[" * 44 + '"x"' + "]" * 44


def test_fields_are_read_by_content_type() -> None:
    assert read_body({"CONTENT-TYPE": "Application/JSON"}, b'{"a":1}') == {"a": 1}
    assert read_body({}, b"\xef\xbb\xbf{}") == {}
    form = {**URLENCODED, "content-type": URLENCODED["Content-Type"] + "; charset=UTF-8"}
    assert read_body(form, b"a=1&b=%C4%8D&b=2&c") == {"a": "1", "b": ["č", "2"], "c": ""}
    assert read_body(MULTIPART, multipart({"a": "č\r\n--x", "b[]": ""})) == {
        "a": "č\r\n--x",
        "b": "",
    }
    assert read_body(MULTIPART, b"--river-7f3a--\r\n") == {}


@pytest.mark.parametrize("body", [b"\xff", b"&".join(b"a=1" for _ in range(501))])
def test_fields_that_cannot_be_read_are_refused(body: bytes) -> None:
    with pytest.raises(Invalid):
        read_body(URLENCODED, body)
