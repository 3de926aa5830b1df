"""The pages: accessible, without scripts, true in every state of the meeting."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from shared.domain.event import Event, RegistrationRules, Visibility
from shared.domain.form import DEFAULT_FORM, Field, FieldType
from shared.domain.session import Status
from tests.builders import NOW
from tests.edge.calling import Called
from tests.edge.registration.calls import (
    BROWSER,
    MERET,
    PAGE,
    created,
    deliver,
    everybody,
    get,
    let_pass,
    link_of,
    post_fields,
    serve,
)
from tests.edge.registration.reading_html import read_page

EVERY_TYPE = tuple(
    Field(f"k_{kind}", {"en": f"A {kind}"}, kind, required=True, options=("One", "Two <3"))
    for kind in FieldType
)
HELPED = Field("diet", {"de": "Kost"}, help={"de": "Was essen Sie?"})


def all_kinds(event: Event) -> Event:
    return replace(event, form=(*DEFAULT_FORM, *EVERY_TYPE, HELPED), locale="de")


def rules(**changes: Any) -> RegistrationRules:
    return replace(RegistrationRules(), **changes)


def every_page() -> list[Called]:
    ports = serve(all_kinds)
    deliver(ports, created(MERET))
    [registration] = everybody(ports)
    return [
        get(PAGE, BROWSER),
        post_fields(PAGE, {"k_checkbox": "maybe"}, BROWSER),
        get(f"{PAGE}/thanks", BROWSER),
        get(link_of(ports, registration), BROWSER),
        post_fields(link_of(ports, registration), {"action": "change", "email": "x"}, BROWSER),
        get("/registration/nowhere", BROWSER),
        post_fields(f"{PAGE}/link", {"email": "x"}, BROWSER),
    ]


def test_every_page_is_well_formed_with_one_heading_and_unique_ids() -> None:
    for answer in every_page():
        page = read_page(answer.body)
        ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
        assert page.unbalanced == []
        assert len(page.all("h1")) == 1
        assert len(page.all("title")) == 1
        assert page.all("html") == [{"lang": "en"}]
        assert sorted(set(ids), key=str) == sorted(ids, key=str)


def test_every_page_holds_under_its_policy() -> None:
    for answer in every_page():
        style = re.findall(r"<style>(.*?)</style>", answer.body.decode(), re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
        assert answer.headers["content-security-policy"] == (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
            "frame-ancestors 'none'; form-action 'self'"
        )
        assert len(style) == 1
        assert (
            re.findall(r"<script|<img|<link|<iframe|\sstyle=|\son[a-z]+=", answer.body.decode())
            == []
        )
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"


def test_every_field_has_a_label_and_every_note_belongs_to_a_field() -> None:
    for answer in every_page():
        page = read_page(answer.body)
        labels = {one["for"] for one in page.all("label") if "for" in one}
        fields = page.fields()
        described = {
            note for one in fields.values() for note in (one.get("aria-describedby") or "").split()
        }
        notes = {one["id"] for one in page.all("p") if "id" in one}
        assert labels == set(fields)
        assert described == notes


def test_a_page_with_errors_links_each_to_its_field() -> None:
    serve(all_kinds)
    page = read_page(post_fields(PAGE, {"name": "Meret", "email": "x"}, BROWSER).body)
    fields = page.fields()
    linked = [one["href"] for one in page.all("a") if str(one.get("href")).startswith("#")]
    marked = [f"#{name}" for name, one in fields.items() if one.get("aria-invalid") == "true"]
    assert sorted(map(str, linked)) == sorted(marked)
    assert len(linked) == 10
    assert fields["question-1"]["value"] == "Meret"
    assert "This form is too old" in page.text


def test_a_label_that_is_a_question_needs_no_colon() -> None:
    asked = Field("dinner", {"en": "Will you dine?"}, FieldType.SELECT, options=("yes", "no"))
    serve(lambda event: replace(event, form=(*DEFAULT_FORM, asked)))
    told = read_page(post_fields(PAGE, {**MERET, "dinner": "soup"}, BROWSER).body).text
    assert "Will you dine? Please choose one of the options." in told


def test_browsers_know_what_to_fill_in() -> None:
    serve()
    fields = read_page(get(PAGE, BROWSER).body).fields()
    shown = {one["name"]: (one["type"], one["autocomplete"]) for one in fields.values()}
    assert shown == {
        "name": ("text", "name"),
        "institution": ("text", "organization"),
        "email": ("email", "email"),
        "phone": ("tel", "tel"),
    }
    assert [name for name, one in fields.items() if "required" in one] == [
        "question-1",
        "question-3",
        "link-email",
    ]


def test_the_page_tells_what_when_where_and_whom_to_ask() -> None:
    serve()
    text = read_page(get(PAGE).body).text
    for fact in (
        "Rivers without Borders · 7.3.1",
        "Workshop on shared river basins",
        "Monday 15 March 2027, 09:00–17:30 (Asia/Tbilisi, UTC+4)",
        "House of Rivers",
        "Nino Abashidze, Workshop secretary, House of Rivers",
        "organiser@example.org",
        "Registration is open.",
    ):
        assert fact in text
    assert "+995" not in text
    serve(lambda event: replace(event, contact_phone=True))
    assert "+995 32 555 01 00" in read_page(get(PAGE).body).text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            {"registration": rules(opens_at=NOW + timedelta(days=1))},
            "Registration opens on Tuesday 2 March 2027, 13:00 (Asia/Tbilisi, UTC+4).",
        ),
        ({"registration": rules(closes_at=NOW)}, "Registration is closed."),
        ({"status": Status.CANCELLED}, "This meeting is cancelled; registration is closed."),
    ],
)
def test_a_page_that_takes_nobody_says_why(change: dict[str, Any], told: str) -> None:
    serve(lambda event: replace(event, **change))
    page = read_page(get(PAGE).body)
    assert told in page.text
    assert [one.get("action") for one in page.all("form")] == [f"{PAGE}/link"]


def test_a_page_says_until_when_and_that_the_meeting_is_postponed() -> None:
    closing = rules(closes_at=NOW + timedelta(days=7))
    ports = serve(lambda event: replace(event, registration=closing, status=Status.POSTPONED))
    text = read_page(get(PAGE).body).text
    assert "Open until Monday 8 March 2027, 13:00 (Asia/Tbilisi, UTC+4)." in text
    assert "This meeting is postponed." in text
    let_pass(ports, days=8)
    assert "Registration is closed." in read_page(get(PAGE).body).text


def test_only_a_public_meeting_may_be_found() -> None:
    serve()
    assert get(PAGE).headers["x-robots-tag"] == "noindex"
    serve(lambda event: replace(event, visibility=Visibility.PUBLIC))
    answer = get(PAGE)
    assert "x-robots-tag" not in answer.headers
    assert b'content="noindex"' not in answer.body


def test_words_of_the_organiser_carry_their_language() -> None:
    serve(all_kinds)
    body = get(PAGE, BROWSER).body.decode()
    assert '<h1 lang="de">' in body
    assert '<form method="post" lang="de">' in body
    assert "Kost" in body
    assert "Was essen Sie?" in body


def test_a_page_of_thanks_elsewhere_is_in_the_policy() -> None:
    elsewhere = rules(
        thanks_urls=(
            "https://www.example.org/thanks",
            "https://b\u00fccher.example:8443/t",
            "https://a..b/",
        )
    )
    serve(lambda event: replace(event, registration=elsewhere))
    assert (
        get(PAGE)
        .headers["content-security-policy"]
        .endswith("form-action 'self' https://www.example.org https://xn--bcher-kva.example:8443")
    )


def test_a_released_agenda_is_linked() -> None:
    serve()
    assert "agenda.html" not in get(PAGE).body.decode()
    serve(lambda event: replace(event, release=1))
    assert 'href="/agenda/river-basins/agenda.html"' in get(PAGE).body.decode()


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "text/html; charset=utf-8"),
        ("application/json", "application/json"),
        ("Application/JSON;q=0.9, */*;q=0.8", "application/json"),
        ("text/html, application/json", "text/html; charset=utf-8"),
        ("text/html;q=0.5, application/json", "application/json"),
        ("application/json;q=0", "text/html; charset=utf-8"),
        ("application/json;q=high", "text/html; charset=utf-8"),
        ("image/png", "text/html; charset=utf-8"),
        (",;,", "text/html; charset=utf-8"),
    ],
)
def test_the_client_says_what_it_would_rather_have(accept: str, kind: str) -> None:
    serve()
    answer = get(PAGE, {"Accept": accept})
    assert (answer.status, answer.headers["content-type"]) == (200, kind)
    assert answer.headers["vary"] == "Accept, Origin"


def test_a_name_is_shown_as_text() -> None:
    ports = serve()
    name = "<b>\u05d9\u05d5\u05e1\u05e3</b> {{ 7*7 }}"
    deliver(ports, created({**MERET, "name": name}))
    [registration] = everybody(ports)
    body = get(link_of(ports, registration)).body.decode()
    assert "<bdi>&lt;b&gt;\u05d9\u05d5\u05e1\u05e3&lt;/b&gt; {{ 7*7 }}</bdi>" in body
