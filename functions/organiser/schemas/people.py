"""People, in: registrations by hand, and organisers."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from functions.organiser.schemas.reading import Address, Line, Strict, clean_name

LONGEST_SAID = 10_000
MOST_WAITING = 10_000_000


def drop_halves(value: object) -> object:
    """A text without lone surrogates; its lines stay."""
    return value.encode(errors="ignore").decode() if isinstance(value, str) else value


Short = Annotated[str, StringConstraints(max_length=LONGEST_SAID)]
Name = Annotated[Short | None, BeforeValidator(clean_name)]
Said = Annotated[Short | None, BeforeValidator(drop_halves)]
AnswerKey = Annotated[str, StringConstraints(max_length=100)]


class Correction(Strict):
    """What an organiser corrects; what is not given stays. `reason` is for the record only."""

    name: Name = None
    email: str = ""
    institution: Name = None
    answers: Annotated[dict[AnswerKey, Said], Field(max_length=200)] | None = None
    reason: Line | None = None

    def said(self) -> dict[str, str]:
        """What was said by key: `name`, `email`, `institution`, and `answers.<key>`."""
        own = {
            key: getattr(self, key) or ""
            for key in ("name", "email", "institution")
            if key in self.model_fields_set
        }
        return own | {f"answers.{key}": said or "" for key, said in (self.answers or {}).items()}


class ByHand(Correction):
    """Somebody whom an organiser registers; `walk_in`: who stands at the door already."""

    email: str
    walk_in: bool = False


class Move(Strict):
    """To which place in the line somebody moves, from 1; beyond the line is its end."""

    position: Annotated[int, Field(ge=1, le=MOST_WAITING)]


class NewOrganiser(Strict):
    """Somebody who is to run events: ids, or `*` for everything."""

    email: Address
    events: Annotated[list[str], Field(max_length=200)] | None = None
