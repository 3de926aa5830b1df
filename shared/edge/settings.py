"""What a function reads from its environment: a frozen value per function, read on first use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields


@dataclass
class SettingsMissing(Exception):
    """The environment variable `name`, which the function needs, is not set."""

    name: str

    def __str__(self) -> str:
        return f"The environment variable {self.name} is not set."


@dataclass(frozen=True)
class Settings:
    """What every function needs: the table and the region that it lives in."""

    table_name: str
    aws_region: str


@dataclass(frozen=True)
class FeedbackSettings(Settings):
    """The function that hears from the provider writes no links."""


@dataclass(frozen=True)
class WebSettings(Settings):
    """A function that writes links to the outside; `public_url` has no slash at its end."""

    public_url: str


@dataclass(frozen=True)
class BucketSettings(WebSettings):
    """A function that has to do with what people and organisers send: the bucket of that."""

    letter_bucket: str | None = None


@dataclass(frozen=True)
class LetterSettings(BucketSettings):
    """A function that has to do with letters of nomination."""


@dataclass(frozen=True)
class RegisteringSettings(LetterSettings):
    """A function that registers people; `calendar_host` stands in the UIDs of their entries."""

    calendar_host: str = field(kw_only=True)


@dataclass(frozen=True)
class RegistrationSettings(RegisteringSettings):
    """The function that takes registrations; entries name the address that mails come from."""

    sender_identity: str = field(kw_only=True)


@dataclass(frozen=True)
class AgendaSettings(WebSettings):
    """The function that shows agendas."""


@dataclass(frozen=True)
class OrganiserSettings(RegisteringSettings):
    """The function that organisers use."""


@dataclass(frozen=True)
class TimerSettings(LetterSettings):
    """The function that looks at the clock; it goes on with erasures."""


@dataclass(frozen=True)
class MailerSettings(BucketSettings):
    """The function that sends: the address mails come from, and SES's configuration set."""

    sender_identity: str = field(kw_only=True)
    configuration_set: str | None = None


SETTINGS: dict[str, type[Settings]] = {
    "registration": RegistrationSettings,
    "agenda": AgendaSettings,
    "organiser": OrganiserSettings,
    "mailer": MailerSettings,
    "timer": TimerSettings,
    "feedback": FeedbackSettings,
}


def read_settings(function: str, environment: Mapping[str, str]) -> Settings:
    """The settings of one function; a variable is named like its field, in capitals.

    Raises SettingsMissing naming the first variable that is absent or empty.
    """
    kind = SETTINGS[function]
    values: dict[str, str] = {}
    for one in fields(kind):
        value = environment.get(one.name.upper(), "").strip()
        if value:
            values[one.name] = value.rstrip("/") if one.name == "public_url" else value
        elif one.default is MISSING:
            raise SettingsMissing(one.name.upper())
    return kind(**values)
