"""What goes on at one time in several rooms: `Room A: Sails`, `Room B: Anchors` under one time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from shared.outline.rooms import track_before, tracks_in
from shared.outline.walk import Draft
from shared.outline.words_of_parts import bare, words_of_part

_SHORT = 3  # words of a title that only says what kind of things go on at once


def part_parallel(drafts: Iterable[Draft]) -> list[Draft]:
    """The entries, those of several rooms parted into one for each room."""
    return [part for draft in drafts for part in _part(draft)]


def _part(draft: Draft) -> Iterator[Draft]:
    inline = tracks_in(draft.printed)
    if inline:
        for room, title in inline:
            yield replace(draft, title=title, room=room, cells=(), below=list(draft.below))
        return
    tracks = [track_before(one.row.text) for one in draft.below]
    if sum(track is not None for track in tracks) < 2:
        yield draft
        return
    first = next(n for n, track in enumerate(tracks) if track is not None)
    umbrella = replace(draft, below=draft.below[:first])
    if not _is_umbrella(draft.printed):
        yield umbrella
    yield from _tracks(draft, tracks, first)


def _tracks(draft: Draft, tracks: list[tuple[str, str] | None], first: int) -> Iterator[Draft]:
    parts: list[Draft] = []
    for track, one in zip(tracks[first:], draft.below[first:], strict=True):
        if track is not None:
            room, title = track
            parts.append(
                replace(draft, line=one.row.line, title=title, room=room, cells=(), below=[])
            )
        else:
            parts[-1].below.append(one)
    yield from parts


def _is_umbrella(title: str) -> bool:
    return bare(title) in words_of_part("parallel") or len(title.split()) <= _SHORT
