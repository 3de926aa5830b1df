"""What must be true when the meeting has been played."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from infra.cli.demo.people import BY_WEBHOOK
from infra.cli.demo.posts import COPIES, TWINS
from infra.cli.demo.scene import PLACES, Figures, Scene

WAITING = BY_WEBHOOK - PLACES
REPEATS = 2 * TWINS + COPIES


@dataclass(frozen=True)
class Check:
    """One sentence, and whether it holds."""

    sentence: str
    holds: bool


def check_scene(scene: Scene) -> tuple[Check, ...]:
    """Every promise of the demo, judged."""
    return (
        Check(
            f"{PLACES} places, {BY_WEBHOOK} people: {PLACES} confirmed, {WAITING} waiting",
            scene.full == Figures(PLACES, WAITING, 0, REPEATS),
        ),
        Check(
            f"{REPEATS} repeated deliveries changed nothing and got the same answer",
            scene.answers["duplicate"] == REPEATS and scene.repeats_agree,
        ),
        Check(
            "a Typeform and a Tally form were read like any other webhook",
            scene.senders == ("standard", "tally", "typeform"),
        ),
        Check(
            "what could not be read was kept, and registered once it could",
            replays_once(scene),
        ),
        Check(
            "one place given back, one person moved up",
            scene.promoted == Figures(PLACES, WAITING - 1, 1, REPEATS),
        ),
        Check(
            "the landing page's form put one more in the line",
            scene.final == Figures(PLACES, WAITING, 1, REPEATS),
        ),
        Check(
            "a colleague has the speaker's place, and who waited waits on",
            scene.substitution.registrations == Figures(1, 1, 1) and substitutes(scene),
        ),
        Check(
            "the meeting moved: quiet first, then one notice for each place, entry and all",
            moves_once(scene),
        ),
        Check("one confirmation for each person with a place", confirms_each_once(scene)),
        Check("an undelivered mail is marked", scene.bounced == "bounced"),
        Check("an unchanged agenda costs a 304", scene.revalidated == 304),
        Check("one digest for the morning", digests_once(scene)),
    )


def confirms_each_once(scene: Scene) -> bool:
    """Whether each of those who ever had a place got one mail that says so."""
    told = Counter(mail.to for mail in scene.mails if mail.kind in ("confirmation", "promoted"))
    return len(told) == PLACES + 1 and set(told.values()) == {1}


def replays_once(scene: Scene) -> bool:
    """Whether the delivery was refused as it came, and made one registration when replayed."""
    replayed = scene.replayed
    before = (replayed.was, replayed.reason) == ("refused", "unmapped")
    return before and replayed.outcome == "waitlisted" and bool(replayed.registration)


def moves_once(scene: Scene) -> bool:
    """Whether nobody heard of the move at once, and each with a place once, with their entry."""
    moved = scene.moved
    each = (moved.notices, moved.reached, moved.updated)
    return moved.early == 0 and each == (PLACES, PLACES, PLACES)


def substitutes(scene: Scene) -> bool:
    """Whether each of the three at the rehearsal was told what is true, once."""
    one = scene.substitution
    told = Counter((mail.kind, mail.to) for mail in one.mails)
    return told == {
        ("confirmation", one.left): 1,
        ("waitlisted", one.waits): 1,
        ("substituted", one.left): 1,
        ("confirmation", one.came): 1,
    }


def digests_once(scene: Scene) -> bool:
    """Whether each recipient got the morning's digest once."""
    recipients = scene.settings["digest"]["recipients"]
    return sorted(mail.to for mail in scene.digests) == sorted(recipients)
