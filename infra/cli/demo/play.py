"""The order of the steps, and playing them one by one."""

from __future__ import annotations

import time
from collections.abc import Callable

from infra.cli.demo.closing import bounce_one, read_agenda, wait_for_morning
from infra.cli.demo.moving import move_meeting, wait_for_quiet
from infra.cli.demo.opening import import_meeting, open_registration, publish_agenda
from infra.cli.demo.other_forms import mend_and_replay, take_other_forms
from infra.cli.demo.registering import cancel_one, register_by_form, register_people
from infra.cli.demo.rehearsal import send_colleague
from infra.cli.demo.scene import Scene, Took

STEPS: tuple[tuple[str, Callable[[Scene], str]], ...] = (
    ("Import the outline", import_meeting),
    ("Open registration", open_registration),
    ("Publish the agenda", publish_agenda),
    ("Register people by signed webhook", register_people),
    ("Take a Typeform and a Tally form", take_other_forms),
    ("Mend the mapping and replay", mend_and_replay),
    ("Cancel one and promote the next", cancel_one),
    ("Register one by the form", register_by_form),
    ("Send a colleague to the rehearsal", send_colleague),
    ("Move the meeting to another hall", move_meeting),
    ("Wait until it has been quiet", wait_for_quiet),
    ("Let a mail bounce", bounce_one),
    ("Read the agenda twice", read_agenda),
    ("Wait for the morning's digest", wait_for_morning),
)


def play(scene: Scene, begun: Callable[[str], None], ended: Callable[[Took], None]) -> None:
    """Play every step; `begun` and `ended` are told as it goes."""
    for step, do in STEPS:
        begun(step)
        start = time.perf_counter()
        told = do(scene)
        scene.took.append(Took(step, told, time.perf_counter() - start))
        ended(scene.took[-1])
