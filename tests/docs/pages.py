"""The pages that people read: their blocks, their links, and what their blocks show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
CHANGELOG = ROOT / "CHANGELOG.md"
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
MADE_ELSEWHERE = {".git", ".venv", ".venv-template", "build", "node_modules", ".pytest_cache"}
ANYTHING = "…"


@dataclass(frozen=True)
class Block:
    """A fenced block: what it is written in, its text, and the `text` block right after it."""

    language: str
    text: str
    shown: str | None

    @property
    def commands(self) -> list[str]:
        """Its lines, with those joined that a backslash breaks."""
        return self.text.replace("\\\n", " ").splitlines()


def blocks_of(page: Path, language: str = "sh") -> list[Block]:
    """The page's blocks in that language, in order."""
    found = BLOCK.findall(page.read_text(encoding="utf-8"))
    following = [*found[1:], ("", "")]
    return [
        Block(name, text, then if kind == "text" else None)
        for (name, text), (kind, then) in zip(found, following, strict=False)
        if name == language
    ]


def block_with(page: Path, words: str, language: str = "sh") -> Block:
    """The one block in which these words stand."""
    [block] = [one for one in blocks_of(page, language) if words in one.text]
    return block


def links_of(page: Path) -> list[str]:
    """Where the page's links to files lead; addresses on the web are not among them."""
    prose = BLOCK.sub("", page.read_text(encoding="utf-8"))
    return [one.partition("#")[0] for one in LINK.findall(prose) if "://" not in one]


def pages() -> Iterator[Path]:
    """Every Markdown page of the repository."""
    for path in sorted(ROOT.rglob("*.md")):
        if not MADE_ELSEWHERE & set(path.relative_to(ROOT).parts):
            yield path


def says(printed: str, shown: str) -> bool:
    """Whether `shown` is what was printed, but for white space and what `…` leaves out."""
    wanted = ANYTHING.join(_squeeze(part) for part in shown.split(ANYTHING))
    parts = [re.escape(part) for part in wanted.split(ANYTHING)]
    return re.fullmatch(".*?".join(parts), _squeeze(printed), re.DOTALL) is not None


def _squeeze(text: str) -> str:
    return "".join(text.split())
