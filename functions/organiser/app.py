"""The edge of the organiser: someone runs the event, by a bearer token, within a scope."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial, wraps
from importlib.resources import files

from chalice.app import AuthRequest, AuthResponse

from functions.organiser import (
    creation_routes,
    decision_routes,
    desk_routes,
    draft_routes,
    guest_routes,
    list_routes,
    mail_routes,
    message_routes,
    release_routes,
)
from functions.organiser.change_settings import change_settings
from functions.organiser.edit_draft import EditedDraft, load_draft, save_draft
from functions.organiser.identify import (
    context_of,
    find_grant,
    hand_of,
)
from functions.organiser.if_match import matches
from functions.organiser.keep_organisers import add_organiser, list_organisers, revoke_organiser
from functions.organiser.lift_suppression import lift_suppression
from functions.organiser.list_desk import list_general_journal
from functions.organiser.list_registrations import list_registrations, show_registration
from functions.organiser.preview_digest import preview_digest
from functions.organiser.read_outline import read_outline
from functions.organiser.register_by_hand import (
    cancel_by_hand,
    correct_by_hand,
    register_by_hand,
)
from functions.organiser.schemas.agenda import DraftSessions
from functions.organiser.schemas.notices import Publication
from functions.organiser.schemas.patch import name_keys, settings_change, show_settings
from functions.organiser.schemas.people import ByHand, Correction, NewOrganiser
from functions.organiser.schemas.reading import read
from functions.organiser.scope_routes import check_reach, require_principal
from functions.organiser.walk_in import walk_in
from shared.domain.errors import SecretariatError, Stale
from shared.domain.event import Event
from shared.edge.app import MOST_BYTES, App, View
from shared.edge.http import JSON, Answer, HttpError, HttpRequest, answer_json
from shared.edge.wiring import wire
from shared.verbs.publish import publish

CACHED_S = 60
EVENT = "/organiser/events/{event}"
app = App("organiser", partial(wire, "organiser"))


class Unauthorized(SecretariatError):
    """No token, an unknown or a revoked one.

    API Gateway answers 401 to an authorizer that fails with this very word, and 403 or 500 to
    anything else ("Input to an API Gateway Lambda authorizer", API Gateway developer guide).
    """

    def __str__(self) -> str:
        return "Unauthorized"


@app.authorizer(ttl_seconds=CACHED_S)
def identify(auth_request: AuthRequest) -> AuthResponse:
    """Say who holds the token; the edge judges what may be touched, event by event."""
    grant = find_grant(app.ports, auth_request.token)
    if grant is None:
        raise Unauthorized
    return AuthResponse(["*"], principal_id=grant.organiser, context=context_of(grant))


def in_scope(view: View) -> View:
    """The view, for events in the caller's scope only; 403 for others, 404 for what is none."""

    @wraps(view)
    def judged(request: HttpRequest, event: str, **parts: str) -> Answer:
        check_reach(app.ports, require_principal(request), event)
        return view(request, event, **parts)

    return judged


def everything(view: View) -> View:
    """The view, for those who may everything; 403 for others."""

    @wraps(view)
    def judged(request: HttpRequest, **parts: str) -> Answer:
        if not require_principal(request).may_everything:
            raise HttpError(403, "Only a token that reaches every event may do that.")
        return view(request, **parts)

    return judged


@contextmanager
def precondition() -> Iterator[None]:
    """Answer 412 when the draft changed between the check of If-Match and the commit."""
    try:
        yield
    except Stale as stale:
        raise HttpError(412, "The draft has changed meanwhile; read it again.") from stale


def seen_draft(request: HttpRequest, event: str) -> EditedDraft | None:
    """The draft that If-Match names (None: no If-Match). Raises HttpError 412."""
    header = request.headers.get("if-match")
    if header is None:
        return None
    edited = load_draft(app.ports, event)
    if not matches(header, edited.tag):
        raise HttpError(412, "The draft has changed meanwhile; read it again.")
    return edited


def answer_draft(edited: EditedDraft) -> Answer:
    """A draft with its tag."""
    return answer_json(edited.document, headers={"ETag": edited.tag})


def answer_event(event: Event) -> Answer:
    """An event's settings and what readers see of it."""
    settings = show_settings(event)
    shown = {"id": event.id, "settings": settings, "release": event.release}
    return answer_json({**shown, "revision": event.revision})


@app.get("/organiser/openapi.json")
def describe(_request: HttpRequest) -> Answer:
    """This interface, described."""
    body = files("functions.organiser").joinpath("openapi.json").read_bytes()
    return Answer(200, body, {"Content-Type": JSON})


@app.serve("/organiser/outlines", ["POST"], authorizer=identify)
def parse_file(request: HttpRequest) -> Answer:
    """Read an outline; nothing is written."""
    require_principal(request)
    if len(request.body) > MOST_BYTES:
        raise HttpError(413, "An outline may have 4 MB at most.")
    answer = answer_json(read_outline(request.body))
    if len(answer.body) > MOST_BYTES:
        raise HttpError(413, "This outline has more entries than can be told at once.")
    return answer


@app.serve("/organiser/events", ["POST"], authorizer=identify)
def create(request: HttpRequest) -> Answer:
    """Make an event of an outline."""
    return creation_routes.create(app.ports, request)


@app.get(EVENT, authorizer=identify)
@in_scope
def read_event(_request: HttpRequest, event: str) -> Answer:
    """All settings."""
    return answer_event(app.ports.events.fresh(event))


@app.serve(EVENT, ["PATCH"], authorizer=identify)
@in_scope
def patch_event(request: HttpRequest, event: str) -> Answer:
    """Change settings by a merge patch."""
    patch = request.json()
    hand = hand_of(request.principal, name_keys(patch))
    return answer_event(change_settings(app.ports, event, settings_change(patch), hand))


@app.get(f"{EVENT}/draft", authorizer=identify)
@in_scope
def read_draft(_request: HttpRequest, event: str) -> Answer:
    """The agenda being edited."""
    return answer_draft(load_draft(app.ports, event))


@app.serve(f"{EVENT}/draft", ["PUT"], authorizer=identify)
@in_scope
def put_draft(request: HttpRequest, event: str) -> Answer:
    """Save the agenda over the one that was read."""
    edited = seen_draft(request, event)
    if edited is None:
        raise HttpError(428, "Please send If-Match with the tag of the draft that you read.")
    body = read(DraftSessions, request.json())
    sessions, outline = body.to_sessions(), body.to_programme()
    hand = hand_of(request.principal)
    with precondition():
        return answer_draft(save_draft(app.ports, edited, sessions, hand, outline))


@app.serve(f"{EVENT}/publish", ["POST"], authorizer=identify)
@in_scope
def publish_draft(request: HttpRequest, event: str) -> Answer:
    """Make the draft the next release."""
    wish = read(Publication, request.json() if request.body.strip() else {})
    edited = seen_draft(request, event)
    version = edited.draft.version if edited else None
    hand = hand_of(request.principal)
    with precondition():
        pointer, made = publish(app.ports, event, version, hand, wish.notify)
    names = ("added", "removed", "moved", "retitled")
    changes = {name: list(getattr(made, name)) for name in names}
    return answer_json({"release": pointer.release, "changes": changes})


@app.get(f"{EVENT}/registrations", authorizer=identify)
@in_scope
def read_registrations(request: HttpRequest, event: str) -> Answer:
    """Who registered."""
    return answer_json(list_registrations(app.ports, event, request.parameters()))


@app.serve(f"{EVENT}/registrations", ["POST"], authorizer=identify)
@in_scope
def post_registration(request: HttpRequest, event: str) -> Answer:
    """Register somebody by hand."""
    body = read(ByHand, request.json())
    hand = hand_of(request.principal, body.reason)
    if body.walk_in:
        registration, new = walk_in(app.ports, event, body.said(), hand)
    else:
        registration, new = register_by_hand(app.ports, event, body.said(), hand)
    return answer_json(show_registration(app.ports, registration), 201 if new else 200)


@app.serve(f"{EVENT}/registrations/{{registration}}", ["PATCH"], authorizer=identify)
@in_scope
def patch_registration(request: HttpRequest, event: str, registration: str) -> Answer:
    """Correct a registration by hand."""
    body = read(Correction, request.json())
    hand = hand_of(request.principal, body.reason)
    corrected = correct_by_hand(app.ports, event, registration, body.said(), hand)
    return answer_json(show_registration(app.ports, corrected))


@app.serve(f"{EVENT}/registrations/{{registration}}/cancel", ["POST"], authorizer=identify)
@in_scope
def cancel_registration(request: HttpRequest, event: str, registration: str) -> Answer:
    """Cancel a registration; its seat goes to the next in the line."""
    cancelled = cancel_by_hand(app.ports, event, registration, hand_of(request.principal))
    return answer_json(show_registration(app.ports, cancelled))


@app.get(f"{EVENT}/digest", authorizer=identify)
@in_scope
def read_digest(_request: HttpRequest, event: str) -> Answer:
    """The next digest as it would be now."""
    return answer_json(preview_digest(app.ports, event))


@app.get("/organiser/organisers", authorizer=identify)
@everything
def read_organisers(request: HttpRequest) -> Answer:
    """Who may run events."""
    return answer_json(list_organisers(app.ports, request.parameters()))


@app.serve("/organiser/organisers", ["POST"], authorizer=identify)
@everything
def post_organiser(request: HttpRequest) -> Answer:
    """Let somebody run events."""
    body = read(NewOrganiser, request.json())
    hand = hand_of(request.principal)
    return answer_json(add_organiser(app.ports, body.email, body.events or [], hand), 201)


@app.get("/organiser/journal", authorizer=identify)
@everything
def read_general_journal(request: HttpRequest) -> Answer:
    """What organisers did that concerns every event."""
    return answer_json(list_general_journal(app.ports, request.parameters()))


@app.serve("/organiser/organisers/{organiser}", ["DELETE"], authorizer=identify)
@everything
def delete_organiser(request: HttpRequest, organiser: str) -> Answer:
    """Revoke somebody's token."""
    revoke_organiser(app.ports, organiser, hand_of(request.principal))
    return Answer(204)


@app.serve("/organiser/suppressions/{address}", ["DELETE"], authorizer=identify)
@everything
def delete_suppression(request: HttpRequest, address: str) -> Answer:
    """Let an address be written to again."""
    lift_suppression(app.ports, address, hand_of(request.principal))
    return Answer(204)


def on_ports(view: View) -> View:
    """A view of another file, given the ports that the app runs on."""

    @wraps(view)
    def served(request: HttpRequest, event: str, **parts: str) -> Answer:
        return view(app.ports, request, event, **parts)

    return served


for (path, methods), view in {
    **guest_routes.ROUTES,
    **decision_routes.ROUTES,
    **desk_routes.ROUTES,
    **draft_routes.ROUTES,
    **list_routes.ROUTES,
    **mail_routes.ROUTES,
    **message_routes.ROUTES,
    **release_routes.ROUTES,
}.items():
    app.serve(EVENT + path, list(methods), authorizer=identify)(in_scope(on_ports(view)))
