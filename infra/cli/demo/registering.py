"""The middle: people register, some twice; one leaves, the next in line moves up."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlencode

from infra.cli.client import JSON, part
from infra.cli.demo.mailbox import find_link
from infra.cli.demo.people import BY_STANDARD, BY_WEBHOOK
from infra.cli.demo.posts import AT_ONCE, TWINS, Sender, repeats_of, storm_of, write_posts
from infra.cli.demo.scene import Scene
from infra.cli.exits import SaidNo
from infra.cli.signing import read_clock, read_secret


def register_people(scene: Scene) -> str:
    """Post everybody's registration at once, then some of them again."""
    sender = Sender(scene.public, scene.event, read_secret(scene.secret))
    posts = write_posts(scene.people[:BY_STANDARD], read_clock(scene.public))
    storm = storm_of(posts)
    first = sender.post_all(storm)
    again = sender.post_all(repeats_of(posts))
    scene.answers = Counter(reply.outcome for reply in (*first, *again))
    twins = [
        {reply.body for reply in first[2 * at : 2 * at + 2] if reply.outcome == "duplicate"}
        for at in range(TWINS)
    ]
    scene.repeats_agree = all(twins[at] == {again[at].body} for at in range(TWINS))
    scene.settle()
    repeats = scene.answers["duplicate"]
    return f"{len(posts)} people, {AT_ONCE} at a time; {repeats} repeats recognised"


def cancel_one(scene: Scene) -> str:
    """Open the link in a confirmation and cancel; opening alone must change nothing."""
    mail = next(mail for mail in scene.inbox() if mail.kind == "confirmation")
    link = find_link(mail)
    scene.public.ask("GET", link)
    left = scene.public.ask("POST", link, b'{"action":"cancel"}', JSON).json()
    scene.settle()
    scene.promoted = scene.count()
    return f"{mail.to} is {left['state']}; the first in line has the place"


def register_by_form(scene: Scene) -> str:
    """Fill in the landing page's form as a browser does."""
    person = scene.people[BY_WEBHOOK]
    path = f"/registration/{part(scene.event)}"
    form = scene.public.ask("GET", path, headers={"Accept": "application/json"}).json()
    filled = {
        "form_token": form["form_token"],
        "website": "",
        "name": person.name,
        "email": person.email,
        "institution": person.institution,
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = scene.public.ask("POST", path, urlencode(filled).encode(), headers)
    if answer.status != 303:
        raise SaidNo(f"the form was answered {answer.status}, not 303")
    scene.settle()
    scene.final = scene.count()
    return f"{person.email} came by the landing page and waits"
