"""What a template of an organiser may be made of: text, words, `if`, and one kind of `for`.

A sandbox keeps a template from our objects, but not from `"x" * 10**9` or a loop of loops. So a
template is judged by what stands in it: whatever passes is filled in a time that follows its
length, never fails whatever the words hold, and its result has a limit known beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import NoReturn

from jinja2 import Environment, StrictUndefined, Template, TemplateSyntaxError, nodes

from shared.domain.errors import Invalid
from shared.domain.text import clean_line, has_control

DEEPEST = 12
"""Ifs and parentheses inside one another."""
MOST_BRANCHES = 30
MOST_LINES = 40
"""Lines of a list."""
LONGEST_LINE = 300
GROWTH = 3
"""Characters that one may become as a capital."""
_NESTED = re.compile(rf"(?:[(\[{{]\s*){{{DEEPEST + 1}}}")
"""Brackets around nothing but brackets: they leave no trace in what is read."""
BIGGEST = 1_000_000
LONGEST_COMPLAINT = 400
ALLOWED = "words, `if` and `for line in changes` are all that a text may hold"


class Sort(StrEnum):
    """What a word holds: a flag can only be asked for, lines only be gone through or joined."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    LINES = "lines"


@dataclass(frozen=True)
class Word:
    """A word that a template may use, and how many characters it holds at most."""

    sort: Sort = Sort.TEXT
    longest: int = 500


def _join(lines: Iterable[object], between: str = "") -> str:
    return str(between).join(str(line) for line in lines)


FILTERS: Mapping[str, Callable[..., str]] = {
    "default": lambda value, other: str(value) or str(other),
    "upper": lambda value: str(value).upper(),
    "lower": lambda value: str(value).lower(),
    "join": _join,
}
ARGUMENTS = {"default": 1, "upper": 0, "lower": 0, "join": 1}
USAGE = {
    "default": '`name | default("colleague")`',
    "upper": "`name | upper`",
    "lower": "`name | lower`",
    "join": '`changes | join("; ")`',
}
SPOKEN: Mapping[type[nodes.Node], str] = {
    nodes.Call: "a call",
    nodes.Getitem: "brackets after a word",
    nodes.Test: "`is`",
    nodes.Assign: "`set`",
    nodes.AssignBlock: "`set`",
    nodes.With: "`with`",
    nodes.Include: "`include`",
    nodes.Import: "`import`",
    nodes.FromImport: "`import`",
    nodes.Extends: "`extends`",
    nodes.Block: "`block`",
    nodes.Macro: "`macro`",
    nodes.CallBlock: "`call`",
    nodes.FilterBlock: "`filter` as a block",
    nodes.Scope: "`autoescape`",
    nodes.Concat: "`~`",
    nodes.List: "a list",
    nodes.Tuple: "a list",
    nodes.Dict: "a table",
    nodes.BinExpr: "arithmetic",
    nodes.UnaryExpr: "arithmetic",
    nodes.For: "a loop in a loop",
}


def compile_template(source: str) -> Template:
    """The template ready to be filled, after `judge_template` found nothing wrong with it."""
    return _environment().from_string(source)


def judge_template(source: str, words: Mapping[str, Word]) -> int:
    """How many characters the template comes to at most. Raises Invalid naming line and reason."""
    if _NESTED.search(source):
        raise _broken(1, "there are too many brackets in one another")
    try:
        parsed = _environment().parse(source)
        return _Judge(words).measure(parsed.body)
    except TemplateSyntaxError as wrong:
        raise _broken(wrong.lineno, wrong.message or "this cannot be read") from wrong
    except (RecursionError, ValueError) as beyond:
        raise _broken(
            1, "this is more than can be read: nested too deeply, or a number too long"
        ) from beyond


@cache
def _environment() -> Environment:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, cache_size=0
    )
    for known in (made.globals, made.tests, made.filters):
        known.clear()
    made.filters.update(FILTERS)
    return made


def _broken(line: int, why: str) -> Invalid:
    sentence = clean_line(f"Line {line}: {why}")[:LONGEST_COMPLAINT]
    return Invalid.at("", sentence + "." * (not sentence.endswith(".")))


def _refuse(node: nodes.Node, why: str) -> NoReturn:
    raise _broken(node.lineno or 1, why)  # what stands for a block may have no line


def _refuse_construct(node: nodes.Node) -> NoReturn:
    spoken = next((name for kind, name in SPOKEN.items() if isinstance(node, kind)), "this")
    _refuse(node, f"{spoken} cannot be used here; {ALLOWED}")


@dataclass(frozen=True)
class _Judge:
    """Walks a template; everything answers how many characters it comes to at most."""

    words: Mapping[str, Word]
    line: str | None = None
    depth: int = 0

    def measure(self, body: Sequence[nodes.Node]) -> int:
        """Statements one after the other."""
        return sum(self._statement(node) for node in body)

    def _statement(self, node: nodes.Node) -> int:
        match node:
            case nodes.Output():
                return sum(self._piece(piece) for piece in node.nodes)
            case nodes.If():
                return self._deeper(node)._choice(node)
            case nodes.For() if self.line is None:
                return self._deeper(node)._loop(node)
        _refuse_construct(node)

    def _deeper(self, node: nodes.Node) -> _Judge:
        if self.depth >= DEEPEST:
            _refuse(node, "this is nested too deeply")
        return replace(self, depth=self.depth + 1)

    def _choice(self, node: nodes.If) -> int:
        if len(node.elif_) > MOST_BRANCHES:
            _refuse(node, f"an `if` has at most {MOST_BRANCHES} branches")
        for one in (node, *node.elif_):
            self._asked(one.test)
        bodies = [node.body, *(one.body for one in node.elif_), node.else_]
        return max(self.measure(body) for body in bodies)

    def _loop(self, node: nodes.For) -> int:
        if self._sort(node.iter) is not Sort.LINES:
            _refuse(node, "a loop goes through lines alone, as in `for line in changes`")
        target = node.target.name if isinstance(node.target, nodes.Name) else ""
        if not target.isidentifier() or target == "loop" or target in self._taken():
            _refuse(node, "please call each line `line`, as in `for line in changes`")
        if node.test is not None or node.recursive:
            _refuse(node, "a loop goes through all lines")
        inside = replace(self, line=target).measure(node.body)
        return max(MOST_LINES * inside, self.measure(node.else_))

    def _taken(self) -> set[str]:
        return {name.partition(".")[0] for name in self.words}

    def _piece(self, node: nodes.Node) -> int:
        return len(node.data) if isinstance(node, nodes.TemplateData) else self._said(node)

    def _said(self, node: nodes.Node) -> int:
        """Something that is printed."""
        judge = self._deeper(node)
        match node:
            case nodes.Const():
                return _constant(node)
            case nodes.Name() | nodes.Getattr():
                return judge._printed(node)
            case nodes.Filter():
                return judge._filtered(node)
            case nodes.Or():
                return max(judge._said(node.left), judge._said(node.right))
            case nodes.CondExpr() if node.expr2 is not None:
                judge._asked(node.test)
                return max(judge._said(node.expr1), judge._said(node.expr2))
            case nodes.CondExpr():
                _refuse(node, "please say what stands there otherwise, with `else`")
            case nodes.And() | nodes.Not() | nodes.Compare():
                _refuse(node, "this is a yes or a no; please ask for it in an `if`")
        _refuse_construct(node)

    def _printed(self, node: nodes.Expr) -> int:
        if isinstance(node, nodes.Name) and node.name == self.line:
            return LONGEST_LINE
        sort, word = self._sort(node), self._word(node)
        if sort is Sort.FLAG:
            _refuse(node, f"`{_spell(node)}` is a yes or a no; please ask for it in an `if`")
        if sort is Sort.LINES:
            _refuse(node, f"`{_spell(node)}` are several lines; please use `for` or `join`")
        return word.longest if word else 0

    def _filtered(self, node: nodes.Filter) -> int:
        if node.name not in FILTERS:
            _refuse(node, f"there is no filter `{node.name}`; there are: {', '.join(FILTERS)}")
        wrong = node.kwargs or node.dyn_args or node.dyn_kwargs or node.node is None
        if wrong or len(node.args) != ARGUMENTS[node.name]:
            _refuse(node, f"please use it as in {USAGE[node.name]}")
        other = sum(_constant(one) for one in node.args)
        assert node.node is not None
        if node.name == "join":
            if self._sort(node.node) is not Sort.LINES:
                _refuse(node, "`join` is for several lines, such as `changes`")
            return MOST_LINES * (LONGEST_LINE + other)
        inside = self._said(node.node)
        return max(inside, other) if node.name == "default" else GROWTH * inside

    def _asked(self, node: nodes.Node) -> None:
        """Something that is asked for in an `if`."""
        judge = self._deeper(node)
        match node:
            case nodes.Name() | nodes.Getattr():
                judge._sort(node)
            case nodes.Not():
                judge._asked(node.node)
            case nodes.And() | nodes.Or():
                judge._asked(node.left)
                judge._asked(node.right)
            case nodes.Compare():
                judge._compared(node)
            case _:
                judge._said(node)

    def _compared(self, node: nodes.Compare) -> None:
        if any(one.op not in ("eq", "ne") for one in node.ops):
            _refuse(node, "only `==` and `!=` can be asked for")
        for one in (node.expr, *(operand.expr for operand in node.ops)):
            self._said(one)

    def _sort(self, node: nodes.Node) -> Sort:
        word = self._word(node)
        return word.sort if word else Sort.TEXT

    def _word(self, node: nodes.Node) -> Word | None:
        """The word; None for the line that a loop is at."""
        if not isinstance(node, nodes.Name | nodes.Getattr):
            _refuse_construct(node)
        name = _spell(node)
        if name == self.line:
            return None
        if name not in self.words:
            _refuse(node, f"`{name}` is not a word here; there are: {', '.join(self.words)}")
        return self.words[name]


def _spell(node: nodes.Node) -> str:
    """A word as it is typed. Raises Invalid for what is made otherwise."""
    if isinstance(node, nodes.Name) and node.ctx == "load":
        return node.name
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return f"{node.node.name}.{node.attr}"
    _refuse_construct(node.node if isinstance(node, nodes.Getattr) else node)


def _constant(node: nodes.Node) -> int:
    value = node.value if isinstance(node, nodes.Const) else None
    if isinstance(value, str) and not has_control(value):
        return len(value)
    if type(value) is int and value < BIGGEST:
        return len(str(value))
    _refuse(node, "only text in quotes, or a whole number, can stand here")
