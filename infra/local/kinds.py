"""`/_local/kinds`: an example letter of every kind, with the words that the templates have now."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs

from infra.local.examples.letters import write_example
from infra.local.mailbox import Opened, open_mail, subject_of
from shared.domain.errors import Missing
from shared.domain.message import MessageKind
from shared.render.mail.templates import FALLBACK, forget_templates, language_of, languages_of


@dataclass(frozen=True)
class Shown:
    """The example of a kind: in which language it is written, and what it says."""

    kind: MessageKind
    language: str
    subject: str
    opened: Opened


def list_kinds() -> dict[str, tuple[str, ...]]:
    """Every kind with the languages that it is written in."""
    return {kind.value: languages_of(kind) for kind in MessageKind}


def show_kind(name: str, query: str) -> Shown:
    """The example of a kind for the query's `locale`, else in English; templates are read anew.

    Raises Missing for an unknown kind.
    """
    if name not in set(MessageKind):
        raise Missing("kind")
    kind, locale = MessageKind(name), parse_qs(query).get("locale", [FALLBACK])[-1]
    forget_templates()
    raw = write_example(kind, locale).raw
    return Shown(kind, language_of(kind, locale), subject_of(raw), open_mail(raw))
