"""Other form services: one that is understood at once, one that is understood when told how."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from infra.cli.client import part, say_problem
from infra.cli.demo.people import BY_STANDARD, Person
from infra.cli.demo.scene import Replayed, Scene
from infra.cli.exits import SaidNo
from infra.cli.signing import read_clock
from infra.cli.signing_as import sign_as

WHERE = "Where do we find you?"
"""How the Tally form asks for the address: nothing about it says that an address is meant."""


def take_other_forms(scene: Scene) -> str:
    """Post a Typeform's delivery and a Tally form's; the second cannot be read yet."""
    by_typeform, by_tally = scene.people[BY_STANDARD : BY_STANDARD + 2]
    taken = post(scene, "typeform", write_typeform(by_typeform))
    kept = post(scene, "tally", write_tally(by_tally))
    scene.replayed = Replayed(sender="tally", was=kept["outcome"], reason=kept["reason"])
    return f"Typeform: {taken['outcome']}; Tally: {kept['outcome']}, {kept['reason']}, but kept"


def mend_and_replay(scene: Scene) -> str:
    """Say which of the Tally form's questions is the address, and read what was kept again."""
    mapping = {"senders": {"tally": {"mapping": {"email": WHERE}}}}
    scene.organiser.ask_json("PATCH", scene.path, mapping)
    deliveries = scene.organiser.ask("GET", f"{scene.path}/deliveries").json()["deliveries"]
    kept = next(one for one in deliveries if one["sender"] == "tally")
    path = f"{scene.path}/deliveries/{part(kept['id'])}/replay"
    told = scene.organiser.ask_json("POST", path, {}).json()
    before = scene.replayed
    scene.replayed = Replayed(
        kept["id"],
        before.sender,
        before.was,
        before.reason,
        told["outcome"],
        told["registration"] or "",
    )
    scene.settle()
    scene.full = scene.count()
    sources = {str(one["source"]) for one in scene.registrations()}
    scene.senders = tuple(sorted(one.removeprefix("webhook:") for one in sources))
    return f"the address is asked as “{WHERE}”; replayed: {told['outcome']}"


def post(scene: Scene, sender: str, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Send a delivery as that service signs it. Raises SaidNo unless it was taken."""
    body = json.dumps(payload).encode()
    signed = sign_as(sender, scene.form_secret, body, read_clock(scene.public))
    path = f"/registration/{part(scene.event)}/webhooks/{sender}"
    answer = scene.public.send("POST", path, body, signed.headers)
    if answer.status != 200:
        raise SaidNo(f"a delivery of {sender} was answered {say_problem(answer)}")
    told: Mapping[str, Any] = answer.json()
    return told


def write_typeform(person: Person) -> Mapping[str, Any]:
    """A finished response (typeform.com/developers/webhooks/example-payload)."""
    asked = (
        ("q1", "short_text", "Your name", {"type": "text", "text": person.name}),
        ("q2", "email", "Your e-mail", {"type": "email", "email": person.email}),
        ("q3", "short_text", "Institution", {"type": "text", "text": person.institution}),
    )
    fields = [{"id": q, "ref": q, "type": kind, "title": title} for q, kind, title, _ in asked]
    answers = [{**given, "field": {"id": q, "ref": q, "type": kind}} for q, kind, _, given in asked]
    return {
        "event_id": "demo-typeform-1",
        "event_type": "form_response",
        "form_response": {
            "form_id": "demo",
            "token": "demo-response-1",
            "definition": {"id": "demo", "title": "Registration", "fields": fields},
            "answers": answers,
        },
    }


def write_tally(person: Person) -> Mapping[str, Any]:
    """A response (tally.so/help/webhooks) of a form that asks for the address as mere text."""
    asked = (("Name", person.name), (WHERE, person.email), ("Institution", person.institution))
    fields = [
        {"key": f"question_{number}", "label": label, "type": "INPUT_TEXT", "value": value}
        for number, (label, value) in enumerate(asked)
    ]
    return {
        "eventId": "demo-tally-1",
        "eventType": "FORM_RESPONSE",
        "data": {"responseId": "demo-1", "submissionId": "demo-1", "fields": fields},
    }
