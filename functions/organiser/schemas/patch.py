"""Reading and patching settings: what is shown, and what a JSON merge patch makes of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from functions.organiser.schemas.part import Part
from functions.organiser.schemas.quotas import check_quotas
from functions.organiser.schemas.reading import read
from functions.organiser.schemas.senders import MASK
from functions.organiser.schemas.settings import (
    PARTS,
    Document,
    Settings,
    settings_document,
)
from shared.domain.errors import Invalid
from shared.domain.event import Event

SHOWN = 4
DEEPEST = 20
LONGEST = 100_000
"""Characters of all settings as JSON: they share one item of the table with the event."""


def show_settings(event: Event) -> Document:
    """All settings as they are read from outside: of a secret, the last four characters."""
    document = settings_document(event)
    for sender in document["senders"].values():
        sender["secrets"] = [MASK + secret[-SHOWN:] for secret in sender["secrets"]]
    return document


def settings_change(patch: object, under: str = "") -> Callable[[Event], Event]:
    """What a patch makes of an event: merged into its settings, then judged as a whole.

    The change raises Invalid; paths into what the patch gave begin with `under`.
    """
    if not isinstance(patch, dict):
        raise Invalid.at(under.removesuffix("."), "Settings are a JSON object.")

    def change(event: Event) -> Event:
        merged = keep_slips(merge_patch(settings_document(event), patch), patch)
        try:
            after = check_quotas(read(Settings, merged).onto(event))
            _check_length(settings_document(after))
        except Invalid as wrong:
            errors = [(_locate(path, patch, under), why) for path, why in wrong.errors]
            raise Invalid(errors) from wrong
        return after

    return change


def name_keys(patch: object) -> str | None:
    """Which keys a patch is about, for the record: names alone, of what is in a part with it."""
    if not isinstance(patch, dict):
        return None
    inner = {name: patch[name] for name in PARTS if isinstance(patch.get(name), dict)}
    named = [
        f"{name}.{key}" if name in inner else name
        for name in patch
        for key in inner.get(name, ("",))
    ]
    return ", ".join(named) or None


def merge_patch(target: object, patch: object, depth: int = 0) -> Any:
    """A JSON merge patch applied (RFC 7396 section 2): null takes away, objects go deeper.

    Raises Invalid for a patch that is nested beyond all reason.
    """
    if not isinstance(patch, dict):
        return patch
    if depth > DEEPEST:
        raise Invalid.at("", "The settings are nested too deeply.")
    merged = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = merge_patch(merged.get(name), value, depth + 1)
    return merged


def keep_slips(merged: Document, patch: Document, model: type[Part] = Settings) -> Document:
    """The merged settings with each unknown name of the patch, null or not, to be refused."""
    known = {field.alias or name for name, field in model.model_fields.items()}
    slips = {name: None for name in patch if name not in known}
    parts = {
        name: keep_slips(merged[name], patch[name], part)
        for name, part in PARTS.items()
        if model is Settings and isinstance(patch.get(name), dict)
    }
    return merged | parts | slips


def _check_length(document: object) -> None:
    if len(json.dumps(document)) > LONGEST:
        raise Invalid.at("", "The settings are longer than an event can hold.")


def _locate(path: str, patch: Document, under: str) -> str:
    """The path as the caller knows it: below `under` if it leads into what the patch gave."""
    head = path.split(".")[0].split("[")[0]
    return under + path if patch.get(head) is not None else path
