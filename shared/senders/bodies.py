"""Read the bodies that form services send: JSON, urlencoded, multipart/form-data.

Multipart is split here (RFC 7578) rather than by the standard library's mail parser, which also
opens parts inside parts to any depth.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl

from shared.domain.errors import Invalid
from shared.senders.proof import lower_names
from shared.senders.reading import as_text, read_json

MOST_FIELDS = 500
DEEPEST = 6
MULTIPART, URLENCODED = "multipart/form-data", "application/x-www-form-urlencoded"
_NAME = ("first", "middle", "last", "suffix")
_DAY = ("year", "month", "day")
_PHONE = ("country", "area", "phone")
_UNREADABLE = "The form cannot be read."
_DISPOSITION = re.compile(r"^content-disposition:(.*)$", re.IGNORECASE | re.MULTILINE)


def read_body(headers: Mapping[str, str], body: bytes) -> Mapping[str, object]:
    """The body by the names in it; JSON unless the content type says otherwise.

    JSON that is no object has no names. Raises Invalid when it cannot be read.
    """
    told = lower_names(headers).get("content-type", "")
    media_type = told.split(";")[0].strip().lower()
    if media_type == MULTIPART:
        return _read_multipart(body, _parameter(told, "boundary"))
    if media_type == URLENCODED:
        return _read_urlencoded(body)
    payload = read_json(body)
    return payload if isinstance(payload, dict) else {}


def value_at(payload: object, path: str) -> object:
    """What stands at a dotted path of objects, such as `payload.id`; None where nothing does."""
    for step in path.split("."):
        payload = payload.get(step) if isinstance(payload, Mapping) else None
    return payload


def list_at(payload: object, path: str) -> list[Mapping[str, object]]:
    """The objects in the list at a dotted path."""
    found = value_at(payload, path)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def text_of(value: object, depth: int = 0) -> str:
    """An answer as text: several choices joined with a comma, a name or address in its parts."""
    if depth < DEEPEST and isinstance(value, list):
        return ", ".join(text for one in value if (text := text_of(one, depth + 1)))
    if depth < DEEPEST and isinstance(value, dict):
        return _parts_of(value, depth)
    return as_text(value).strip()


def fingerprint(content: object) -> str:
    """An id for what has none: equal content has the same one. Raises Invalid if too deep."""
    try:
        told = json.dumps(content, sort_keys=True)
    except RecursionError as deep:
        raise Invalid.at("", "The body is nested too deeply to be read.") from deep
    return "sha256-" + hashlib.sha256(told.encode()).hexdigest()


def _parts_of(value: Mapping[str, object], depth: int) -> str:
    texts = {part: text for part, one in value.items() if (text := text_of(one, depth + 1))}
    if value.keys() & {"first", "last"}:
        return _join(" ", texts, _NAME)
    if value.keys() == set(_DAY):
        return "-".join(texts[part].zfill(2) for part in _DAY) if len(texts) == len(_DAY) else ""
    if value.keys() <= {*_PHONE, "full"}:
        return texts.get("full") or _join(" ", texts, _PHONE)
    return ", ".join(texts.values())


def _join(between: str, texts: Mapping[str, str], parts: Iterable[str]) -> str:
    return between.join(texts[part] for part in parts if part in texts)


def _read_urlencoded(body: bytes) -> dict[str, object]:
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as broken:
        raise Invalid.at("", _UNREADABLE) from broken
    return _gather(pairs)


def _read_multipart(body: bytes, boundary: str) -> dict[str, object]:
    mark = b"\r\n--" + boundary.encode(errors="replace")
    *parts, end = (b"\r\n" + body).split(mark, MOST_FIELDS + 2)[1:] or [b""]
    if not boundary or not end.startswith(b"--"):
        raise Invalid.at("", _UNREADABLE)
    try:
        read = [_read_part(part) for part in parts]
    except ValueError as broken:
        raise Invalid.at("", _UNREADABLE) from broken
    return _gather(one for one in read if one[0])


def _read_part(part: bytes) -> tuple[str, str]:
    """Name and text of one part; files have no name here, since no question asks for one."""
    head, _, content = part.partition(b"\r\n\r\n")
    found = _DISPOSITION.search(head.decode().replace("\r\n", "\n"))
    disposition = found[1] if found else ""
    if _parameter(disposition, "filename"):
        return "", ""
    return _parameter(disposition, "name"), content.decode()


def _parameter(header: str, name: str) -> str:
    """A parameter of a header's value, quoted or not (RFC 9110 section 5.6.6)."""
    rule = rf';\s*{name}\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))'
    found = re.search(rule, header, re.IGNORECASE)
    if not found:
        return ""
    return found[2] or re.sub(r"\\(.)", r"\1", found[1] or "")


def _gather(pairs: Iterable[tuple[str, str]]) -> dict[str, object]:
    """The values by name; a name that is repeated, or ends in [], has several."""
    many: dict[str, list[str]] = {}
    for name, value in pairs:
        many.setdefault(name.removesuffix("[]"), []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in many.items()}
