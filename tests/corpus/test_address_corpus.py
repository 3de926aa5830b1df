"""Addresses that a known judge has judged: what a form must refuse is refused, and the rest taken.

What is deliverable and refused here all the same is told apart by its class, with the reason.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from shared.domain.address import wire_address
from shared.domain.errors import Invalid

DELIVERABLE = frozenset({"ISEMAIL_VALID_CATEGORY", "ISEMAIL_DNSWARN", "ISEMAIL_RFC5321"})
REFUSED_ALL_THE_SAME: Mapping[str, str] = {
    "QUOTEDSTRING": "a quoted local part is in a form a slip, and some providers take none",
    "ADDRESSLITERAL": "a server's number in brackets is nobody's address for years",
    "TLDNUMERIC": "bare numbers are a server's address that lost its brackets",
    "DOMAIN_OF_ONE_LABEL": "a name without a dot is a host of one's own network, or half a name",
}


@pytest.fixture(scope="session")
def cases(corpus: Path) -> list[dict[str, Any]]:
    found = json.loads((corpus / "data/mail/isemail_cases.json").read_text())["cases"]
    assert len(found) > 50
    return list(found)


def is_taken(address: str) -> bool:
    try:
        wire_address(address)
    except Invalid:
        return False
    return True


def class_of(case: Mapping[str, Any]) -> str | None:
    """The class of those that are refused all the same; None: an address for a form."""
    told = str(case["diagnosis"]).removeprefix("ISEMAIL_RFC5321_")
    if told in REFUSED_ALL_THE_SAME:
        return told
    return None if re.search(r"@.*\.", case["address"]) else "DOMAIN_OF_ONE_LABEL"


def test_every_address_is_judged_as_its_class_says(cases: list[dict[str, Any]]) -> None:
    wrong = [
        (case["diagnosis"], case["address"])
        for case in cases
        if is_taken(case["address"])
        is not (case["category"] in DELIVERABLE and class_of(case) is None)
    ]
    assert wrong == []


def test_only_the_classes_named_here_are_refused_although_deliverable(
    cases: list[dict[str, Any]],
) -> None:
    refused = Counter(
        class_of(case)
        for case in cases
        if case["category"] in DELIVERABLE and not is_taken(case["address"])
    )
    assert set(refused) <= set(REFUSED_ALL_THE_SAME)
    assert refused["QUOTEDSTRING"] > 0
