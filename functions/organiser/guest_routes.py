"""The edge of guests: institutions and invitations. `app.py` puts these views behind its token."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from functions.organiser.identify import hand_of
from functions.organiser.import_invitations import import_invitations
from functions.organiser.judge_invitation import judge_lines, rows_of_json
from functions.organiser.keep_institutions import (
    Merge,
    Wanted,
    list_institutions,
    merge_institutions,
    replace_institutions,
)
from functions.organiser.keep_invitations import (
    list_invitations,
    revoke_invitation,
    send_round,
)
from functions.organiser.read_table import read_table
from functions.organiser.remind_invitations import remind_invitations
from functions.organiser.schemas.institutions import FocalPointBody, InstitutionsBody, MergeBody
from functions.organiser.schemas.invitations import ReminderRound, SendingBody
from functions.organiser.schemas.reading import read
from functions.organiser.send_focal_point import revoke_focal_point, send_focal_point
from shared.edge.app import MOST_BYTES
from shared.edge.http import JSON, Answer, HttpError, HttpRequest, answer_json
from shared.ports import Ports

View = Callable[..., Answer]


def read_institutions(ports: Ports, _request: HttpRequest, event: str) -> Answer:
    """The institutions with their counters, and the spellings that match none."""
    return answer_json(list_institutions(ports, event))


def put_institutions(ports: Ports, request: HttpRequest, event: str) -> Answer:
    """Replace the list of institutions."""
    body = read(InstitutionsBody, request.json())
    wanted = [
        Wanted(
            one.id,
            one.name,
            dict(one.names or {}),
            tuple(one.aliases or ()),
            tuple(one.contacts or ()),
        )
        for one in body.institutions
    ]
    return answer_json(replace_institutions(ports, event, wanted, hand_of(request.principal)))


def post_merge(ports: Ports, request: HttpRequest, event: str) -> Answer:
    """Make a spelling, or another institution, one with an institution."""
    body = read(MergeBody, request.json())
    merge = Merge(body.into, body.spelling, body.from_)
    return answer_json(merge_institutions(ports, event, merge, hand_of(request.principal)))


def read_invitations(ports: Ports, request: HttpRequest, event: str) -> Answer:
    """Who is invited."""
    return answer_json(list_invitations(ports, event, request.parameters()))


def post_invitations(ports: Ports, request: HttpRequest, event: str) -> Answer:
    """Import who is to be invited; nothing is sent."""
    if len(request.body) > MOST_BYTES:
        raise HttpError(413, "A file may have 4 MB at most.")
    table = partial(read_table, request.body, ports.events.known(event).locale)
    rows = rows_of_json(request.json()) if request.media_type() == JSON else table()
    return answer_json(
        import_invitations(ports, event, judge_lines(rows), hand_of(request.principal))
    )


def post_round(ports: Ports, request: HttpRequest, event: str) -> Answer:
    """Send a round of invitations, or count whom it would reach."""
    body = read(SendingBody, request.json())
    hand = hand_of(request.principal)
    return answer_json(send_round(ports, event, body.ids, body.round, body.dry_run, hand))


def post_reminders(ports: Ports, request: HttpRequest, event: str) -> Answer:
    """Remind who has not answered, or count whom a reminder would reach."""
    body = read(ReminderRound, request.json())
    hand, whom = hand_of(request.principal), (body.institution, body.invitation)
    return answer_json(remind_invitations(ports, event, *whom, body.dry_run, hand), 202)


def post_revocation(ports: Ports, request: HttpRequest, event: str, invitation: str) -> Answer:
    """Take an invitation back."""
    return answer_json(revoke_invitation(ports, event, invitation, hand_of(request.principal)))


def post_focal_point(ports: Ports, request: HttpRequest, event: str, institution: str) -> Answer:
    """Mail an institution its focal-point link."""
    body = read(FocalPointBody, request.json() if request.body else {})
    sent = send_focal_point(ports, event, institution, body.address, hand_of(request.principal))
    return answer_json(sent, 202)


def delete_focal_point(ports: Ports, request: HttpRequest, event: str, institution: str) -> Answer:
    """Take back the focal-point links of an institution."""
    revoke_focal_point(ports, event, institution, hand_of(request.principal))
    return Answer(204)


ROUTES: Mapping[tuple[str, tuple[str, ...]], View] = {
    ("/institutions", ("GET", "HEAD")): read_institutions,
    ("/institutions", ("PUT",)): put_institutions,
    ("/institutions/merge", ("POST",)): post_merge,
    ("/institutions/{institution}/focal-point", ("POST",)): post_focal_point,
    ("/institutions/{institution}/focal-point", ("DELETE",)): delete_focal_point,
    ("/invitations", ("GET", "HEAD")): read_invitations,
    ("/invitations", ("POST",)): post_invitations,
    ("/invitations/send", ("POST",)): post_round,
    ("/invitations/remind", ("POST",)): post_reminders,
    ("/invitations/{invitation}/revoke", ("POST",)): post_revocation,
}
"""The views by what follows an event's path, and by method."""
