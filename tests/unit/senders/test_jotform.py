"""Jotform: multipart/form-data, unsigned; the secret stands in the address."""

from __future__ import annotations

import pytest

from shared.domain.errors import Invalid
from shared.domain.form import Submission
from shared.senders.jotform import Jotform
from shared.senders.sender import Incoming
from tests.unit.senders.recorded import (
    EMAIL,
    JOTFORM_ANSWERS,
    MULTIPART,
    OTHER_PLAIN_SECRET,
    PLAIN_SECRET,
    jotform,
    multipart,
    submission_from,
    verdict,
)

SENDER = Jotform()
BODY = jotform()


def read(body: bytes = BODY) -> Incoming:
    return SENDER.read(MULTIPART, body)


def test_the_secret_in_the_address_or_a_bearer_token_proves_a_delivery() -> None:
    assert verdict(SENDER, {}, BODY, path_secret=PLAIN_SECRET) == "genuine"
    assert verdict(SENDER, {"authorization": f"bearer {PLAIN_SECRET}"}, BODY) == "genuine"
    both = (OTHER_PLAIN_SECRET, PLAIN_SECRET)
    assert verdict(SENDER, {}, BODY, both, path_secret=PLAIN_SECRET) == "genuine"


@pytest.mark.parametrize(
    ("headers", "path_secret", "reason"),
    [
        ({}, None, "no_secret_given"),
        ({}, "", "no_secret_given"),
        ({"Authorization": "Bearer"}, None, "no_secret_given"),
        ({"Authorization": f"Basic {PLAIN_SECRET}"}, None, "no_secret_given"),
        ({}, PLAIN_SECRET[:-1], "secret_mismatch"),
        ({}, "\ud800", "secret_mismatch"),
        ({"Authorization": f"Bearer {OTHER_PLAIN_SECRET}"}, None, "secret_mismatch"),
    ],
)
def test_another_secret_says_why_it_is_none(
    headers: dict[str, str], path_secret: str | None, reason: str
) -> None:
    assert verdict(SENDER, headers, BODY, path_secret=path_secret) == reason


def test_an_empty_secret_is_nobodys() -> None:
    assert verdict(SENDER, {}, BODY, ("",), path_secret="") == "no_secret_given"


def test_a_submission_is_read_to_the_right_person() -> None:
    incoming = read()
    assert incoming.response_id == "5001"
    assert submission_from(incoming) == Submission(
        EMAIL,
        "Ana Marić-Kovač",
        "Lake Office",
        {"phone": "(030) 123 456", "arrival": "2027-03-09", "topics": "Floods, Fish"},
    )


def test_the_mapping_names_a_key_a_number_or_a_name() -> None:
    found = submission_from(read(), {"institution": "q9", "post": "q6_organisation7"})
    assert (found.institution, found.answers["post"]) == ("Floods, Fish", "Lake Office")


def test_the_same_submission_is_the_same_delivery_and_an_edited_one_another() -> None:
    edited = {**JOTFORM_ANSWERS, "q6_organisation7": "River Office"}
    assert read().sender_id == read(jotform()).sender_id
    assert read(jotform(edited)).sender_id != read().sender_id
    assert read(jotform(edited)).response_id == read().response_id
    assert read(jotform(submission="5002")).sender_id != read().sender_id


@pytest.mark.parametrize("raw", ["", "{", "[]", "null", "NaN"])
def test_answers_that_cannot_be_read_are_none_so_that_the_delivery_is_kept(raw: str) -> None:
    body = multipart({"submissionID": "5001", "rawRequest": raw})
    assert (read(body).response_id, read(body).answers) == ("5001", ())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        BODY.replace(b"river-7f3a--", b"river-7f3a"),
        BODY[:-20],
        multipart({"rawRequest": "x"}).replace(b"x", b"\xff"),
        multipart({f"n{number}": "" for number in range(600)}),
    ],
)
def test_bytes_that_are_no_form_cannot_be_read(body: bytes) -> None:
    with pytest.raises(Invalid):
        read(body)


def test_a_content_type_without_boundary_cannot_be_read() -> None:
    with pytest.raises(Invalid):
        SENDER.read({"content-type": "multipart/form-data"}, BODY)


def test_names_in_quotes_and_files_are_told_apart() -> None:
    file = b'; name="rawRequest"; filename="a.txt"'
    assert read(BODY.replace(b'; name="rawRequest"', file)).answers == ()
    bare = BODY.replace(b'; name="submissionID"', b"; name=submissionID")
    assert read(bare).response_id == "5001"
