"""The meeting, the person and the digest that the example letters are about."""

from __future__ import annotations

from datetime import UTC, date, datetime

from shared.domain.digest import Digest, Heading, InstitutionLine, Person, RejectedBy
from shared.domain.entry import Entry
from shared.domain.event import Event, OrganiserIdentity, RegistrationRules
from shared.domain.message import MessageKind
from shared.domain.place import Contact, Location
from shared.domain.registration import Registration, State
from shared.render.mail.templates import language_of

EVENT = "weather-stations"
NOW = datetime(2027, 5, 3, 6, 0, tzinfo=UTC)
REGISTRATION = "01hweather000000000000000a"
NAME, ADDRESS = "Ilse Brandauer", "ilse.brandauer@example.net"
INSTITUTION = "Hill Weather Service"
TITLES = {
    "de": "Wetterstationen im Hochgebirge",
    "en": "Weather stations in the mountains",
    "es": "Estaciones de alta montaña",
    "fr": "Stations de haute montagne",
    "sr-Latn": "Planinske meteorološke stanice",
}


def example_event(locale: str) -> Event:
    """A two-day meeting at Bled; its title is in the language that its mails are in."""
    language = language_of(MessageKind.CONFIRMATION, locale)
    return Event(
        id=EVENT,
        title=TITLES[language],
        timezone="Europe/Ljubljana",
        dates=(date(2027, 5, 18), date(2027, 5, 19)),
        created_at=NOW,
        reference="2.6.4",
        location=Location(venue="Alpine Observatory", room="Larch Hall", city="Bled"),
        contact=Contact(
            name="Tina Kolar", organisation="Alpine Observatory", email="kolar@example.org"
        ),
        registration=RegistrationRules(letter_required=True),
        capacity=40,
        locale=locale,
        organiser=OrganiserIdentity("Alpine Observatory", "meetings@example.org"),
        span=(
            datetime(2027, 5, 18, 7, 0, tzinfo=UTC),
            datetime(2027, 5, 19, 14, 30, tzinfo=UTC),
        ),
        signing_key=b"a key that signs examples alone.",
    )


def example_entry() -> Entry:
    """The calendar entry of whom the letters are about."""
    return Entry("example-1@example.org", 1, True)


def example_registration() -> Registration:
    """Whom the letters are about."""
    return Registration(
        id=REGISTRATION,
        event=EVENT,
        email=ADDRESS,
        name=NAME,
        state=State.CONFIRMED,
        source="form",
        registered_at=NOW,
        updated_at=NOW,
        entry=example_entry(),
        institution=INSTITUTION,
        revision=2,
    )


def example_digest(event: Event) -> Digest:
    """A busy morning, with somebody under every heading."""
    return Digest(
        title=event.title,
        timezone=event.timezone,
        until=NOW,
        capacity=event.capacity,
        confirmed=36,
        waiting=3,
        left=Heading(2, (_person("Pavle Ravnik"), _person("Greta Lindqvist", ""))),
        new=Heading(14, (_person(NAME), _person("Domen Žagar", "Valley Institute"))),
        pending=Heading(1, (_person("Oto Vidmar", "Valley Institute"),)),
        declined=Heading(1, (_person("Rena Moltke", ""),)),
        waitlisted=Heading(1, (_person("Hugo Castell"),)),
        moved=Heading(1, (_person("Hugo Castell", detail="2"),)),
        promoted=Heading(1, (_person("Maja Oblak"),)),
        substituted=Heading(1, (_person("Jure Kos"),)),
        corrected=Heading(1, (_person("Ana Zupan"),)),
        undelivered=Heading(2, (_person("Emil Bah", detail="bounced"), _person("", detail="X9"))),
        releases=(2, 3),
        institutions=(
            InstitutionLine(INSTITUTION, 5, 1, invited=9, registered=6, declined=1, silent=2),
            InstitutionLine("Valley Institute", 1, 0, invited=2, registered=1, silent=1),
        ),
        more_institutions=2,
        findings=("Larch Hall is taken twice on 18 May from 10:00 to 10:15.",),
        more_findings=1,
        quarantined=3,
        rejected=(RejectedBy("standard", 2, NOW),),
        nearly_full=True,
    )


def _person(name: str, institution: str = INSTITUTION, detail: str = "") -> Person:
    return Person(name, institution or None, detail or None)
