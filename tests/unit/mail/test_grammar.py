"""What a template of an organiser may be made of."""

from __future__ import annotations

from time import perf_counter

import pytest

from shared.domain.errors import Invalid
from shared.domain.message import WORDED, MessageKind
from shared.render.mail.grammar import judge_template
from shared.render.mail.own_words import words_of
from tests.unit.mail.hostile import PRINTED, STATEMENTS

WORDS = words_of(MessageKind.NOTICE)


def complaint(source: str) -> str:
    """Why a text is refused."""
    with pytest.raises(Invalid) as refused:
        judge_template(source, WORDS)
    [(path, sentence)] = refused.value.errors
    assert path == ""
    return sentence


@pytest.mark.parametrize("source", [f"{{{{ {one} }}}}" for one in PRINTED] + list(STATEMENTS))
def test_a_hostile_text_is_refused_in_one_line_at_once(source: str) -> None:
    began = perf_counter()
    sentence = complaint(source)
    assert perf_counter() - began < 2
    assert sentence.startswith("Line 1: ")
    assert len(sentence) <= 401
    assert len(sentence.splitlines()) == 1


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("a\nb {{ nmae }}", "Line 2: `nmae` is not a word here; there are: name, institution, "),
        ("{{ name }", "Line 1: unexpected '}'."),
        ("\n\n{% if name %}x", "Line 3: Unexpected end of template."),
        ("{{ name.upper() }}", "Line 1: a call cannot be used here; words, `if` and "),
        ("{{ 7 * 7 }}", "Line 1: arithmetic cannot be used here; "),
        ("{% set a = 1 %}", "Line 1: `set` cannot be used here; "),
        ("{{ calendar }}", "Line 1: `calendar` is a yes or a no; please ask for it in an `if`."),
        ("{{ changes }}", "Line 1: `changes` are several lines; please use `for` or `join`."),
        ("{{ name | title }}", "Line 1: there is no filter `title`; there are: default, upper, "),
        ("{{ name | default }}", 'Line 1: please use it as in `name | default("colleague")`.'),
        ("{{ 'a' if name }}", "Line 1: please say what stands there otherwise, with `else`."),
        ("{% for line in name %}{% endfor %}", "Line 1: a loop goes through lines alone, as in "),
        ("{% if name < 'b' %}{% endif %}", "Line 1: only `==` and `!=` can be asked for."),
        ("(" * 8 + "{{" + "(" * 12 + "name", "Line 1: there are too many brackets in one another."),
    ],
)
def test_a_complaint_names_the_line_and_what_would_do(source: str, sentence: str) -> None:
    assert complaint(source)[: len(sentence)] == sentence


@pytest.mark.parametrize(
    ("source", "longest"),
    [
        ("plain", 5),
        ("{# nobody reads this #}x", 1),
        ("{% raw %}{{ x }}{% endraw %}", 7),
        ("{{ 'a' }}{{ 12 }}", 3),
        ("{{ name }}", 256),
        ("{{ name | upper }}", 768),
        ("{{ name | lower | default('nobody') }}", 768),
        ("{{ name or meeting.title }}", 500),
        ("{{ 'ab' if name == 'x' and not calendar else 'abc' }}", 3),
        ("{% if name %}a{% elif further or changes %}abcd{% else %}ab{% endif %}", 4),
        ("{% for line in changes %}- {{ line }}\n{% else %}none{% endfor %}", 40 * 303),
        ("{{ changes | join('; ') }}", 40 * 302),
    ],
)
def test_a_text_that_may_be_used_has_a_length_known_beforehand(source: str, longest: int) -> None:
    assert judge_template(source, WORDS) == longest


def test_every_kind_has_words_and_those_that_lead_somewhere_have_a_link() -> None:
    leading = {kind for kind in WORDED if {"self_url", "guest_url"} & set(words_of(kind))}
    assert set(WORDED) - leading == {MessageKind.REFUSED, MessageKind.ERASED}
