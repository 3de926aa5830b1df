"""If-Match."""

from __future__ import annotations

import pytest

from functions.organiser.if_match import matches


@pytest.mark.parametrize("header", ['"3-ab"', ' "3-ab" ', '"x","3-ab"', '"x", "3-ab"', "*", " * "])
def test_the_tag_alone_in_a_list_or_an_asterisk_matches(header: str) -> None:
    assert matches(header, '"3-ab"')


@pytest.mark.parametrize("header", ["", "3-ab", 'W/"3-ab"', '"3-a"', '"3-ab', '"x 3-ab"', '"*"'])
def test_weak_other_and_broken_tags_do_not(header: str) -> None:
    assert not matches(header, '"3-ab"')
