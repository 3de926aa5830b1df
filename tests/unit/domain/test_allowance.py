"""Allowances: whose they are, and no address in clear."""

from __future__ import annotations

import pytest

from shared.domain.allowance import source_key

KEY = b"a key"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.7", "192.0.2.7", True),
        ("192.0.2.7", "192.0.2.8", False),
        ("192.0.2.7", "::ffff:192.0.2.7", True),
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::9", True),
        ("2001:DB8:0:1::1", "2001:db8:0:1::1", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("", "", True),
        ("not an address \ud800", "192.0.2.7", False),
    ],
)
def test_a_source_is_an_address_or_the_network_of_one(one: str, other: str, same: bool) -> None:
    assert (source_key(KEY, one) == source_key(KEY, other)) is same


def test_a_source_is_told_by_nothing_but_the_key() -> None:
    assert source_key(KEY, "192.0.2.7") != source_key(b"another", "192.0.2.7")
    assert "192" not in source_key(KEY, "192.0.2.7")
