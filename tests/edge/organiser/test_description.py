"""What the organiser's function answers is what openapi.json tells."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from functions.organiser.list_operations import CSV, DOCX, XLSX
from functions.organiser.operations import EVENT, INTERFACE
from functions.organiser.schemas import (
    answers,
    digest,
    form,
    outline,
    senders,
    settings,
    settings_answer,
)
from functions.organiser.schemas.outline_answer import OutlineAnswer
from shared.domain.writes import Add
from shared.edge.operation import JSON, PROBLEM
from tests.builders import a_delivery
from tests.edge.calling import Called
from tests.edge.organiser.conftest import Desk
from tests.edge.organiser.test_events import OUTLINE
from tests.unit.outline.fixtures import SEED_LIBRARY

HERE = "/events/river-basins"
PERSON = {"name": "Ada Lind", "email": "ada@example.org", "institution": "Ferry Union"}


def judge(called: Called, method: str, route: str) -> Any:
    """The body, as the description of this status has it: no field more and none less."""
    reply = INTERFACE.operations[method, route].replies[called.status]
    media_type = called.headers["content-type"].partition(";")[0]
    assert set(reply.headers) <= {name for name in reply.headers if name.lower() in called.headers}
    adapter: TypeAdapter[Any] = TypeAdapter(reply.content[media_type])
    adapter.validate_json(called.body)
    return called.json()


def test_the_story_of_an_event_is_told_as_described(desk: Desk) -> None:
    judge(desk.ask("POST", "/outlines", SEED_LIBRARY.encode()), "POST", "/organiser/outlines")
    made = judge(desk.ask("POST", "/events", {"outline": OUTLINE}), "POST", "/organiser/events")
    assert set(made) == {"id", "draft"}
    judge(desk.ask("GET", HERE), "GET", EVENT)
    senders = {"standard": {"secrets": ["whsec_c2VjcmV0IG9mIHRoZSBmb3Jt"]}}
    judge(desk.ask("PATCH", HERE, {"capacity": 1, "senders": senders}), "PATCH", EVENT)
    draft = desk.ask("GET", f"{HERE}/draft")
    sessions = judge(draft, "GET", f"{EVENT}/draft")["sessions"]
    tag = {"If-Match": draft.headers["etag"]}
    judge(desk.ask("GET", f"{HERE}/draft/lint"), "GET", f"{EVENT}/draft/lint")
    fewer = {"sessions": sessions[1:]}
    judge(desk.ask("PUT", f"{HERE}/draft", fewer, tag), "PUT", f"{EVENT}/draft")
    judge(desk.ask("POST", f"{HERE}/publish"), "POST", f"{EVENT}/publish")


def test_people_and_mail_are_told_as_described(desk: Desk) -> None:
    desk.ports.store.commit([Add(a_delivery())], "a delivery")
    people = f"{EVENT}/registrations"
    made = judge(desk.ask("POST", f"{HERE}/registrations", PERSON), "POST", people)
    assert desk.ask("POST", f"{HERE}/registrations", PERSON).status == 200
    own = f"{HERE}/registrations/{made['id']}"
    correction = {"name": "Ada Lindgren"}
    judge(desk.ask("PATCH", own, correction), "PATCH", f"{people}/{{registration}}")
    listed = judge(desk.ask("GET", f"{HERE}/registrations"), "GET", people)
    judge(desk.ask("POST", f"{own}/cancel"), "POST", f"{people}/{{registration}}/cancel")
    received = judge(desk.ask("GET", f"{HERE}/deliveries"), "GET", f"{EVENT}/deliveries")
    mailed = judge(desk.ask("GET", f"{HERE}/messages"), "GET", f"{EVENT}/messages")
    judge(desk.ask("GET", f"{HERE}/digest"), "GET", f"{EVENT}/digest")
    assert [len(listed["registrations"]), len(received["deliveries"])] == [1, 1]
    assert len(mailed["messages"]) > 1


def test_lists_and_attendance_are_told_as_described(desk: Desk) -> None:
    hotel = {"title": "Hotel", "columns": ["name"]}
    saved, lists = f"{EVENT}/lists/{{list_name}}", f"{EVENT}/lists"
    made = desk.ask("POST", f"{HERE}/registrations", PERSON).json()
    judge(desk.ask("PUT", f"{HERE}/lists/hotel", hotel), "PUT", saved)
    judge(desk.ask("PUT", f"{HERE}/lists/hotel", hotel), "PUT", saved)
    judge(desk.ask("GET", f"{HERE}/lists"), "GET", lists)
    attend = f"{EVENT}/registrations/{{registration}}/attend"
    own = f"{HERE}/registrations/{made['id']}/attend"
    judge(desk.ask("POST", own, {"attended": True}), "POST", attend)
    people = {"people": [made["id"], "nobody"]}
    judge(desk.ask("POST", f"{HERE}/attendance", people), "POST", f"{EVENT}/attendance")
    judge(desk.ask("GET", f"{HERE}/statistics"), "GET", f"{EVENT}/statistics")


def test_organisers_are_told_as_described(desk: Desk) -> None:
    route = "/organiser/organisers"
    judge(desk.ask("POST", "/organisers", {"email": "clerk@example.org"}), "POST", route)
    judge(desk.ask("GET", "/organisers"), "GET", route)


def test_problems_are_told_as_described(desk: Desk) -> None:
    asked = [
        (desk.ask("PATCH", HERE, {"title": 7}), "PATCH", EVENT, 400),
        (desk.ask("GET", HERE, who=desk.employ(1)), "GET", EVENT, 403),
        (desk.ask("GET", "/events/no-such"), "GET", EVENT, 404),
        (desk.ask("PUT", f"{HERE}/draft", {}, {"If-Match": '"x"'}), "PUT", f"{EVENT}/draft", 412),
        (desk.ask("PUT", f"{HERE}/draft", {}), "PUT", f"{EVENT}/draft", 428),
    ]
    for called, method, route, status in asked:
        assert judge(called, method, route)["status"] == called.status == status


@pytest.mark.parametrize(
    ("told", "judged"),
    [
        (answers.NewEvent, outline.Creation),
        (settings_answer.SettingsAnswer, settings.Settings),
        (settings_answer.RegistrationRulesAnswer, settings.Registration),
        (settings_answer.SenderAnswer, senders.SigningSender),
        (settings_answer.SenderAnswer, senders.PlainSender),
        (settings_answer.DigestAnswer, digest.Digest),
        (settings_answer.ChoiceAnswer, digest.Choice),
        (settings_answer.IdentityAnswer, settings.Identity),
        (settings_answer.QuestionAnswer, form.Question),
    ],
)
def test_what_is_shown_can_be_given(told: Any, judged: Any) -> None:
    assert list(told.model_fields) == list(judged.model_fields)


def test_an_outline_is_taken_with_every_field_that_is_read() -> None:
    taken = set(outline.PrintedOutline.model_fields)
    assert set(OutlineAnswer.model_fields) - taken == {"sections", "warnings"}
    assert taken <= set(OutlineAnswer.model_fields)


def test_errors_are_problems_and_the_rest_is_json_or_a_file() -> None:
    for operation in INTERFACE.operations.values():
        for status, reply in operation.replies.items():
            if "Content-Disposition" in reply.headers:
                assert set(reply.content) - {JSON} <= {CSV, XLSX, DOCX}
                continue
            wanted = {PROBLEM} if status >= 400 else set() if status in (204, 303) else {JSON}
            assert set(reply.content) == wanted
