"""Hold the mails of every language against the English ones: what one says, all must say.

    python -m infra.package.mail_words

A line for each thing that is missing, with file and line, and exit 1; silence otherwise.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from infra.package.imports import ROOT
from shared.render.mail.templates import FALLBACK
from shared.render.mail.templates import ROOM as MAIL

LAYOUT = "layout"
WORDS = "…"
"""In the place of what is said in words: that is the language's own."""

TAG = re.compile(r"<[^>]*(?:>|$)|^[^<]*>")
PHRASE = re.compile(r"[^\W\d]{2,} [^\W\d]{2,}")


@dataclass(frozen=True)
class Saying:
    """Something that a template says, asks or defines, and on which line."""

    what: str
    line: int


@dataclass(frozen=True)
class Gap:
    """Something that is missing, or too much, and where."""

    path: Path
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


def find_gaps(room: Path) -> list[Gap]:
    """All that any language lacks of the English templates below a folder, or says beyond them.

    Paths of gaps are below the folder. The languages are those that any template is written in.
    """
    files = [one for one in sorted(room.glob("*/*.*")) if one.parent.name != LAYOUT]
    written = [one.relative_to(room) for one in files if one.suffix in (".txt", ".html")]
    languages = sorted({path.stem for path in written} - {FALLBACK})
    english = [path for path in written if path.stem == FALLBACK]
    strays = [path for path in written if path.with_stem(FALLBACK) not in english]
    gaps = [Gap(path, 1, f"there is no {path.with_stem(FALLBACK)}") for path in strays]
    for path in english:
        for language in languages:
            gaps += _compare(room, path, path.with_stem(language))
    return gaps


def read_sayings(source: str) -> list[Saying]:
    """What a template says, in its order, its words left out. Raises TemplateSyntaxError."""
    return list(_walk(Environment(autoescape=True).parse(source)))


def read_phrases(source: str) -> list[Saying]:
    """What stands in a template in words, where it is two words or more."""
    parsed = Environment(autoescape=True).parse(source)
    said = [(one.data, one.lineno) for one in parsed.find_all(nodes.TemplateData)]
    said += [(one.value, one.lineno) for one in parsed.find_all(nodes.Const)]
    phrases = ((TAG.sub("", text).strip(), line) for text, line in said if isinstance(text, str))
    return [Saying(text, line) for text, line in phrases if PHRASE.search(text)]


def _compare(room: Path, english: Path, other: Path) -> Iterator[Gap]:
    if not (room / other).is_file():
        yield Gap(other, 1, f"the file is missing; there is {english}")
        return
    try:
        wanted, said = (read_sayings((room / one).read_text("utf-8")) for one in (english, other))
    except TemplateSyntaxError as broken:
        yield Gap(other, broken.lineno, f"no template can be read: {broken.message}")
        return
    wanted = [Saying(_for(other, one.what), one.line) for one in wanted]
    yield from _missing(wanted, said, english, other)
    known = {one.what for one in wanted}
    for saying in said:
        if saying.what not in known:
            yield Gap(other, saying.line, f"{saying.what} is not in {english}")
    yield from _untranslated(room, english, other)


def _untranslated(room: Path, english: Path, other: Path) -> Iterator[Gap]:
    """Where a language still has the English words, two or more of them."""
    theirs, own = (read_phrases((room / one).read_text("utf-8")) for one in (english, other))
    known = {one.what for one in theirs}
    for phrase in own:
        if phrase.what in known:
            yield Gap(other, phrase.line, f'"{phrase.what}" is still English')


def _missing(wanted: list[Saying], said: list[Saying], english: Path, other: Path) -> Iterator[Gap]:
    """What is missing, each thing once, on the line of what stands before it in English."""
    lines = {one.what: one.line for one in reversed(said)}
    before, told = 1, set()
    for saying in wanted:
        if saying.what in lines:
            before = lines[saying.what]
        elif saying.what not in told:
            told.add(saying.what)
            yield Gap(other, before, f"{saying.what} is missing ({english}:{saying.line})")


def _for(other: Path, what: str) -> str:
    """What English says, with the other language's files in the place of its own."""
    return what.replace(f"/{FALLBACK}.", f"/{other.stem}.")


def _walk(node: nodes.Node) -> Iterator[Saying]:
    for child in node.iter_child_nodes():
        yield from (Saying(what, child.lineno) for what in _sayings_of(child))
        if isinstance(child, nodes.Assign):
            yield from _table(child)
        if not isinstance(child, nodes.Getattr):
            yield from _walk(child)


def _sayings_of(node: nodes.Node) -> Iterator[str]:
    match node:
        case nodes.Getattr() | nodes.Name(ctx="load"):
            yield _spell(node)
        case nodes.Call(node=nodes.Expr() as called, args=given):
            yield f"{_spell(called)}({', '.join(map(_spell, given))})"
        case nodes.Block(name=name):
            yield f"block {name}"
        case nodes.Macro(name=name, args=parameters):
            yield f"macro {name}({', '.join(one.name for one in parameters)})"
        case nodes.Extends() | nodes.Import() | nodes.FromImport():
            yield _constant(node.template)
        case nodes.Assign(target=nodes.Name(name=name)):
            yield f"set {name}"
        case nodes.Compare():
            yield from _cases(node)


def _cases(node: nodes.Compare) -> Iterator[str]:
    """The words that something is compared with; a number is a plural, the language's own."""
    sides = [node.expr, *(operand.expr for operand in node.ops)]
    asked = next((_spell(side) for side in sides if not isinstance(side, nodes.Const)), WORDS)
    for word in (side.value for side in sides if isinstance(side, nodes.Const)):
        if isinstance(word, str) and not word.isdigit():
            yield f'the case "{word}" of {asked}'


def _table(node: nodes.Assign) -> Iterator[Saying]:
    """The keys of a table of words, each on its own line."""
    if isinstance(node.node, nodes.Dict):
        for pair in node.node.items:
            yield Saying(f"{_spell(node.target)}[{_constant(pair.key)}]", pair.key.lineno)


def _constant(node: nodes.Node) -> str:
    return f'"{node.value}"' if isinstance(node, nodes.Const) else WORDS


def _spell(node: nodes.Node) -> str:
    """A name with its dots; other than names, words and calls, nothing is told apart."""
    match node:
        case nodes.Name(name=name):
            return str(name)
        case nodes.Getattr(node=owner, attr=attribute):
            return f"{_spell(owner)}.{attribute}"
    return WORDS


def main() -> int:
    """Print what is missing. The status for the shell: 1 if anything is."""
    gaps = find_gaps(MAIL)
    for gap in gaps:
        print(replace(gap, path=MAIL.relative_to(ROOT) / gap.path))
    return 1 if gaps else 0


if __name__ == "__main__":
    sys.exit(main())
