"""Reading a page as a browser and a screen reader do: tags, their attributes, their ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = dict[str, str | None]
VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})


@dataclass
class ReadPage(HTMLParser):
    """The tags of a page in order, the text, and the tags that were not closed in order."""

    tags: list[tuple[str, Attributes]] = field(default_factory=list)
    text: str = ""
    unbalanced: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] != "style":
            self.text += data

    def all(self, tag: str) -> list[Attributes]:
        """The attributes of every such tag."""
        return [attributes for name, attributes in self.tags if name == tag]

    def fields(self) -> dict[str, Attributes]:
        """The visible fields of the page by id."""
        found = [one for tag in ("input", "select", "textarea") for one in self.all(tag)]
        return {one["id"] or "": one for one in found if one.get("id")}


def read_page(html: bytes) -> ReadPage:
    page = ReadPage()
    page.feed(html.decode())
    page.close()
    return page
