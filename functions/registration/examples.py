"""What the examples in openapi.json say: invented people who come to a meeting on tide tables."""

from __future__ import annotations

PERSON = {"name": "Ida Ferm", "email": "ida.ferm@example.org"}
INSTITUTION = "Harbour Board of Elmaya"
ANSWERS = {"diet": "Lentils"}
FORM_TOKEN = "1806564000.0b5c8e"  # noqa: S105 -- shows what one looks like; opens nothing
INVITATION = "old-tide-tables.01KN3T7Q5V.invite.QmVsbA"
EXAMPLES = {
    "FieldError": {"path": "email", "message": "Please give this."},
    "FocalBody": {"action": "register", **PERSON},
    "FormBody": {"form_token": FORM_TOKEN, **PERSON, "institution": INSTITUTION},
    "HouseDone.done": "confirmed",
    "KnownHouse": {"id": "harbour-board-of-elmaya", "name": INSTITUTION},
    "MailState": {
        "state": "sent",
        "last_kind": "confirmation",
        "last_at": "2027-03-30T16:05:12+02:00",
    },
    "OwnData": {
        "event": {"id": "old-tide-tables", "title": "Reading old tide tables"},
        "told_at": "2027-04-01T08:00:00+02:00",
        "registration": {"id": "01KN3T8A2M", **PERSON, "state": "confirmed"},
        "messages": [{"kind": "confirmation", "state": "sent"}],
        "deliveries": [{"sender": "standard", "outcome": "confirmed"}],
        "invitations": [],
        "suppression": None,
        "letter": None,
    },
    "Problem": {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "email: Please give this.",
        "errors": [{"path": "email", "message": "Please give this."}],
    },
    "Question": {
        "key": "diet",
        "label": {"en": "What will you eat?", "sr-Latn": "Šta ćete jesti?"},
        "type": "select",
        "required": False,
        "options": ["Fish", "Lentils"],
        "help": {"en": "Lunch is at one."},
    },
    "RegistrationAnswer.registered_at": "2027-03-30T16:05:00+02:00",
    "RegistrationAnswer.updated_at": "2027-03-30T16:05:00+02:00",
    "SelfBody": {"action": "change", "diet": "Lentils"},
    "WebhookBody": {
        "type": "registration.created",
        "timestamp": "2027-03-30T14:05:00Z",
        "data": {**PERSON, "institution": INSTITUTION, "answers": ANSWERS, "id": "response-17"},
    },
    "WebhookData": {**PERSON, "institution": INSTITUTION, "answers": ANSWERS},
    "answers": ANSWERS,
    "confirmed": 2,
    "delegation": "head",
    "event": "old-tide-tables",
    "form_token": FORM_TOKEN,
    "id": "01KN3T8A2M",
    "InstitutionName": {"id": "harbour-board-of-elmaya", "name": INSTITUTION},
    "invitation": INVITATION,
    "left": 2,
    "open": True,
    "position": None,
    "quota": 4,
    "reason": None,
    "registration": "01KN3T8A2M",
    "source": "form",
    "state": "confirmed",
    "waiting": 0,
    **PERSON,
}
"""By model, by `Model.field`, or by the name of a field wherever it stands."""
