"""Judge one line of an import: who is to be invited, or why the line cannot be taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from functions.organiser.read_table import MOST_ROWS
from functions.organiser.read_workbook import LONGEST_CELL
from shared.domain.address import wire_address
from shared.domain.errors import Invalid
from shared.domain.form import NAME_KEYS
from shared.domain.invitation import Asked, InvitationKind
from shared.domain.text import LONGEST_NAME, clean_line, fold

YES, NO = frozenset({"yes", "true", "1", "x", "y"}), frozenset({"", "no", "false", "0", "n"})
KINDS = {
    "": InvitationKind.PERSON,
    "person": InvitationKind.PERSON,
    "institution": InvitationKind.INSTITUTION,
    "organisation": InvitationKind.INSTITUTION,
    "organization": InvitationKind.INSTITUTION,
}


@dataclass(frozen=True)
class Judged:
    """One line by its number: who it asks to come, or the reason why nobody."""

    line: int
    asked: Asked | None
    reason: str | None = None


def judge_lines(rows: Sequence[tuple[int, Mapping[str, str] | None]]) -> list[Judged]:
    """Every line judged by itself: one that is wrong holds up none of the others."""
    return [_judge(line, values) for line, values in rows]


def rows_of_json(value: object) -> list[tuple[int, Mapping[str, str] | None]]:
    """The rows of a JSON body, counted from 1; None for one that is no object of plain values.

    Takes a list, or an object with the list under `invitations`. Raises Invalid.
    """
    listed = value.get("invitations") if isinstance(value, dict) else value
    if not isinstance(listed, list):
        raise Invalid.at("invitations", "Please give a list.")
    if len(listed) > MOST_ROWS:
        raise Invalid.at("invitations", f"A list may have {MOST_ROWS} entries.")
    return [(number, _plain(one)) for number, one in enumerate(listed, 1)]


def _plain(row: object) -> Mapping[str, str] | None:
    if not isinstance(row, dict):
        return None
    told = {"email": row.get("address"), **row}
    if any(isinstance(one, dict | list) for one in told.values()):
        return None
    said = {True: "yes", False: "no", None: ""}
    return {
        key: said[one] if one is None or isinstance(one, bool) else _text(one)
        for key, one in told.items()
    }


def _text(value: object) -> str:
    return clean_line(str(value)[:LONGEST_CELL])


def _judge(line: int, values: Mapping[str, str] | None) -> Judged:
    if values is None:
        return Judged(line, None, "Please give an object of texts.")
    try:
        return Judged(line, _read(values))
    except Invalid as wrong:
        return Judged(line, None, " ".join(message for _, message in wrong.errors))


def _read(values: Mapping[str, str]) -> Asked:
    kind = KINDS.get(fold(values.get("kind", "")))
    if kind is None:
        raise Invalid.at("kind", "The kind is person or institution.")
    address = values.get("email", "").strip()
    if not address:
        raise Invalid.at("email", "There is no e-mail address.")
    name = values.get("name") or " ".join(values[k] for k in NAME_KEYS[:3] if values.get(k))
    institution = values.get("institution") or None
    if max(len(name), len(institution or "")) > LONGEST_NAME:
        raise Invalid.at("name", f"Please keep names to {LONGEST_NAME} characters.")
    forwardable = _may_forward(values.get("forwardable", ""), kind)
    if institution is None and (kind is InvitationKind.INSTITUTION or forwardable):
        raise Invalid.at("institution", "The name of the institution is missing.")
    return Asked(kind, wire_address(address), name, institution, forwardable)


def _may_forward(said: str, kind: InvitationKind) -> bool:
    """An institution passes its invitation on unless it is said that it may not."""
    word = fold(said)
    if word not in YES | NO:
        raise Invalid.at("forwardable", "Whether it may be forwarded is yes or no.")
    return word in YES or (not word and kind is InvitationKind.INSTITUTION)
