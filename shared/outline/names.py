"""People's names: what may be one, what surely is one, and what is printed around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shared.outline.folding import fold
from shared.outline.vocabulary import vocabulary
from shared.outline.zones import country_code

_TOKEN = re.compile(r"\S+")
_BRACKETS_END = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]][\s.,;*]*$")
_LETTERS = re.compile(r"[^\W\d_]+(?:['\u2019.\u05f3-]{1,2}[^\W\d_]+)*\.?$")
_INITIAL = re.compile(r"(?:[^\W\d_]\.?-?){1,3}$")
_CASELESS = re.compile(r"[\u0590-\u05ff\u0600-\u06ff]")
_SURNAME = re.compile(
    r".{2,}(?:ovic|evic|ic|ski|ska|sky|skyj|cki|cka|ova|enko|escu|oglu|opoulos|opoulou|idis|adis"
    r"|yan|dze|shvili|sson|dottir|sen|uk|czyk|wicz|ович|евич|ић|ский|ская|ськии|ская|скии|ськи"
    r"|ська|енко|ук|юк|ова|ева|ов|ев|ин|ина|πουλοσ|πουλου|ιδησ|ιδου|ακησ|ακη|auer|meier|mann"
    r"|ini|elli|etti)$"
)
_ABSTRACT = re.compile(
    r".{3,}(?:tion|tions|ment|ments|ity|ities|ness|ance|ence|ism|logy|ship|ics|ure|ures|ung|ungen"
    r"|heit|keit|schaft|cion|ciones|dad|zione|zioni|acao|coes|anje|stvo|nost|ning|ing|ство|ение"
    r"|ание|ость|ення|ация|ція|иja|ual|ive|able|ical|ous|ary|ique|iques|ismo|logia|logie|ия|ция"
    r"|ση|σεισ|λογια|ligi|lik|luk|lari|leri|ning|skap)$"
)
_DURATION = re.compile(
    r"\d{1,3}\s?(?:['\u2032\u2019\"]|m|min|mins|minut\w{0,4}|dk|perc|h|мин|хв|λεπτα|דק)"
)
_SETTLEMENT = re.compile(r"\W*[\u0433\u0441\u043c]\.\s?[\u0400-\u042f]")  # a town: `g. Tver`
_TAKEN = {"programme", "post", "body", "workplace", "bodypart", "format", "nobody"}
_LONGEST = 7  # words of a name


@dataclass(frozen=True)
class Name:
    """A name without what stands around it; `sure` that it can be nothing else."""

    text: str
    sure: bool


def strip_honorifics(text: str) -> str:
    """A name without `Dr`, `Prof.`, `H.E.`, `PhD`, `(tbc)` and the like in any language."""
    return _bare(text)[0]


def is_name(text: str) -> bool:
    """Whether a text may be a person's name: words with capitals, none of a programme's words."""
    return read_name(text) is not None


def read_name(text: str, *, certain: bool = False) -> Name | None:
    """The name that fills a text; `certain`: somebody said that a person stands here."""
    bare, titled = _bare(text)
    words = bare.split()
    if not words or len(words) > _LONGEST or country_code(bare) is not None:
        return None
    if vocabulary("people").has(bare, "nobody") or not all(map(_is_of_name, words)):
        return None
    main = [word for word in words if not _is_particle(word)]
    if not main or not _may_be_first(words[0]):
        return None
    if not titled and any(_is_taken(word) for word in _open_words(main)):
        return None
    if titled and len(words) == 1 and (_is_taken(words[0]) or _SETTLEMENT.match(text)):
        return None
    sure = _is_sure(main, titled=titled)
    return Name(bare, sure or titled) if _is_enough(main, titled, certain) else None


def _open_words(main: list[str]) -> list[str]:
    """The words that may be nouns: not a surname that is one too, right after a given name."""
    if len(main) < 2 or not is_given(main[0]):
        return main
    return main[:-1] if main[-1].isupper() or _is_surname(main[-1], pair=len(main) == 2) else main


def _is_surname(word: str, *, pair: bool) -> bool:
    people = vocabulary("people")
    firm = people.firm(word)
    return (pair and "surname" in firm) or not firm & _TAKEN


def _is_enough(main: list[str], titled: bool, certain: bool) -> bool:
    if titled or certain:
        return len(main[-1].rstrip(".")) > 1 or titled
    whole = sum(len(word.strip(".")) > 1 for word in main)
    return len(main) > 1 and whole > 0


def is_given(word: str) -> bool:
    """Whether a word is a common given name."""
    people = vocabulary("people")
    return people.has(word, "given") or any(
        people.has(part, "given") for part in word.split("-") if "-" in word and len(part) > 2
    )


def is_noun_like(text: str) -> bool:
    """Whether a word of a text is a programme's, a body's or a post's, or ends as nouns do."""
    return any(_is_taken(word) or _ABSTRACT.match(fold(word)) for word in text.split())


def _is_sure(main: list[str], *, titled: bool) -> bool:
    if titled:
        return True
    if len(main) < 2:
        return False
    if any(is_given(word) for word in main[:-1]):
        return True
    capitals = [len(w) > 3 and w.isupper() and not w.endswith(".") for w in main]
    mixed = not all(word.isupper() for word in main)
    noun = any(_ABSTRACT.match(fold(word)) for word in main if not word.isupper())
    if mixed and not noun and (capitals[-1] or capitals[0]) and not _CASELESS.search(main[0]):
        return True
    return not noun and bool(_SURNAME.match(fold(main[-1]))) and main[-1][:1].isupper()


def _is_of_name(word: str) -> bool:
    plain = word.strip(",")
    if _is_particle(plain) or (_INITIAL.match(plain) and plain[:1].isupper()):
        return True
    if not _LETTERS.match(plain):
        return False
    return plain[:1].isupper() or bool(_CASELESS.match(plain)) or plain[1:2] in "'\u2019"


def _may_be_first(word: str) -> bool:
    return word[:1].isupper() or bool(_CASELESS.match(word)) or fold(word) in {"van", "von", "de"}


def _is_particle(word: str) -> bool:
    return word[:1].islower() and vocabulary("people").has(word.rstrip("."), "particle")


def _is_taken(word: str) -> bool:
    """Whether a word has another meaning and is no given name."""
    classes = vocabulary("people").classes(word)
    if len(word.strip(".")) == 1 or "given" in classes:
        return False
    return bool(classes & _TAKEN)


def _bare(text: str) -> tuple[str, bool]:
    """The text without titles and marks around it, and whether it had a title."""
    text = _without_marks(text.strip(" \t,;:*_\u2022\u00b7"))
    whole = _without_office(text)
    office, (text, before) = whole != text, _drop_front(whole)
    text, before = _drop_back(text), before or office
    if text.endswith(".") and len(text.rsplit(maxsplit=1)[-1]) > 3:
        text = text[:-1]
    return text.strip(" ,;"), before


def _without_marks(text: str) -> str:
    while (found := _BRACKETS_END.search(text)) and is_mark(found[1]):
        text = text[: found.start()].rstrip()
    return text.rstrip("* ")


def is_mark(text: str) -> bool:
    """Whether a text in brackets is `tbc`, `by videoconference`, `15 min` and the like."""
    return vocabulary("people").has(text, "tbc") or bool(_DURATION.match(fold(text)))


def _without_office(text: str) -> str:
    """`Mayor Ana Roe` without the office; it stays where no whole name follows."""
    office, _, rest = text.partition(" ")
    if not vocabulary("people").has(office, "office") or len(rest.split()) < 2:
        return text
    words = rest.split()
    named = all(map(_is_of_name, words)) and words[0][:1].isupper()
    return rest if named and not any(map(_is_taken, _open_words(words))) else text


def _drop_front(text: str) -> tuple[str, bool]:
    """Titles before a name; they may be glued to it (`Dr.Roe`) or to one another."""
    titled = False
    for _ in range(8):
        end = _front_title(text)
        if not end or not text[end:].strip(" .,"):
            return text, titled
        text, titled = text[end:].lstrip(" .,"), True
    return text, titled


def _front_title(text: str) -> int:
    people = vocabulary("people")
    tokens = list(_TOKEN.finditer(text[:60]))[:4]
    for taken in range(min(3, len(tokens)), 0, -1):
        printed = text[: tokens[taken - 1].end()]
        if people.has(printed.rstrip(","), "honorific") and _is_printed_title(printed):
            return tokens[taken - 1].end()
    glued = re.match(r"[^\W\d_]{1,5}\.(?=[^\W\d_]{2})", text)
    return glued.end() if glued and people.has(glued.group()[:-1], "honorific") else 0


def _is_printed_title(printed: str) -> bool:
    """A single letter or a short word is a title only with its dot: `M. Roe`, not `M Roe`."""
    plain = printed.rstrip(",")
    if _CASELESS.match(plain):
        return len(plain) > 1
    if not plain.endswith(".") and vocabulary("people").has(plain, "dotted"):
        return False
    short = len(plain.strip(".")) == 1
    if not short and plain[:1].isupper() is False:
        return (
            plain[-1:] == "."
            or "-" in plain
            or len(plain) > 3
            or fold(plain) in {"pan", "mr", "dr"}
        )
    return plain.endswith(".") or not short


def _drop_back(text: str) -> str:
    people = vocabulary("people")
    for _ in range(4):
        head, _, last = text.rpartition(" ")
        if not head or not people.has(last.strip("().,"), "postnominal"):
            return text
        if len(last.strip("().,")) < 2 or last.islower():
            return text
        text = head.rstrip(" ,")
    return text
