"""A part of the settings: a strict model that a patch may give in part."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict

from functions.organiser.schemas.reading import Strict


def _as_patch(schema: dict[str, Any]) -> None:
    schema.pop("required", None)
    for field in schema["properties"].values():
        field.pop("default", None)


class Part(Strict):
    """A part of the settings, described as a patch has it: whatever is left out stays."""

    model_config = ConfigDict(json_schema_extra=_as_patch)
