"""The words of all languages, out of the files beside this one; folded where they are compared."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from shared.outline.folding import fold


@cache
def read_words(name: str) -> Any:
    """What words/NAME.json holds."""
    return json.loads(files("shared.outline").joinpath("words", f"{name}.json").read_text("utf-8"))


def any_of(words: Iterable[str]) -> str:
    """A group of a regular expression for any of these words on folded text, the longest first."""
    folded = sorted({fold(word) for word in words}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(re.escape, folded)) + ")"
