"""What a look at a draft answers."""

from __future__ import annotations

from functions.organiser.schemas.answers import Shown
from shared.domain.finding import FindingCode


class FindingAnswer(Shown):
    """Something to mend or to know: a sentence, and the ids of the sessions that it is about."""

    code: FindingCode
    message: str
    sessions: list[str]


class FindingsAnswer(Shown):
    """What was found, in the order of time; empty when there is nothing to mend."""

    findings: list[FindingAnswer]
