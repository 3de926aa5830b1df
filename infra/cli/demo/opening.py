"""The first steps: the outline comes in, the event is set up, the agenda goes out."""

from __future__ import annotations

from infra.cli.demo.people import people_of
from infra.cli.demo.scene import PLACES, Scene
from infra.cli.event import import_outline, make_event

READER = "organisers@example.org"


def import_meeting(scene: Scene) -> str:
    """Send the outline to the server and make an event of what it read."""
    given = scene.given
    read = import_outline(scene.organiser, given.path, given.source)
    scene.event = make_event(scene.organiser, read, given.settings).json()["id"]
    scene.outline, scene.people = read, people_of(read["participants"])
    return f"{len(read['sessions'])} sessions read, {len(read['warnings'])} things to look at"


def open_registration(scene: Scene) -> str:
    """Twenty places, three webhook senders, and somebody who reads the digest in the morning."""
    wanted: dict[str, object] = {
        "capacity": PLACES,
        "senders": {
            "standard": {"secrets": [scene.secret]},
            "typeform": {"secrets": [scene.form_secret]},
            "tally": {"secrets": [scene.form_secret]},
        },
    }
    now = scene.organiser.ask("GET", scene.path).json()["settings"]
    if not now["digest"]["recipients"]:
        wanted["digest"] = {"recipients": [READER]}
    scene.settings = scene.organiser.ask_json("PATCH", scene.path, wanted).json()["settings"]
    return f"{PLACES} places, three webhook senders"


def publish_agenda(scene: Scene) -> str:
    """Publish the draft."""
    published = scene.organiser.ask("POST", f"{scene.path}/publish").json()
    scene.release = published["release"]
    scene.settle()
    return f"release {scene.release}, {len(published['changes']['added'])} sessions added"
