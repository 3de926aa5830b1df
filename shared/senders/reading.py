"""Read JSON that strangers wrote: every value as text, numbers as they were meant."""

from __future__ import annotations

import json
import math

from shared.domain.errors import Invalid

LONGEST_NUMBER = 300


def read_json(body: bytes) -> object:
    """The JSON of a body (RFC 8259: UTF-8, no NaN). Raises Invalid when it cannot be read."""
    try:
        return json.loads(
            body.decode("utf-8-sig"),
            parse_constant=_refuse_constant,
            parse_int=_read_whole,
            parse_float=_read_fraction,
        )
    except (ValueError, RecursionError) as broken:
        raise Invalid.at("", "The body is not JSON that can be read.") from broken


def as_text(value: object) -> str:
    """A JSON value as text: null is empty, objects and lists are their JSON. Raises Invalid."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError as deep:
        raise Invalid.at("", "The body is nested too deeply to be read.") from deep


def _refuse_constant(name: str) -> object:
    raise ValueError(name)


def _read_whole(digits: str) -> int | str:
    """A number too long to be one stays the text that it is."""
    return int(digits) if len(digits) <= LONGEST_NUMBER else digits


def _read_fraction(digits: str) -> float | str:
    number = float(digits)
    return number if math.isfinite(number) else digits
