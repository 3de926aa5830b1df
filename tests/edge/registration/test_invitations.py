"""The landing page by the link of an invitation: filled in, locked, answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shared.domain.event import Event, RegistrationRules
from shared.domain.form import Field, FieldType
from shared.domain.invitation import (
    Asked,
    Invitation,
    InvitationKind,
    InvitationState,
    bindings_of,
    invite,
    revoke,
)
from shared.domain.token import INVITATION, make_link_token
from shared.domain.writes import Add, Replace
from shared.ports import Ports
from tests.builders import EVENT, NOW
from tests.edge.calling import Called
from tests.edge.registration.calls import (
    AS_JSON,
    BROWSER,
    PAGE,
    errors_of,
    everybody,
    form_token,
    get,
    post_fields,
    post_json,
    serve,
)
from tests.edge.registration.reading_html import read_page

ADA = Asked(InvitationKind.PERSON, "ada@example.org", "Ada <Lind>", "Delta Institute")
SORREL = Asked(InvitationKind.INSTITUTION, "focal@example.net", "", "LAS", True)
SELECT = Field("institution", {"en": "Institution"}, FieldType.SELECT, options=("One", "Two"))


def by_invitation(event: Event) -> Event:
    rules = RegistrationRules(invitation_only=True)
    return replace(event, registration=rules, invites=True)


def ask(asked: Asked = ADA) -> tuple[Ports, str]:
    """A meeting by invitation, and the token of one."""
    ports = serve(by_invitation)
    event = ports.store.event(EVENT)
    made = invite(event, asked, NOW)
    ports.store.commit([Add(made), *map(Add, bindings_of(made))], "invite")
    return ports, make_link_token(event.signing_key, EVENT, made.id, 1, INVITATION)


def kept(ports: Ports) -> Invitation:
    (one,) = ports.store.invitation_page(EVENT, None, 9, None).items
    return one


def page(token: str) -> str:
    answer = get(f"{PAGE}?invitation={token}", BROWSER)
    assert answer.status == 200
    return answer.body.decode()


def send(token: str, **values: str) -> Called:
    told = {"form_token": form_token(), "invitation": token, **values}
    return post_fields(PAGE, told, BROWSER)


def test_the_page_fills_in_what_the_invitation_knows_and_locks_the_address() -> None:
    ports, token = ask()
    html = page(token)
    assert 'value="Ada &lt;Lind&gt;"' in html
    assert 'value="Delta Institute"' in html
    assert html.count(" readonly") == 1
    read = read_page(html.encode())
    told = [one["value"] for one in read.all("input") if "readonly" in one]
    assert told == ["ada@example.org"]
    assert f'name="invitation" value="{token}"' in html
    assert kept(ports).state is InvitationState.INVITED


def test_a_meeting_by_invitation_says_so_to_whoever_has_no_link() -> None:
    serve(by_invitation)
    html = get(PAGE, BROWSER).body.decode()
    assert "This meeting is by invitation." in html
    assert "You are invited" not in html


def test_what_was_sent_instead_of_the_locked_address_is_ignored() -> None:
    ports, token = ask()
    answer = send(token, name="Ada Lind", email="mallory@example.org")
    assert (answer.status, answer.headers["location"]) == (303, f"{PAGE}/thanks")
    (person,) = everybody(ports)
    assert (person.email, person.source) == ("ada@example.org", "form")
    assert (kept(ports).state, kept(ports).registration) == (
        InvitationState.REGISTERED,
        person.id,
    )
    assert "You have registered with this invitation already" in page(token)


def test_the_answer_is_the_same_for_whoever_is_not_invited() -> None:
    ports, _ = ask()
    values = {"form_token": form_token(), "name": "Bo", "email": "bo@example.org"}
    answer = post_json(PAGE, values)
    assert (answer.status, answer.json()) == (202, {"outcome": "received"})
    assert everybody(ports) == []


def test_a_link_that_goes_round_locks_the_institution() -> None:
    ports, token = ask(SORREL)
    html = page(token)
    assert "Everybody from <bdi>Lake Authority of Sorrel</bdi> may use this link." in html
    assert 'name="institution" value="Lake Authority of Sorrel"' in html
    for name in ("bo", "cy"):
        values = {"name": name, "email": f"{name}@example.org", "institution": "Delta Institute"}
        assert send(token, **values).status == 303
    told = sorted((one.email, one.institution_id) for one in everybody(ports))
    assert told == [("bo@example.org", "sorrel"), ("cy@example.org", "sorrel")]


def test_a_form_that_lets_choose_the_institution_is_locked_too() -> None:
    ports, token = ask(SORREL)
    event = ports.store.event(EVENT)
    form = tuple(SELECT if one.key == "institution" else one for one in event.form)
    ports = serve(lambda one: replace(by_invitation(one), form=form))
    made = invite(ports.store.event(EVENT), SORREL, NOW)
    ports.store.commit([Add(made), *map(Add, bindings_of(made))], "invite")
    assert "disabled" in page(token)
    assert send(token, name="Bo", email="bo@example.org").status == 303
    assert [one.institution_id for one in everybody(ports)] == ["sorrel"]


def test_a_form_with_a_mistake_comes_back_as_the_invitations() -> None:
    ports, token = ask()
    answer = send(token, name="")
    html = answer.body.decode()
    assert answer.status == 400
    assert (f'name="invitation" value="{token}"' in html, "ada@example.org" in html) == (True, True)
    assert everybody(ports) == []


@pytest.mark.parametrize("kind", ["garbled", "long", "taken back"])
def test_a_link_that_does_not_hold_is_not_found_and_its_form_is_wrong(kind: str) -> None:
    ports, token = ask()
    if kind == "taken back":
        ports.store.commit([Replace(revoke(kept(ports)))], "revoke")
    token = {"garbled": "a.b.c", "long": "x" * 300, "taken back": token}[kind]
    assert get(f"{PAGE}?invitation={token}", BROWSER).status == 404
    values = {"form_token": form_token(), "invitation": token, "name": "Ada",
              "email": "ada@example.org"}  # fmt: skip
    assert errors_of(post_json(PAGE, values)) == ["invitation"]
    assert send(token, name="Ada", email="ada@example.org").status == 400
    assert everybody(ports) == []


def test_an_invitation_is_declined_by_a_button_and_the_page_says_so() -> None:
    ports, token = ask()
    assert "Decline the invitation" in page(token)
    answer = post_fields(f"{PAGE}/decline", {"invitation": token}, BROWSER)
    assert (answer.status, answer.headers["location"]) == (303, f"{PAGE}?invitation={token}")
    assert kept(ports).state is InvitationState.DECLINED
    assert "You have told us that you cannot come." in page(token)
    again = post_json(f"{PAGE}/decline", {"invitation": token})
    assert (again.status, again.json()) == (200, {"outcome": "declined"})


def test_declining_after_registering_is_409_and_without_an_invitation_404() -> None:
    _, token = ask()
    send(token, name="Ada Lind")
    assert post_json(f"{PAGE}/decline", {"invitation": token}).status == 409
    assert post_json(f"{PAGE}/decline", {"invitation": "x"}).status == 404
    assert post_json(f"{PAGE}/decline", {"invitation": "x" * 300}).status == 404
    assert post_json(f"{PAGE}/decline", {}).status == 404


def test_looking_at_the_link_answers_nothing() -> None:
    ports, token = ask()
    before = kept(ports)
    for headers in (BROWSER, AS_JSON):
        get(f"{PAGE}?invitation={token}", headers)
    assert kept(ports) == before
