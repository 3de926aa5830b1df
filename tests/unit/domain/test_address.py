"""E-mail addresses as a web form takes them."""

from __future__ import annotations

import pytest

from shared.domain.address import normalise_address, wire_address
from shared.domain.errors import Invalid


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Meret@Example.ORG ", "Meret@example.org"),
        ("first.last+meeting@example.org", "first.last+meeting@example.org"),
        ("o'neill@example.org", "o'neill@example.org"),
        ("desk@bücher.example", "desk@xn--bcher-kva.example"),
        ("Зоран@пример.срб", "Зоран@xn--e1afmkfd.xn--90a3ac"),
    ],
)
def test_an_address_keeps_its_local_part_and_gets_an_ascii_domain(typed: str, kept: str) -> None:
    assert wire_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "@",
        "name",
        "name@",
        "@example.org",
        "two@signs@example.org",
        ".dot@example.org",
        "dot.@example.org",
        "do..t@example.org",
        "name@localhost",
        "name@-example.org",
        "name@example-.org",
        "name@exa_mple.org",
        "name@example.123",
        "name@[192.0.2.1]",
        '"quoted"@example.org',
        "comment(here)@example.org",
        "line\nbreak@example.org",
        "end@example.org\r\n",
        "\tstart@example.org",
        "nul\0@example.org",
        "a" * 65 + "@example.org",
        "name@" + "x" * 64 + ".org",
        "name@" + "x.example." * 30 + "org",
        "name@" + "ü.example." * 18 + "org",
        "name@example.org.",
        "name@192.0.2.1",
        "na me@example.org",
        "na\u202eme@example.org",
        "na\u200bme@example.org",
        "na\x85me@example.org",
        "Name <name@example.org>",
        "name@example.org (home)",
        "name@example.org,other@example.org",
    ],
)
def test_what_no_mail_reaches_is_refused_naming_email(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        wire_address(typed)
    assert [path for path, _ in refused.value.errors] == ["email"]


def test_an_address_may_be_as_long_as_a_mail_server_must_take_and_no_longer() -> None:
    domain = "x" * 60 + "." + "y" * 60 + "." + "z" * 56 + ".example.org"
    longest = "a" * (253 - len(domain)) + "@" + domain
    assert (len(longest), wire_address(longest)) == (254, longest)
    with pytest.raises(Invalid):
        wire_address("a" + longest)


def test_two_spellings_of_one_mailbox_are_the_same_and_tags_stay() -> None:
    composed, decomposed = "Zoë@Example.org", "Zoe\u0308@example.ORG"
    assert normalise_address(composed) == normalise_address(decomposed) == "zoë@example.org"
    assert normalise_address("a.b+c@example.org") != normalise_address("ab@example.org")
