"""The letters of a PDF page and where they stand (ISO 32000-1, 9.4: text objects)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pypdf import PageObject
from pypdf.generic import ContentStream, DictionaryObject, StreamObject
from pypdf.generic._font import Font

from shared.outline.errors import OutlineUnreadable
from shared.outline.files.limits import PAGE_BYTES, PAGE_LETTERS, PAGE_OPERATIONS

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_FORMS_DEEP = 5
_TO_OPEN = 100
"""What opening a stream costs, in operations: a form that calls itself opens very many."""
_TOO_LARGE = "The PDF file is too large: its pages hold too much text or drawing."
_LARGEST = 1e6


@dataclass(frozen=True)
class Glyph:
    """What one code of a font shows: from `x0` to `x1` on the base line `y`; `size` in points.

    `turn` is how the text runs: 0 to the right, 1 up, 2 to the left, 3 down.
    """

    x0: float
    x1: float
    y: float
    size: float
    text: str
    turn: int = 0


@dataclass(frozen=True)
class _State:
    """The part of the graphics state that `q` saves."""

    ctm: Matrix = _IDENTITY
    font: Font | None = None
    size: float = 0.0
    letter_gap: float = 0.0
    word_gap: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


class GlyphReader:
    """Reads pages, letter by letter. Raises OutlineUnreadable beyond the limits of a whole file."""

    def __init__(self) -> None:
        self._letters_left = PAGE_LETTERS
        self._bytes_left = PAGE_BYTES
        self._operations_left = PAGE_OPERATIONS
        self._fonts: dict[int, Font] = {}

    def read(self, page: PageObject) -> list[Glyph]:
        """The letters of a page in the order of its content."""
        found: list[Glyph] = []
        contents = page.get_contents()
        if contents is not None:
            self.run(contents, _Run(self, _dictionary(page.get("/Resources")), found))
        return found

    def run(self, stream: ContentStream, run: _Run) -> None:
        """Do what a stream of content says."""
        self._bytes_left -= len(stream.get_data())
        _refuse_below_zero(self._bytes_left)
        operations = stream.operations
        self._operations_left -= len(operations) + _TO_OPEN
        _refuse_below_zero(self._operations_left)
        for operands, operator in operations:
            run.do(operator, operands)

    def font(self, found: DictionaryObject) -> Font:
        """A font, read once."""
        if id(found) not in self._fonts:
            self._fonts[id(found)] = Font.from_font_resource(found)
        return self._fonts[id(found)]

    def count_letter(self) -> None:
        """One letter more is shown."""
        self._letters_left -= 1
        _refuse_below_zero(self._letters_left)


class _Run:
    """One stream that is being read: its resources, its state, and where the text goes on."""

    def __init__(
        self,
        reader: GlyphReader,
        held: Mapping[str, Any],
        into: list[Glyph],
        state: _State | None = None,
        deep: int = 0,
    ) -> None:
        self._reader, self._held, self._into, self._deep = reader, held, into, deep
        self._state = state or _State()
        self._saved: list[_State] = []
        self._text = self._line = _IDENTITY

    def do(self, operator: bytes, operands: Any) -> None:
        """One operation; what does not concern text is passed over."""
        numbers = _numbers(operands)
        if operator in _SETTINGS and numbers:
            self._state = _SETTINGS[operator](self._state, numbers[-1])
        elif operator in _MATRICES:
            self._place(operator, numbers)
        elif operator in _MOVES:
            self._move(operator, numbers)
        elif operator in _SHOWS:
            self._show_line(operator, operands, numbers)
        elif operator in (b"q", b"Q"):
            self._save(operator)
        elif operator == b"Tf" and operands:
            size = numbers[-1] if numbers else 0.0
            self._state = replace(self._state, font=self._font(operands[0]), size=size)
        elif operator == b"Do" and operands and self._deep < _FORMS_DEEP:
            self._form(operands[0])

    def _save(self, operator: bytes) -> None:
        if operator == b"q":
            self._saved.append(self._state)
        elif self._saved:
            self._state = self._saved.pop()

    def _place(self, operator: bytes, numbers: list[float]) -> None:
        if operator == b"BT":
            self._text = self._line = _IDENTITY
        elif len(numbers) >= 6 and operator == b"Tm":
            self._text = self._line = _matrix(numbers)
        elif len(numbers) >= 6:
            self._state = replace(self._state, ctm=multiply(_matrix(numbers), self._state.ctm))

    def _move(self, operator: bytes, numbers: list[float]) -> None:
        right, up = 0.0, -self._state.leading
        if operator != b"T*":
            right, up = numbers[-2:] if len(numbers) >= 2 else (0.0, 0.0)
        if operator == b"TD":
            self._state = replace(self._state, leading=-up)
        self._text = self._line = multiply((1, 0, 0, 1, right, up), self._line)

    def _show_line(self, operator: bytes, operands: Any, numbers: list[float]) -> None:
        if operator == b'"' and len(numbers) >= 2:
            self._state = replace(self._state, word_gap=numbers[0], letter_gap=numbers[1])
        if operator in (b"'", b'"'):
            self._move(b"T*", [])
        pieces = operands[-1] if operands and isinstance(operands[-1], list) else operands[-1:]
        for piece in pieces:
            if isinstance(piece, (str, bytes)):
                self._show(piece)
            elif isinstance(piece, (int, float)):
                back = float(piece) / 1000 * self._state.size * self._state.stretch
                self._text = multiply((1, 0, 0, 1, -back, 0), self._text)

    def _show(self, piece: str | bytes) -> None:
        state, font = self._state, self._state.font
        if font is None:
            return
        for code, shown in _decoded(piece, font):
            self._reader.count_letter()
            blank = code in (" ", font.space_char)
            wide = font.space_width if blank else font.get_text_width(code)
            width = wide / 1000 * state.size + state.letter_gap
            width = (width + (state.word_gap if blank else 0)) * state.stretch
            after = multiply((1, 0, 0, 1, width, 0), self._text)
            here, there = multiply(self._text, state.ctm), multiply(after, state.ctm)
            self._into.append(_glyph(shown, here, there, state))
            self._text = after

    def _form(self, name: Any) -> None:
        """A form is a stream of its own, drawn where it is called."""
        found = _dictionary(self._held.get("/XObject")).get(name)
        form = found.get_object() if found is not None else None
        if not isinstance(form, StreamObject) or form.get("/Subtype") != "/Form":
            return
        numbers = _numbers(form.get("/Matrix"))
        state = self._state
        if len(numbers) == 6:
            state = replace(state, ctm=multiply(_matrix(numbers), state.ctm))
        held = _dictionary(form.get("/Resources", self._held))
        run = _Run(self._reader, held, self._into, state, self._deep + 1)
        self._reader.run(ContentStream(form, None), run)

    def _font(self, name: Any) -> Font | None:
        found = _dictionary(self._held.get("/Font")).get(name)
        resource = found.get_object() if found is not None else None
        return self._reader.font(resource) if isinstance(resource, DictionaryObject) else None


_MATRICES = (b"BT", b"Tm", b"cm")
_MOVES = (b"Td", b"TD", b"T*")
_SHOWS = (b"Tj", b"TJ", b"'", b'"')
_SETTINGS: Mapping[bytes, Callable[[_State, float], _State]] = {
    b"Tc": lambda state, number: replace(state, letter_gap=number),
    b"Tw": lambda state, number: replace(state, word_gap=number),
    b"TL": lambda state, number: replace(state, leading=number),
    b"Ts": lambda state, number: replace(state, rise=number),
    b"Tz": lambda state, number: replace(state, stretch=number / 100),
}


def _refuse_below_zero(left: int) -> None:
    if left < 0:
        raise OutlineUnreadable(_TOO_LARGE)


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """One transformation after another."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _glyph(text: str, here: Matrix, after: Matrix, state: _State) -> Glyph:
    a, b, c, d, x, y = here
    size = abs(state.size) * max(abs(d), abs(c))
    if abs(a) >= abs(b):
        turn = 0 if a >= 0 else 2
        x0, x1, base = x, after[4], y + state.rise * d
    else:
        turn = 1 if b >= 0 else 3
        x0, x1, base = y, after[5], -(x + state.rise * c)
    if turn in (2, 3):
        x0, x1, base = -x0, -x1, -base
    return Glyph(min(x0, x1), max(x0, x1), base, size, text, turn)


def _decoded(piece: str | bytes, font: Font) -> Iterator[tuple[str, str]]:
    """The codes of a string, each with what it shows."""
    raw = piece if isinstance(piece, bytes) else getattr(piece, "original_bytes", b"")
    if isinstance(font.encoding, str):
        codes = raw.decode(font.encoding, "replace")
        for code in codes:
            yield code, font.character_map.get(code, code)
    else:
        for byte in raw:
            shown = font.encoding.get(byte, chr(byte))
            other = font.character_map.get(chr(byte), shown)
            yield chr(byte), font.character_map.get(shown, other)


def _numbers(operands: Any) -> list[float]:
    if not isinstance(operands, list):
        return []
    found = [float(one) for one in operands if isinstance(one, (int, float))]
    return [max(-_LARGEST, min(one, _LARGEST)) for one in found]


def _matrix(numbers: list[float]) -> Matrix:
    a, b, c, d, e, f = numbers[-6:]
    return (a, b, c, d, e, f)


def _dictionary(found: Any) -> Mapping[str, Any]:
    found = found.get_object() if hasattr(found, "get_object") else found
    return found if isinstance(found, DictionaryObject) else {}
