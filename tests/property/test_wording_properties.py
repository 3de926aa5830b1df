"""Whatever an organiser writes is refused when it is saved, or fills every mail."""

from __future__ import annotations

from time import perf_counter

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from shared.domain.errors import Invalid
from shared.domain.event import Wording
from shared.domain.message import WORDED, MessageKind
from shared.render.mail.own_words import GUARD, words_of
from shared.render.mail.wording import LONGEST, judge_wording
from tests.builders import a_registration, an_event
from tests.unit.mail.hostile import PRINTED, STATEMENTS
from tests.unit.mail.reading import a_letter, read, text_of, write

NAMES = sorted({name for kind in WORDED for name in words_of(kind)})
FRAGMENTS = st.sampled_from(
    [
        "{{", "}}", "{%", "%}", "{#", "#}", "{% if name %}", "{% elif calendar %}", "{% else %}",
        "{% endif %}", "{% for line in changes %}", "{% endfor %}", "{{ line }}", "|upper", " or ",
        "|default('x')", "|join(', ')", " == ", " not ", "(", ")", "'", '"', "\n", "\u2028", " ",
        "https://example.org/", "<b>", "é", "🎉", "x", "1", *(f"{{{{ {one} }}}}" for one in NAMES),
        *NAMES, *PRINTED[:50], *STATEMENTS[:24],
    ]
)  # fmt: skip
SOURCES = st.lists(FRAGMENTS, min_size=1, max_size=14).map("".join)
STATEMENT = st.recursive(
    st.sampled_from(
        ["Hello", "{{ name | default('x') }}", "{{ meeting.title }}", "{{ self_url }}"]
    ),
    lambda inner: (
        st.builds(
            "{{% if {} %}}{}{{% else %}}{}{{% endif %}}".format,
            st.sampled_from(["name", "not calendar", "institution == 'x'", "name or calendar"]),
            inner,
            inner,
        )
        | st.builds("{} {}".format, inner, inner)
    ),
    max_leaves=12,
)
PEOPLE = st.text(max_size=300) | st.sampled_from(["", "{{ 7*7 }}", "Re:", "http://a" * 40, GUARD])


def passes(kind: MessageKind, wording: Wording) -> bool:
    """Whether it can be saved."""
    try:
        judge_wording(kind, wording)
    except Invalid:
        return False
    return True


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(WORDED), SOURCES)
def test_any_text_is_judged_at_once_and_refused_in_words(kind: MessageKind, source: str) -> None:
    began = perf_counter()
    passes(kind, Wording(None, source))
    assert perf_counter() - began < 2


@settings(max_examples=120, deadline=None)
@given(source=STATEMENT | SOURCES, name=PEOPLE, institution=PEOPLE)
def test_what_may_be_saved_fills_the_mail_of_whoever_it_is(
    source: str, name: str, institution: str
) -> None:
    kind, wording = MessageKind.CONFIRMATION, Wording(None, source)
    assume(passes(kind, wording))
    event = an_event(wording={kind.value: wording})
    began = perf_counter()
    mail = write(a_letter(kind), event, a_registration(name=name, institution=institution))
    assert perf_counter() - began < 2
    text = text_of(read(mail))
    assert len(text) < 4 * LONGEST
    assert text.count("/registration/self/") >= 1
    assert GUARD not in text
