"""The last steps: a mail bounces, the agenda is read twice, and a morning comes."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from infra.cli.client import part
from infra.cli.demo.mailbox import Mail
from infra.cli.demo.scene import Scene
from infra.cli.signing import read_clock
from shared.domain.place import instant_of, zone


def bounce_one(scene: Scene) -> str:
    """Let the provider report that the last confirmation could not be delivered."""
    mail = [mail for mail in scene.inbox() if mail.kind == "confirmation"][-1]
    now = datetime.fromtimestamp(read_clock(scene.public), UTC)
    scene.public.ask_json("POST", "/_local/feedback", write_bounce(mail, now))
    scene.settle()
    states = {one["email"]: one["mail"]["state"] for one in scene.registrations()}
    scene.bounced = states[mail.to]
    return f"mail to {mail.to} is marked {scene.bounced}"


def write_bounce(mail: Mail, now: datetime) -> dict[str, object]:
    """A permanent bounce as SES publishes it (SES developer guide, event publishing)."""
    stamp = now.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    bounced = {
        "emailAddress": mail.to,
        "action": "failed",
        "status": "5.1.1",
        "diagnosticCode": "smtp; 550 5.1.1 user unknown",
    }
    return {
        "eventType": "Bounce",
        "mail": {"messageId": mail.id, "timestamp": stamp, "destination": [mail.to], "tags": {}},
        "bounce": {
            "bounceType": "Permanent",
            "bounceSubType": "General",
            "bouncedRecipients": [bounced],
            "timestamp": stamp,
            "feedbackId": f"demo-{mail.id}",
        },
    }


def read_agenda(scene: Scene) -> str:
    """Read the agenda as a phone does: once whole, then only to ask whether it has changed."""
    base = f"/agenda/{part(scene.event)}"
    first = scene.public.ask("GET", f"{base}/agenda.json")
    scene.etag = first.headers["etag"]
    again = scene.public.ask("GET", f"{base}/agenda.json", headers={"If-None-Match": scene.etag})
    scene.revalidated = again.status
    scene.agenda_page = scene.public.ask("GET", f"{base}/agenda.html").body
    return f"{len(first.body)} bytes the first time, {again.status} and {len(again.body)} after"


def wait_for_morning(scene: Scene) -> str:
    """Move the stack's clock past the next digest hour and see what the organisers get."""
    before = sum(mail.kind == "digest" for mail in scene.inbox())
    now = datetime.fromtimestamp(read_clock(scene.public), UTC)
    rules = scene.settings
    morning = next_morning(now, rules["digest"]["hour"], rules["timezone"])
    seconds = int((morning - now).total_seconds()) + 60
    scene.public.ask_json("POST", "/_local/clock", {"advance_s": seconds})
    scene.settle()
    scene.mails = scene.inbox()
    scene.digests = tuple(mail for mail in scene.mails if mail.kind == "digest")[before:]
    return f"it is {morning.astimezone(zone(rules['timezone'])):%H:%M on %d %B %Y}"


def next_morning(now: datetime, hour: int, zone_name: str) -> datetime:
    """The next instant after `now` at which a local clock of that zone shows the hour."""
    today = now.astimezone(zone(zone_name)).date()
    mornings = (
        instant_of(today + timedelta(days=ahead), time(hour), zone_name) for ahead in range(3)
    )
    return next(morning for morning in mornings if morning > now)
