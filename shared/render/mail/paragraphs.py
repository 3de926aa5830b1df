"""What organisers write, as mails show it: paragraphs of clean lines."""

from __future__ import annotations

from itertools import groupby

from shared.domain.text import clean_line

Paragraph = tuple[str, ...]


def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The lines of each paragraph; one or more blank lines stand between two paragraphs."""
    lines = [clean_line(line) for line in text.splitlines()]
    return tuple(tuple(group) for there, group in groupby(lines, bool) if there)
