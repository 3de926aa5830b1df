"""The alert: what an organiser must hear of at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.mail.reading import an_alert, html_of, read, recipients, text_of, write


@pytest.mark.parametrize(
    ("what", "detail", "subject", "words"),
    [
        (
            "cancelled",
            "confirmed",
            "Late cancellation by Meret Aalders",
            "Meret Aalders, Delta Institute, has cancelled. The place was confirmed; if somebody "
            "waits, it has gone to the first in the line.",
        ),
        (
            "cancelled",
            "waitlisted",
            "Late cancellation by Meret Aalders",
            "Meret Aalders, Delta Institute, has cancelled. It was a place on the waiting list.",
        ),
        (
            "cancelled",
            "pending",
            "Late cancellation by Meret Aalders",
            "Meret Aalders, Delta Institute, has cancelled. The registration was still waiting "
            "for approval.",
        ),
        (
            "substituted",
            "Tomas Brandt",
            "Late change of person, now Meret Aalders",
            "Meret Aalders, Delta Institute, comes in the place of Tomas Brandt.",
        ),
        (
            "options",
            "Dinner: fish → none",
            "Late change of options by Meret Aalders",
            "Meret Aalders, Delta Institute, has chosen other options: Dinner: fish → none",
        ),
    ],
)
def test_an_alert_says_what_happened_and_to_whom(
    what: str, detail: str, subject: str, words: str
) -> None:
    mail = read(write(an_alert(what, detail)))
    assert mail["Subject"] == f"{subject}: Workshop on shared river basins"
    assert words in " ".join(text_of(mail).split())
    page = " ".join(html_of(mail).replace("<strong>", "").replace("</strong>", "").split())
    assert words in page


@pytest.mark.parametrize(
    ("many", "subject", "words"),
    [
        ("1", "1 delivery", "1 delivery of a form service stands in quarantine: no usable e-mail "
         "address was found in it, so that nobody is registered by it."),
        ("7", "7 deliveries", "7 deliveries of form services stand in quarantine: no usable e-mail "
         "address was found in them, so that nobody is registered by them."),
    ],
)  # fmt: skip
def test_an_alert_about_the_quarantine_says_how_many_and_where(
    many: str, subject: str, words: str
) -> None:
    where = "https://meeting.example.org/organiser/events/river-basins/deliveries"
    facts = {"what": "quarantined", "name": "", "institution": "", "detail": many, "where": where}
    mail = read(write(replace(an_alert("quarantined", many), facts=facts)))
    page = " ".join(html_of(mail).replace("<strong>", "").replace("</strong>", "").split())
    assert mail["Subject"] == f"{subject} in quarantine: Workshop on shared river basins"
    assert words in " ".join(text_of(mail).split())
    assert words in page
    assert where in text_of(mail)
    assert f'href="{where}"' in page
    assert "because the meeting is near" not in text_of(mail) + page


def test_what_people_typed_makes_no_line_of_an_alert() -> None:
    mail = read(write(an_alert("cancelled", "confirmed", "Mira\r\nBcc: thief@example.net")))
    assert mail["Subject"].startswith("Late cancellation by Mira Bcc: thief@example.net: ")
    assert recipients(mail) == ["organiser@example.org"]


@pytest.mark.parametrize(
    ("left", "words"),
    [
        ("0", "Nobody gets the digest of this meeting any more."),
        ("1", "The digest still goes to one address, and you read this at one of them."),
        ("3", "The digest still goes to 3 addresses, and you read this at one of them."),
    ],
)
def test_an_alert_says_who_left_the_digest_and_how_many_still_read_it(
    left: str, words: str
) -> None:
    facts = {"what": "digest_left", "name": "ada@example.org", "institution": "", "detail": left}
    mail = read(write(replace(an_alert("quarantined", "1"), facts=facts)))
    assert mail["Subject"] == (
        "ada@example.org gets no digests any more: Workshop on shared river basins"
    )
    said = "ada@example.org has unsubscribed from the digest and gets none any more."
    for text in (text_of(mail), html_of(mail)):
        assert said in text
        assert words in text
        assert "near" not in text
