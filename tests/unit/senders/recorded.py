"""Deliveries as the services document them, of invented people, and signatures made by hand."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from shared.domain.form import DEFAULT_FORM, Submission
from shared.senders.mapping import map_values
from shared.senders.naming import name_answers
from shared.senders.sender import Incoming, Sender, SignatureRejected
from tests.builders import NOW

PLAIN_SECRET = "a-secret-of-the-river-basins"
OTHER_PLAIN_SECRET = "another-secret-of-the-rivers"
EMAIL = "meret.aalders@example.org"
URLENCODED = {"Content-Type": "application/x-www-form-urlencoded"}
BOUNDARY = "river-7f3a"
MULTIPART = {"Content-Type": f'multipart/form-data; boundary="{BOUNDARY}"'}


def mac(content: bytes, secret: str = PLAIN_SECRET) -> bytes:
    """HMAC-SHA256 with the text of a secret."""
    return hmac.new(secret.encode(), content, hashlib.sha256).digest()


def in_base64(digest: bytes) -> str:
    return base64.b64encode(digest).decode()


def encode(payload: object) -> bytes:
    return json.dumps(payload, ensure_ascii=False, indent=1).encode()


def verdict(
    sender: Sender,
    headers: Mapping[str, str],
    body: bytes,
    secrets: tuple[str, ...] = (PLAIN_SECRET,),
    now: datetime = NOW,
    path_secret: str | None = None,
) -> str:
    """`genuine`, or the reason why not."""
    try:
        sender.verify(headers, body, secrets, now, path_secret)
    except SignatureRejected as rejected:
        return rejected.reason
    return "genuine"


def submission_from(
    incoming: Incoming, mapping: Mapping[str, str] | None = None, locale: str = "en"
) -> Submission:
    """What the default form makes of a delivery."""
    values = name_answers(incoming.answers, DEFAULT_FORM, mapping or {}, locale)
    return map_values(DEFAULT_FORM, {}, values)


def typeform(change: Callable[[dict[str, Any]], None] = lambda payload: None) -> bytes:
    """A finished response of Typeform."""
    asked = [
        ("q1", "ref-who", "short_text", "What's your full name?"),
        ("q2", "ref-mail", "email", "Where can we write to you?"),
        ("q3", "ref-house", "short_text", "Your organisation"),
        ("q4", "ref-days", "multiple_choice", "Which days?"),
        ("q5", "ref-diet", "multiple_choice", "What do you eat?"),
        ("q6", "ref-agree", "legal", "Do you agree?"),
    ]
    answered: list[dict[str, Any]] = [
        {"type": "text", "text": "Meret Aalders"},
        {"type": "email", "email": EMAIL},
        {"type": "text", "text": "Delta Institute"},
        {"type": "choices", "choices": {"labels": ["Monday", "Tuesday"], "other": "Evening"}},
        {"type": "choice", "choice": {"other": "Only fruit"}},
        {"type": "boolean", "boolean": True},
    ]
    fields = [dict(zip(("id", "ref", "type", "title"), one, strict=True)) for one in asked]
    named = [
        {**answer, "field": {key: field[key] for key in ("id", "ref", "type")}}
        for answer, field in zip(answered, fields, strict=True)
    ]
    response = {
        "form_id": "rivers",
        "token": "tok-71",
        "hidden": {"track": "lakes"},
        "definition": {"id": "rivers", "title": "Registration", "fields": fields},
        "answers": named,
    }
    payload = {"event_id": "evt-1", "event_type": "form_response", "form_response": response}
    change(payload)
    return encode(payload)


def typeform_headers(body: bytes, secret: str = PLAIN_SECRET) -> dict[str, str]:
    return {"Typeform-Signature": f"sha256={in_base64(mac(body, secret))}"}


def tally(change: Callable[[dict[str, Any]], None] = lambda payload: None) -> bytes:
    """A response of Tally, with choices by id."""
    options = [{"id": f"o{number}", "text": f"Session {number}"} for number in (1, 2, 3)]
    fields = [
        {"key": "question_a", "label": "Name", "type": "INPUT_TEXT", "value": "Jörg Šimić"},
        {"key": "question_b", "label": "Post", "type": "INPUT_EMAIL", "value": EMAIL},
        {"key": "question_c", "label": "Call us", "type": "INPUT_PHONE_NUMBER", "value": "+49 30"},
        {
            "key": "question_d", "label": "Sessions", "type": "CHECKBOXES",
            "value": ["o1", "o3"], "options": options,
        },
        {"key": "question_d_o1", "label": "Sessions (1)", "type": "CHECKBOXES", "value": True},
        {"key": "question_d_o2", "label": "Sessions (2)", "type": "CHECKBOXES", "value": False},
        {"key": "question_e", "label": None, "type": "HIDDEN_FIELDS", "value": "newsletter"},
        {
            "key": "question_f", "label": "Talk", "type": "FILE_UPLOAD",
            "value": [{"id": "f1", "name": "talk.pdf", "url": "https://files.example.org/f1"}],
        },
    ]  # fmt: skip
    data = {"responseId": "r-old", "submissionId": "s-1", "formId": "f", "fields": fields}
    payload = {"eventId": "e-1", "eventType": "FORM_RESPONSE", "data": data}
    change(payload)
    return encode(payload)


def tally_headers(body: bytes, secret: str = PLAIN_SECRET) -> dict[str, str]:
    return {"Tally-Signature": in_base64(mac(body, secret))}


def multipart(fields: Mapping[str, str]) -> bytes:
    """Fields as multipart/form-data (RFC 7578)."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    return ("".join(parts) + f"--{BOUNDARY}--\r\n").encode()


JOTFORM_ANSWERS: dict[str, object] = {
    "slug": "submit/rivers",
    "q3_fullName": {"first": "Ana", "last": "Marić-Kovač"},
    "q4_email": EMAIL,
    "q5_phoneNumber": {"full": "(030) 123 456"},
    "q6_organisation7": "Lake Office",
    "q8_arrival": {"year": "2027", "month": "3", "day": "9"},
    "q9_topics": ["Floods", "Fish"],
    "event_id": "1700000000000",
}


def jotform(answers: Mapping[str, object] = JOTFORM_ANSWERS, submission: str = "5001") -> bytes:
    """A submission of Jotform."""
    return multipart(
        {
            "formID": "2101",
            "submissionID": submission,
            "formTitle": "Registration",
            "ip": "192.0.2.4",
            "rawRequest": json.dumps(answers),
            "type": "WEB",
        }
    )


def elementor(**fields: str) -> bytes:
    """What Elementor sends of a form: fields by label and the form's name."""
    return urlencode({**fields, "form_id": "4f2", "form_name": "Rivers"}).encode()
