"""Precedence: who stands before whom."""

from __future__ import annotations

from shared.domain.institution import Institution
from shared.domain.precedence import Party, alphabetical, parties
from shared.domain.registration import Delegation, Registration
from tests.builders import a_registration, an_event, an_id

EVENT = an_event(
    institutions=(
        Institution("zeta", "Zeta Ministry", names={"en": "Ministry of Zeta"}, formerly=("old",)),
        Institution("alpha", "Alpha Board"),
    )
)


def somebody(number: int, name: str = "Ada Lind", **changes: object) -> Registration:
    return a_registration(id=an_id(number), name=name, **{"answers": {}, **changes})


def names(found: tuple[Party, ...]) -> list[tuple[str | None, list[str]]]:
    return [(party.name, [one.name for one in party.people]) for party in found]


def test_institutions_of_the_list_come_first_in_its_order_and_nameless_ones_last() -> None:
    people = [
        somebody(1, institution=None),
        somebody(2, institution="Écluse"),
        somebody(3, institution="Dam House"),
        somebody(4, institution="dam  house"),
        somebody(5, institution_id="alpha"),
        somebody(6, institution_id="old"),
        somebody(7, institution_id="zeta"),
        somebody(8, institution="Zebra Union"),
    ]
    found = parties(EVENT, people)
    assert [(party.id, party.name, len(party.people)) for party in found] == [
        ("zeta", "Ministry of Zeta", 2),
        ("alpha", "Alpha Board", 1),
        (None, "Dam House", 2),
        (None, "Écluse", 1),
        (None, "Zebra Union", 1),
        (None, None, 1),
    ]


def test_heads_of_delegation_come_first_then_alternates_then_family_names() -> None:
    people = [
        somebody(1, "Ada Zorn"),
        somebody(2, "Bo Ärlig"),
        somebody(3, "Cy Wolf", delegation=Delegation.ALTERNATE),
        somebody(4, "Dee Young", delegation=Delegation.HEAD),
        somebody(5, "Ed Abel", delegation=Delegation.MEMBER),
        somebody(6, "Quinn of the Marsh", answers={"family_name": "Bell"}),
    ]
    assert names(parties(EVENT, people)) == [
        (
            "Delta Institute",
            ["Dee Young", "Cy Wolf", "Ed Abel", "Bo Ärlig", "Quinn of the Marsh", "Ada Zorn"],
        )
    ]


def test_namesakes_stand_in_the_order_of_registering() -> None:
    people = [somebody(2), somebody(1)]
    assert [one.id for one in parties(EVENT, people)[0].people] == [an_id(1), an_id(2)]


def test_accents_count_only_between_names_that_are_else_equal() -> None:
    assert sorted(["Zorn", "Ärlig", "Arlig", "arlih"], key=alphabetical) == [
        "Arlig", "Ärlig", "arlih", "Zorn",
    ]  # fmt: skip
