"""The landing page's form: shown, sent, judged, and answered alike for everybody."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

import pytest

from functions.registration.app import app
from functions.registration.schemas import Landing, Received
from shared.domain.event import Event, RegistrationRules
from shared.domain.form import DEFAULT_FORM, Field, FieldType
from shared.verbs.revise import revise
from tests.builders import EVENT
from tests.edge.calling import call
from tests.edge.registration.calls import (
    AS_JSON,
    BROWSER,
    MERET,
    PAGE,
    errors_of,
    everybody,
    form_token,
    get,
    let_pass,
    outbox,
    post_fields,
    post_json,
    serve,
)
from tests.fakes import put_event

THANKS = "https://www.example.org/thank-you?meeting=rivers"
URLENCODED = {"Content-Type": "application/x-www-form-urlencoded"}


def with_thanks(event: Event) -> Event:
    return replace(event, registration=RegistrationRules(thanks_urls=(THANKS,)))


def with_questions(event: Event) -> Event:
    diet = Field("diet", {"en": "Diet"}, FieldType.SELECT, options=("none", "vegan"))
    consent = Field("agreed", {"en": "I agree"}, FieldType.CONSENT, required=True)
    return replace(event, form=(*DEFAULT_FORM, diet, consent))


def test_the_form_as_json() -> None:
    serve()
    answer = get(PAGE, AS_JSON)
    told = answer.json()
    assert list(told) == ["event", "open", "form", "form_token"]
    assert (told["event"], told["open"]) == (EVENT, True)
    assert told["form"][2] == {
        "key": "email",
        "label": {"en": "E-mail address"},
        "type": "email",
        "required": True,
        "options": [],
        "help": {},
    }
    assert Landing.model_validate(told).form_token == told["form_token"]
    assert answer.headers["cache-control"] == "no-store"


def test_a_closed_meeting_says_so() -> None:
    ports = serve()
    let_pass(ports, days=30)
    assert get(PAGE, AS_JSON).json()["open"] is False


def test_a_form_in_json_is_received_and_registers() -> None:
    ports = serve()
    answer = post_json(PAGE, {**MERET, "phone": 555, "form_token": form_token(), "website": ""})
    [registration] = everybody(ports)
    assert (answer.status, answer.body) == (202, b'{"outcome":"received"}')
    assert Received.model_validate(answer.json()).outcome == "received"
    assert (registration.name, registration.source) == ("Meret Aalders", "form")
    assert registration.answers == {"phone": "555"}


def test_a_form_of_a_browser_goes_on_to_the_thanks_page() -> None:
    ports = serve()
    answer = post_fields(PAGE, {**MERET, "form_token": form_token()}, BROWSER)
    assert (answer.status, answer.headers["location"]) == (303, f"{PAGE}/thanks")
    assert answer.body == b""
    assert [one.email for one in everybody(ports)] == [MERET["email"]]
    assert get(answer.headers["location"], BROWSER).status == 200


def test_known_and_unknown_addresses_get_the_same_answer() -> None:
    ports = serve()
    answers = [post_json(PAGE, {**MERET, "form_token": form_token()}) for _ in range(2)]
    assert (answers[0].body, answers[0].headers) == (answers[1].body, answers[1].headers)
    assert outbox(ports) == ["confirmation", "link"]


@pytest.mark.parametrize("rules", [RegistrationRules(waitlist=False), RegistrationRules()])
def test_a_full_meeting_gets_the_same_answer_and_a_mail(rules: RegistrationRules) -> None:
    ports = serve(lambda event: replace(event, capacity=0, registration=rules))
    answer = post_json(PAGE, {**MERET, "form_token": form_token()})
    assert answer.status == 202
    assert outbox(ports) == (["waitlisted"] if rules.waitlist else ["refused"])


def test_a_closed_meeting_gets_the_same_answer_and_a_mail() -> None:
    ports = serve()
    let_pass(ports, days=30)
    answer = post_fields(PAGE, {**MERET, "form_token": form_token()}, BROWSER)
    assert answer.status == 303
    assert outbox(ports) == ["refused"]


def test_an_allowed_address_is_gone_on_to_from_field_or_query() -> None:
    serve(with_thanks)
    sent = {**MERET, "form_token": form_token()}
    by_field = post_fields(PAGE, {**sent, "thanks_url": THANKS}, {})
    by_query = post_fields(f"{PAGE}?{urlencode({'thanks_url': THANKS})}", sent, {})
    foreign = post_fields(PAGE, {**sent, "thanks_url": f"{THANKS}&x=1"}, {})
    assert by_field.headers["location"] == THANKS
    assert by_query.headers["location"] == THANKS
    assert foreign.headers["location"] == f"{PAGE}/thanks"


def test_an_allowed_address_of_other_letters_fits_into_a_header() -> None:
    wanted = "https://www.example.org/hvala/\u010da\u0161a?a=%20&b=c"
    rules = RegistrationRules(thanks_urls=(wanted,))
    serve(lambda event: replace(event, registration=rules))
    sent = {**MERET, "form_token": form_token(), "thanks_url": wanted}
    assert post_fields(PAGE, sent, BROWSER).headers["location"] == (
        "https://www.example.org/hvala/%C4%8Da%C5%A1a?a=%20&b=c"
    )


def test_a_machine_is_thanked_and_nothing_is_written() -> None:
    ports = serve()
    trapped = {"website": "https://spam.example.com"}
    assert post_json(PAGE, trapped).status == 202
    assert post_fields(PAGE, {**MERET, **trapped}, BROWSER).headers["location"] == f"{PAGE}/thanks"
    assert (everybody(ports), outbox(ports)) == ([], [])


def test_every_wrong_field_is_named() -> None:
    ports = serve(with_questions)
    wrong = {"name": " ", "email": "nobody", "diet": "meat", "form_token": form_token()}
    answer = post_json(PAGE, wrong)
    assert answer.status == 400
    assert errors_of(answer) == ["name", "email", "diet", "agreed"]
    assert everybody(ports) == []


@pytest.mark.parametrize(
    "token", [None, "", "x", "1.2.3", "9" * 40, "1803900000..", "\ud800.a.b", 5]
)
def test_a_token_that_is_not_ours_is_named(token: object) -> None:
    ports = serve()
    answer = post_json(PAGE, {**MERET, "form_token": token})
    assert (answer.status, errors_of(answer)) == (400, ["form_token"])
    assert everybody(ports) == []


def test_a_token_of_another_event_or_of_yesterday_is_named() -> None:
    ports = serve()
    put_event(ports, lambda event: replace(event, id="elsewhere", signing_key=b"another key"))
    foreign, old = form_token("elsewhere"), form_token()
    assert errors_of(post_json(PAGE, {**MERET, "form_token": foreign})) == ["form_token"]
    let_pass(ports, hours=12)
    assert errors_of(post_json(PAGE, {**MERET, "form_token": old})) == ["form_token"]


def test_a_browser_sees_the_page_again_with_what_was_typed() -> None:
    serve()
    typed = {"name": '"><script>alert(1)</script>', "email": "nobody", "form_token": form_token()}
    answer = post_fields(PAGE, typed, BROWSER)
    page = answer.body.decode()
    assert (answer.status, answer.headers["content-type"]) == (400, "text/html; charset=utf-8")
    assert page.count('role="alert"') == 1
    assert 'href="#question-3"' in page
    assert 'value="&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in page
    assert "<script" not in page


def test_a_program_sending_fields_reads_a_problem() -> None:
    serve()
    answer = post_fields(PAGE, {"email": "nobody"}, {"Accept": "*/*"})
    assert answer.headers["content-type"] == "application/problem+json"
    assert errors_of(answer) == ["form_token", "name", "email"]


@pytest.mark.parametrize("body", [b"[]", b"null", b"7", b"{", b"\xff", b"", b"[" * 100_000])
def test_json_that_is_no_object_is_400(body: bytes) -> None:
    serve()
    assert call(app, "POST", PAGE, {"Content-Type": "application/json"}, body).status == 400


def test_a_nested_value_is_named() -> None:
    serve()
    answer = post_json(PAGE, {**MERET, "name": ["Meret"], "form_token": form_token()})
    assert (answer.status, errors_of(answer)) == (400, ["name"])


def test_fields_that_the_form_lacks_are_ignored() -> None:
    ports = serve()
    sent = {**MERET, "form_token": form_token(), "utm_source": "poster", "hotel": {"a": 1}}
    assert post_json(f"{PAGE}?utm_medium=mail", sent).status == 202
    assert [one.answers for one in everybody(ports)] == [{}]


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x", "", "text/html"])
def test_another_content_type_is_415(kind: str) -> None:
    serve()
    assert call(app, "POST", PAGE, {"Content-Type": kind}, b"email=a").status == 415


def test_a_form_over_256_kb_is_413() -> None:
    serve()
    assert post_fields(PAGE, {"name": "x" * 262_144}, {}).status == 413


@pytest.mark.parametrize("body", [b"\xff\xfe=1", b"&" * 600, b"email=%ff%00&name=%0d%0aBcc:x"])
def test_fields_of_any_bytes_are_400_and_never_break(body: bytes) -> None:
    serve()
    assert call(app, "POST", PAGE, URLENCODED, body).status == 400
    assert call(app, "POST", PAGE, {**URLENCODED, **BROWSER}, body).status == 400


def test_a_form_judged_on_settings_just_replaced_is_judged_again() -> None:
    ports = serve()
    token = form_token()
    revise(ports, EVENT, lambda event: replace(with_questions(event), capacity=5))
    assert errors_of(post_json(PAGE, {**MERET, "form_token": token})) == ["agreed"]
    assert post_json(PAGE, {**MERET, "form_token": token, "agreed": True}).status == 202
    assert [one.answers for one in everybody(ports)] == [{"agreed": "yes"}]


@pytest.mark.parametrize("path", ["/registration/nowhere", "/registration/NO", "/registration/%00"])
def test_an_unknown_event_is_404(path: str) -> None:
    serve()
    assert get(path).headers["content-type"] == "application/problem+json"
    assert get(path, BROWSER).headers["content-type"] == "text/html; charset=utf-8"
    assert {get(path).status, get(path, BROWSER).status, post_json(path, MERET).status} == {404}
    assert {get(f"{path}/thanks").status, post_json(f"{path}/link", MERET).status} == {404}


def test_link_is_202_whoever_asks() -> None:
    ports = serve()
    post_json(PAGE, {**MERET, "form_token": form_token()})
    answers = [
        post_json(f"{PAGE}/link", {"email": MERET["email"]}),
        post_json(f"{PAGE}/link", {"email": MERET["email"].upper()}),
        post_json(f"{PAGE}/link", {"email": "nobody@example.com"}),
        post_json(f"{PAGE}/link", {"email": "not an address \ud800"}),
        post_fields(f"{PAGE}/link", {"email": "nobody@example.com"}, {}),
    ]
    assert {(answer.status, answer.body) for answer in answers} == {
        (202, b'{"outcome":"received"}')
    }
    assert outbox(ports) == ["confirmation", "link"]


def test_a_browser_that_asks_for_the_link_sees_a_page() -> None:
    serve()
    answer = post_fields(f"{PAGE}/link", {"email": "nobody@example.com"}, BROWSER)
    assert (answer.status, answer.headers["content-type"]) == (202, "text/html; charset=utf-8")


@pytest.mark.parametrize("sent", [{}, {"email": ""}, {"email": None}])
def test_link_without_an_address_gets_the_answer_that_everybody_gets(
    sent: dict[str, object],
) -> None:
    serve()
    answer = post_json(f"{PAGE}/link", sent)
    assert (answer.status, answer.json()) == (202, {"outcome": "received"})


def test_link_for_what_is_no_text_names_it() -> None:
    serve()
    answer = post_json(f"{PAGE}/link", {"email": ["a"]})
    assert (answer.status, errors_of(answer)) == (400, ["email"])
