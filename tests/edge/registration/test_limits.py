"""Limits: so much from one source and no more, told kindly; webhooks are not counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from functions.registration.app import app
from shared.domain.allowance import UNLIMITED, Limits
from shared.ports import Ports
from tests.edge.calling import Called
from tests.edge.registration.calls import (
    BROWSER,
    MERET,
    PAGE,
    created,
    deliver,
    everybody,
    form_token,
    get,
    let_pass,
    post_fields,
    post_json,
    serve,
)
from tests.edge.registration.test_self_service import meret_with


def limited(limits: Limits) -> Ports:
    ports = replace(serve(), limits=limits)
    app.use(ports)
    return ports


def statuses(answers: list[Called]) -> list[int]:
    return [answer.status for answer in answers]


def test_the_sixty_first_form_of_a_source_is_429_until_ten_minutes_have_passed() -> None:
    ports = serve()
    token = form_token()
    sent = [post_json(PAGE, {**MERET, "form_token": token}) for _ in range(61)]
    assert statuses(sent) == [202] * 60 + [429]
    assert sent[-1].headers["retry-after"] == "600"
    assert sent[-1].headers["content-type"] == "application/problem+json"
    let_pass(ports, minutes=10)
    assert post_json(PAGE, {**MERET, "form_token": token}).status == 202


def test_sixty_changes_by_self_service_are_counted_apart_from_forms() -> None:
    ports = limited(Limits(per_source=2))
    link = meret_with(ports)
    changes = [post_json(link, {"action": "change", "phone": str(n)}) for n in range(3)]
    assert statuses(changes) == [200, 200, 429]
    [registration] = everybody(ports)
    assert registration.answers == {"phone": "1"}
    assert post_json(PAGE, {**MERET, "form_token": form_token()}).status == 202


@pytest.mark.parametrize(
    "sent", [{}, {"website": "https://spam.example.com"}, {**MERET, "form_token": "x"}]
)
def test_what_is_wrong_or_a_machines_is_counted_too(sent: dict[str, object]) -> None:
    limited(Limits(per_source=1))
    post_json(PAGE, sent)
    assert post_json(PAGE, {**MERET, "form_token": form_token()}).status == 429


def test_asking_for_the_link_is_counted_and_tells_nobody_apart() -> None:
    limited(Limits(per_source=1))
    answers = [post_json(f"{PAGE}/link", {"email": MERET["email"]}) for _ in range(2)]
    assert statuses(answers) == [202, 429]


def test_looking_and_webhooks_are_never_counted() -> None:
    ports = limited(Limits(per_source=1, per_event=1))
    link = meret_with(ports)
    assert statuses([get(link) for _ in range(3)]) == [200] * 3
    hooks = [deliver(ports, created({"email": f"p{n}@example.org"}), f"m{n}") for n in range(3)]
    assert statuses(hooks) == [200] * 3


def test_a_browser_reads_a_page_that_asks_it_to_wait() -> None:
    limited(Limits(per_source=1))
    answer = post_fields(PAGE, {**MERET, "form_token": form_token()}, BROWSER)
    first = post_fields(PAGE, {**MERET, "form_token": form_token()}, BROWSER)
    assert (answer.status, first.status) == (303, 429)
    assert "<h1>Please wait a little</h1>" in first.body.decode()
    assert first.headers["retry-after"] == "600"


def test_without_limits_everything_is_taken() -> None:
    limited(UNLIMITED)
    token = form_token()
    sent = [post_json(PAGE, {**MERET, "form_token": token}) for _ in range(70)]
    assert set(statuses(sent)) == {202}


def test_an_event_that_is_not_there_is_404_and_counts_nothing() -> None:
    ports = limited(Limits(per_source=1))
    post_json("/registration/nowhere", MERET)
    assert post_json(PAGE, {**MERET, "form_token": form_token()}).status == 202
    assert len(everybody(ports)) == 1
