"""The meeting moves to another hall: quiet for a while, then a notice, and the entry is updated."""

from __future__ import annotations

from datetime import timedelta

from infra.cli.demo.mailbox import Mail, read_entry
from infra.cli.demo.scene import Moved, Scene

HALL = {"text": "Linden hall, on the other bank", "venue": None, "room": None}
"""Where the meeting moves; its city stays."""


def move_meeting(scene: Scene) -> str:
    """Change the place, and see that nobody hears of it at once."""
    scene.organiser.ask_json("PATCH", scene.path, {"location": HALL})
    scene.settle()
    early = sum(mail.kind == "notice" for mail in scene.inbox())
    scene.moved = Moved(str(HALL["text"]), early)
    return f"now in {HALL['text']}; {early} mails so far, for more may change"


def wait_for_quiet(scene: Scene) -> str:
    """Move the clock past the event's quiet period and see what people with a place get."""
    quiet = timedelta(minutes=scene.settings["notices"]["quiet_minutes"] + 1)
    scene.public.ask_json("POST", "/_local/clock", {"advance_s": int(quiet.total_seconds())})
    scene.settle()
    mails = scene.inbox()
    notices = [mail for mail in mails if mail.kind == "notice"]
    places = {one["email"] for one in scene.registrations() if one["state"] == "confirmed"}
    updated = sum(is_update(mail, mails) for mail in notices)
    reached = len(places & {mail.to for mail in notices})
    scene.moved = Moved(scene.moved.to, scene.moved.early, len(notices), reached, updated)
    return f"{len(notices)} notices, {updated} calendar entries updated in place"


def is_update(notice: Mail, mails: tuple[Mail, ...]) -> bool:
    """Whether the notice carries the entry that its reader has, one number higher."""
    given = ("confirmation", "promoted")
    [first] = [one for one in mails if one.to == notice.to and one.kind in given]
    was, now = read_entry(first), read_entry(notice)
    return (now.uid, now.sequence) == (was.uid, was.sequence + 1)
