"""The demo's own parts: people, deliveries, mails, the morning."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from infra.cli.demo.closing import next_morning, write_bounce
from infra.cli.demo.files import name_mails
from infra.cli.demo.mailbox import Mail, find_link
from infra.cli.demo.other_forms import WHERE, write_tally, write_typeform
from infra.cli.demo.people import BY_WEBHOOK, people_of
from infra.cli.demo.posts import COPIES, TWINS, repeats_of, storm_of, write_posts
from infra.cli.exits import SaidNo
from shared.domain.address import normalise_address
from shared.domain.form import DEFAULT_FORM
from shared.senders.naming import values_of
from shared.senders.registry import SENDERS

LINK = "http://127.0.0.1:8400/registration/self/r1.1.abc-def_g"


def mail_of(text: str, to: str = "ida@example.org") -> Mail:
    message = EmailMessage()
    message["Subject"] = "Your place is confirmed"
    message.set_content(text)
    message.add_alternative(f"<p>{text}</p>", subtype="html")
    return Mail("m1", "confirmation", to, "Your place is confirmed", message.as_bytes())


def test_everybody_has_an_address_of_their_own() -> None:
    people = people_of(["Postal Museum"])
    assert len(people) == BY_WEBHOOK + 1
    assert len({normalise_address(person.email) for person in people}) == len(people)


def test_people_come_from_the_meetings_own_participants() -> None:
    people = people_of(["Postal Museum", "Town Archive"])
    assert {person.institution for person in people} == {"Postal Museum", "Town Archive"}


def test_people_come_from_somewhere_when_nobody_is_named() -> None:
    assert all(person.institution for person in people_of([" "]))


def test_the_storm_holds_every_post_and_the_first_few_twice() -> None:
    posts = write_posts(people_of([])[:BY_WEBHOOK], 0)
    storm = storm_of(posts)
    assert set(storm) == set(posts)
    assert len(storm) == BY_WEBHOOK + TWINS


def test_repeats_are_old_ids_or_old_content() -> None:
    posts = write_posts(people_of([])[:BY_WEBHOOK], 0)
    repeats = repeats_of(posts)
    assert repeats[:TWINS] == posts[:TWINS]
    assert [post.body for post in repeats[TWINS:]] == [post.body for post in posts[-COPIES:]]
    assert not {post.webhook_id for post in repeats[TWINS:]} & {post.webhook_id for post in posts}


def test_a_post_holds_one_person() -> None:
    person = people_of(["Postal Museum"])[0]
    (post,) = write_posts([person], 0)
    assert json.loads(post.body)["data"] == {
        "name": person.name,
        "email": person.email,
        "institution": "Postal Museum",
    }


def test_a_typeform_is_understood_at_once() -> None:
    person = people_of(["Postal Museum"])[0]
    incoming = SENDERS["typeform"].read({}, json.dumps(write_typeform(person)).encode())
    assert values_of(incoming, DEFAULT_FORM, {}, "en") == {
        "name": person.name,
        "email": person.email,
        "institution": "Postal Museum",
    }


@pytest.mark.parametrize(("mapping", "known"), [({}, False), ({"email": WHERE}, True)])
def test_a_tally_form_is_understood_when_told_how(mapping: dict[str, str], known: bool) -> None:
    person = people_of(["Postal Museum"])[0]
    incoming = SENDERS["tally"].read({}, json.dumps(write_tally(person)).encode())
    values = values_of(incoming, DEFAULT_FORM, mapping, "en")
    assert values.get("email") == (person.email if known else None)


def test_the_link_is_found_in_the_text() -> None:
    assert (
        find_link(mail_of(f"open:\n{LINK}\n\nWith regards")) == "/registration/self/r1.1.abc-def_g"
    )


def test_a_mail_without_a_link_is_told() -> None:
    with pytest.raises(SaidNo):
        find_link(mail_of("no link here"))


def test_a_mail_shows_both_of_its_parts() -> None:
    mail = mail_of("Good day")
    assert (mail.text.strip(), mail.html.strip()) == ("Good day", "<p>Good day</p>")


def test_mail_files_are_numbered_and_safe() -> None:
    mails = [mail_of("one", "mary.o'neill@example.org"), mail_of("two", "../priya+x@example.org")]
    assert name_mails(mails) == ("01-confirmation-mary-o-neill", "02-confirmation--priya-x")


def test_a_bounce_is_permanent_and_names_the_mail() -> None:
    told = json.loads(json.dumps(write_bounce(mail_of("one"), datetime(2027, 5, 1, 7, tzinfo=UTC))))
    assert (told["eventType"], told["mail"]["messageId"]) == ("Bounce", "m1")
    assert told["bounce"]["bounceType"] == "Permanent"
    assert told["bounce"]["bouncedRecipients"][0]["emailAddress"] == "ida@example.org"


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2027-03-20T07:00", "2027-03-21T06:00"),
        ("2027-03-20T05:59", "2027-03-20T06:00"),
        ("2027-03-20T06:00", "2027-03-21T06:00"),
        ("2027-03-27T12:00", "2027-03-28T05:00"),
    ],
)
def test_the_next_morning_is_the_next_seven_of_the_events_zone(now: str, morning: str) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    expected = datetime.fromisoformat(morning).replace(tzinfo=UTC)
    assert next_morning(at, 7, "Europe/Ljubljana") == expected
