"""The outline as JSON, in: what a parser printed, perhaps edited by hand."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from functions.organiser.programme import Programme, Slot
from functions.organiser.schemas.reading import (
    Day,
    Name,
    Strict,
    Text,
    read_day,
    read_line,
    unless_null,
)
from shared.domain.address import wire_address
from shared.domain.errors import Invalid
from shared.domain.place import Contact, Location
from shared.domain.session import Kind, Role, Speaker
from shared.domain.text import LONGEST_NAME

Item = TypeVar("Item")
MOST_SESSIONS = 3000
CLOCK = r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$"


class Printed(BaseModel):
    """An object of the outline; what this version does not know is passed over."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)


def _no_nulls(value: object) -> object:
    return [] if value is None else value


def _or_null(text: str) -> str | None:
    return text or None


def _read_title(text: str) -> str | None:
    return read_line(text) or None


MaybeDay = Annotated[date | None, BeforeValidator(unless_null(read_day))]
PersonName = Annotated[Name, StringConstraints(max_length=LONGEST_NAME)]
MaybeName = Annotated[Name, StringConstraints(max_length=500), AfterValidator(_or_null)] | None
MaybeTitle = Annotated[str, StringConstraints(max_length=500), AfterValidator(_read_title)] | None
Many = Annotated[list[Item], BeforeValidator(_no_nulls), Field(max_length=MOST_SESSIONS)]
Entry = Annotated[Name, StringConstraints(max_length=1000)]
Prose = Annotated[Text, StringConstraints(max_length=10_000)]


class PrintedPlace(Printed):
    """The place as printed."""

    text: MaybeName = None
    venue: MaybeName = None
    room: MaybeName = None
    city: MaybeName = None
    country: MaybeName = None


class PrintedContact(Printed):
    """Whom to ask, as printed."""

    name: MaybeName = None
    post: MaybeName = None
    organisation: MaybeName = None
    email: MaybeName = None
    phone: MaybeName = None

    def to_contact(self) -> Contact:
        """The contact; an address that no mail can reach is left out."""
        return Contact(self.name, self.post, self.organisation, _reach(self.email), self.phone)


class PrintedSpeaker(Printed):
    """Somebody named in an entry."""

    name: PersonName
    affiliation: MaybeName = None
    role: Annotated[Role | None, Field(strict=False)] = None
    organisation: bool | None = None

    def to_speaker(self) -> Speaker:
        """The speaker, without an id yet."""
        role = self.role or Role.SPEAKER
        return Speaker("", self.name, self.affiliation, role, bool(self.organisation))


class PrintedItem(Printed):
    """A talk inside one entry that has no time of its own."""

    title: Annotated[Entry, AfterValidator(_or_null)] | None = None
    speakers: Many[PrintedSpeaker] = Field(default=[])


def _titled(value: object) -> object:
    return {"title": value} if isinstance(value, str) else value


Talk = Annotated[PrintedItem, BeforeValidator(_titled, json_schema_input_type=str | PrintedItem)]


class PrintedSession(Printed):
    """One entry of the programme."""

    day: Annotated[int, Field(ge=1, le=1000)] = 1
    date: MaybeDay = None
    month_day: Annotated[str, StringConstraints(pattern=r"^[0-9]{2}-[0-9]{2}$")] | None = None
    start: Annotated[str, StringConstraints(pattern=CLOCK)] | None = None
    end: Annotated[str, StringConstraints(pattern=CLOCK)] | None = None
    title: MaybeTitle = None
    kind: Annotated[Kind | None, Field(strict=False)] = None
    room: MaybeName = None
    speakers: Many[PrintedSpeaker] = Field(default=[])
    items: Many[Talk] = Field(default=[])
    description: Text | None = None

    def to_slot(self) -> Slot:
        """The entry as the programme holds it: who gives a talk in it speaks in it.

        People and talks without a name are left out.
        """
        people = [*self.speakers, *(one for talk in self.items for one in talk.speakers)]
        return Slot(
            day=self.day,
            date=self.date,
            month_day=self.month_day,
            start=_clock(self.start),
            end=_clock(self.end),
            title=self.title,
            kind=self.kind or Kind.SESSION,
            room=self.room,
            description=self.description or None,
            speakers=tuple(dict.fromkeys(one.to_speaker() for one in people if one.name)),
            items=tuple(talk.title for talk in self.items if talk.title),
        )


class PrintedOutline(Printed):
    """The whole outline."""

    title: MaybeTitle = None
    project: MaybeName = None
    reference: MaybeName = None
    dates: Many[Day] = Field(default=[])
    location: PrintedPlace | None = None
    contact: PrintedContact | None = None
    timezone: MaybeName = None
    background: Prose | None = None
    expected_outcome: Prose | None = None
    participants: Many[Entry] = Field(default=[])
    sessions: Many[PrintedSession] = Field(default=[])

    def to_programme(self) -> Programme:
        """The outline as the programme that an event is made of."""
        return Programme(
            title=self.title,
            project=self.project,
            reference=self.reference,
            dates=tuple(self.dates),
            location=Location(**(self.location or PrintedPlace()).model_dump()),
            contact=(self.contact or PrintedContact()).to_contact(),
            timezone=self.timezone,
            background=self.background or None,
            expected_outcome=self.expected_outcome or None,
            participants=tuple(self.participants),
            slots=tuple(one.to_slot() for one in self.sessions),
        )


class OutlineImport(Strict):
    """A revised outline, to be taken into the draft."""

    outline: PrintedOutline


class Creation(Strict):
    """What an event is made of."""

    outline: PrintedOutline
    like: str | None = None
    settings: dict[str, Any] | None = None
    id: str | None = None


def _clock(printed: str | None) -> time | None:
    return time.fromisoformat(printed.zfill(5)) if printed else None


def _reach(address: str | None) -> str | None:
    try:
        return wire_address(address) if address else None
    except Invalid:
        return None
