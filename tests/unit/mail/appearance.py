"""A mail's page as a program shows it: which words stand there, in which colours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

RULE = re.compile(r"\.(\w+) \{ (color|background-color): (#\w{6}) !important; \}")
INLINE = re.compile(r"(?:^|;)\s*(color|background-color):\s*(#\w{6})")
VOID = frozenset({"meta", "br"})


@dataclass(frozen=True)
class Look:
    """The colours of a piece of a page, in the light or in the dark."""

    ink: str = "#000000"
    ground: str = "#ffffff"

    def with_colours(self, told: dict[str, str]) -> Look:
        """The look of what stands in it and has these colours of its own."""
        return Look(told.get("color", self.ink), told.get("background-color", self.ground))

    @property
    def contrast(self) -> float:
        """Contrast ratio (WCAG 2.2, 1.4.3)."""
        light, dark = sorted(map(luminance, (self.ink, self.ground)), reverse=True)
        return (light + 0.05) / (dark + 0.05)


@dataclass(frozen=True)
class Said:
    """Words that are seen, how they look by day and by night, and whether they are a button."""

    words: str
    light: Look
    dark: Look
    button: bool


@dataclass(frozen=True)
class _Open:
    tag: str
    light: Look
    dark: Look
    hidden: bool
    button: bool


class Appearance(HTMLParser):
    """What of a page is seen: `said`, and its `links` in turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._night: dict[str, dict[str, str]] = {}
        for name, colour, value in RULE.findall(page.split("<body")[0]):
            self._night.setdefault(name, {})[colour] = value
        self._open = [_Open("", Look(), Look(), hidden=False, button=False)]
        self.said: list[Said] = []
        self.links: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        told = dict(attrs)
        style, around = told.get("style") or "", self._open[-1]
        inline = dict(INLINE.findall(style))
        by_night = {**inline}
        for name in (told.get("class") or "").split():
            by_night |= self._night.get(name, {})
        hidden = around.hidden or tag in ("style", "title") or "display:none" in style
        button = around.button or (tag == "a" and "font-weight:bold" in style)
        light, dark = around.light.with_colours(inline), around.dark.with_colours(by_night)
        self._open.append(_Open(tag, light, dark, hidden, button))
        self.links += [told["href"] or ""] if tag == "a" else []

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        now = self._open[-1]
        if data.strip() and not now.hidden:
            self.said.append(Said(data.strip(), now.light, now.dark, now.button))


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
