"""What an operation says of itself in OpenAPI: words and types, read when the code is packaged.

A form is a type that pydantic can describe; None stands for bytes of any kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

JSON = "application/json"
PROBLEM = "application/problem+json"
URLENCODED = "application/x-www-form-urlencoded"
PAGE = "text/html"
TEXT = "text/plain"

Form = Any
Content = Mapping[str, Form]
"""Forms by media type."""


@dataclass(frozen=True)
class Parameter:
    """A query parameter or request header, and what it means in a sentence."""

    name: str
    place: Literal["path", "query", "header"]
    meaning: str
    form: Form = str
    required: bool = False


@dataclass(frozen=True)
class Reply:
    """An answer under one status: its meaning, its body, and its headers with their meaning."""

    meaning: str
    content: Content = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Operation:
    """One method of one route. `id` is the name that generated clients call it by; what may have a
    body may need none.
    """

    id: str
    summary: str
    replies: Mapping[int, Reply]
    meaning: str = ""
    parameters: tuple[Parameter, ...] = ()
    body: Content = field(default_factory=dict)
    needs_body: bool = True


@dataclass(frozen=True)
class Interface:
    """One function over HTTP: operations by method and route; `parts` tells what stands between
    the braces of its routes, `examples` what stands in a model, a `Model.field`, any field of a
    name, or in what an operation takes or answers without a model.
    """

    title: str
    meaning: str
    parts: Mapping[str, str]
    operations: Mapping[tuple[str, str], Operation]
    examples: Mapping[str, object] = field(default_factory=dict)
