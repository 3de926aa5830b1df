"""The rehearsal: a small event of the same outline, at which a colleague comes instead."""

from __future__ import annotations

import json

from infra.cli.client import JSON, part
from infra.cli.demo.mailbox import find_link, read_mails
from infra.cli.demo.people import SPEAKERS, Person
from infra.cli.demo.posts import Post, Sender, write_posts
from infra.cli.demo.scene import Scene, Substitution, count_states, list_registrations
from infra.cli.event import make_event
from infra.cli.signing import read_clock, read_secret

NAME = "-rehearsal"
LONGEST_ID = 63


def send_colleague(scene: Scene) -> str:
    """One place, two speakers: the one who has it passes it on, the other goes on waiting."""
    event = open_rehearsal(scene)
    left, waits, came = (Person(name, email, "") for name, email in SPEAKERS)
    sender = Sender(scene.public, event, read_secret(scene.secret))
    for number, post in enumerate(write_posts([left, waits], read_clock(scene.public))):
        sender.post_all([Post(f"msg_rehearsal_{number}", post.body)])
    scene.settle()
    [confirmation] = [mail for mail in read_mails(scene.public, event) if mail.to == left.email]
    wish = {"action": "substitute", "name": came.name, "email": came.email}
    link = find_link(confirmation)
    told = scene.public.ask("POST", link, json.dumps(wish).encode(), JSON).json()
    scene.settle()
    figures = count_states(list_registrations(scene.organiser, event))
    mails = read_mails(scene.public, event)
    scene.substitution = Substitution(event, left.email, came.email, waits.email, figures, mails)
    return f"{came.email} is {told['state']} instead of {left.email}; {waits.email} waits on"


def open_rehearsal(scene: Scene) -> str:
    """Make and publish the event, with one place and no digest; its id."""
    wanted = {
        **scene.given.settings,
        "capacity": 1,
        "senders": {"standard": {"secrets": [scene.secret]}},
        "digest": {"recipients": []},
    }
    event = f"{scene.event[: LONGEST_ID - len(NAME)].rstrip('-')}{NAME}"
    made = make_event(scene.organiser, scene.outline, wanted, event).json()
    scene.organiser.ask("POST", f"/organiser/events/{part(made['id'])}/publish")
    return str(made["id"])
