"""Tokens: made by the event's key, good for one purpose, gone when they expire."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.domain.token import (
    FORM_TOKEN_LIFE,
    form_token_is_good,
    link_is_signed,
    make_form_token,
    make_link_token,
    read_link_token,
)
from tests.builders import NOW

KEY, OTHER = b"k" * 32, b"o" * 32


def test_a_link_token_says_whose_it_is_and_only_its_key_signed_it() -> None:
    claim = read_link_token(make_link_token(KEY, "event", "reg", 3))
    assert claim
    assert (claim.event, claim.registration, claim.link_version) == ("event", "reg", 3)
    assert (link_is_signed(KEY, claim), link_is_signed(OTHER, claim)) == (True, False)


@pytest.mark.parametrize("token", ["", "a.b.c", "a.b.x.d", "a.b.².d", "a.b.1.d.e", "a.b.-1.d"])
def test_what_has_no_token_s_shape_is_no_claim(token: str) -> None:
    assert read_link_token(token) is None


def test_a_form_token_is_good_for_its_event_until_it_expires() -> None:
    token = make_form_token(KEY, "event", "nonce", NOW)
    last = NOW + FORM_TOKEN_LIFE - timedelta(seconds=1)
    assert form_token_is_good(KEY, "event", token, last)
    assert not form_token_is_good(KEY, "event", token, NOW + FORM_TOKEN_LIFE)
    assert not form_token_is_good(KEY, "other", token, NOW)
    assert not form_token_is_good(OTHER, "event", token, NOW)


@pytest.mark.parametrize("token", ["", ".", "..", "1.2", "x.y.z", "9" * 20 + ".n.s", "1.n.ключ"])
def test_a_malformed_form_token_is_not_good(token: str) -> None:
    assert not form_token_is_good(KEY, "event", token, NOW)
