"""The mailbox: what the provider took, as it was given."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.ses.models import ses_backends

from infra.local.embedded_aws import REGION
from infra.local.engines import open_engine
from infra.local.mailbox import InProcessProvider, Mailbox, open_mail
from shared.domain.allotment import SendLimits
from shared.domain.errors import MailFailed
from shared.edge.wiring import NoMail
from shared.mail_ports import OutgoingMail
from tests.builders import NOW
from tests.fakes import FakeClock

TAGS = {"kind": "confirmation", "event": "river-basins", "message": "m-1"}


def a_mail(subject: str = "Your seat") -> OutgoingMail:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    message["To"] = "Ada Ilves <ada@example.net>"
    message.set_content("You have a seat.\n")
    message.add_alternative("<p>You have a seat.</p>\n", subtype="html")
    message.add_alternative("BEGIN:VCALENDAR\n", subtype="calendar", params={"method": "REQUEST"})
    return OutgoingMail("desk@example.org", "ada@example.net", message.as_bytes(), TAGS)


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox(InProcessProvider(), FakeClock())


def test_a_mail_is_kept_under_the_providers_id(mailbox: Mailbox) -> None:
    mail = a_mail("Ihr Platz – bestätigt")
    kept = mailbox.mail(mailbox.send(mail))
    assert kept is not None
    assert (kept.kind, kept.event, kept.to, kept.subject, kept.at) == (
        "confirmation",
        "river-basins",
        "ada@example.net",
        "Ihr Platz – bestätigt",
        NOW,
    )
    assert kept.raw == mail.raw


def test_mails_stand_in_order_of_sending(mailbox: Mailbox) -> None:
    sent = [mailbox.send(a_mail(subject)) for subject in ("one", "two", "three")]
    assert [mail.id for mail in mailbox.mails()] == sent


def test_what_the_provider_refuses_is_not_kept() -> None:
    mailbox = Mailbox(NoMail(), FakeClock())
    with pytest.raises(MailFailed):
        mailbox.send(a_mail())
    assert mailbox.mails() == []


def test_a_mail_opens_into_its_parts() -> None:
    opened = open_mail(a_mail().raw)
    assert opened.text == "You have a seat.\n"
    assert opened.html == "<p>You have a seat.</p>\n"
    assert opened.calendar is not None
    assert opened.calendar.startswith("BEGIN:VCALENDAR")


def test_a_part_that_is_not_there_is_none() -> None:
    opened = open_mail(b"Subject: plain\r\n\r\nJust text.\r\n")
    assert (opened.html, opened.calendar) == (None, None)


def test_the_mail_that_is_kept_is_what_ses_was_given() -> None:
    with open_engine("moto") as engine:
        mailbox = Mailbox(engine.provider, FakeClock())
        kept = mailbox.mail(mailbox.send(a_mail("Prišla je pošta")))
        (given,) = ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages
    assert kept is not None
    assert (given.id, given.raw_data.encode()) == (kept.id, kept.raw)


def test_the_mailbox_knows_no_limits_and_threads_as_the_provider_does(mailbox: Mailbox) -> None:
    assert mailbox.limits() == SendLimits() == InProcessProvider().limits()
    assert mailbox.message_id("0100-a") == "<0100-a@email.amazonses.com>"
    assert (NoMail().limits(), NoMail().message_id("a")) == (None, "a")
