"""Ids: ULIDs in lower case, sorted by time, unlike each other."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shared.edge.ids import RandomIds, encode_ulid
from tests.builders import NOW

instants = st.datetimes(datetime(1970, 1, 2), datetime(9999, 1, 1), timezones=st.just(UTC))
randomness = st.integers(0, 2**80 - 1)


def test_a_known_ulid_is_encoded_as_its_specification_does() -> None:
    at = datetime.fromtimestamp(1469918176.385, UTC)
    assert encode_ulid(at, 0) == "01aryz6s410000000000000000"
    assert encode_ulid(at, 2**80 - 1) == "01aryz6s41zzzzzzzzzzzzzzzz"


@given(instants, randomness)
def test_every_id_is_26_characters_of_the_alphabet(at: datetime, number: int) -> None:
    assert re.fullmatch("[0-9abcdefghjkmnpqrstvwxyz]{26}", encode_ulid(at, number))


@given(
    instants, st.timedeltas(timedelta(milliseconds=1), timedelta(days=9)), randomness, randomness
)
def test_a_later_id_sorts_later(at: datetime, gap: timedelta, one: int, other: int) -> None:
    assert encode_ulid(at, one) < encode_ulid(at + gap, other)


def test_ids_of_one_instant_differ() -> None:
    ids = RandomIds()
    assert len({ids.new(NOW) for _ in range(1000)}) == 1000


def test_a_secret_is_256_bits_fit_for_an_address() -> None:
    assert re.fullmatch("[A-Za-z0-9_-]{43}", RandomIds().secret())
    assert RandomIds().secret() != RandomIds().secret()
