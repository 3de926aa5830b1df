"""People and bodies that present a session, and the person to ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from shared.domain.place import Contact
from shared.outline.institutions import is_body, part_bodies
from shared.outline.lines import Line
from shared.outline.nouns import POST_MODIFIERS, POSTS, SESSION_FORMATS
from shared.outline.programme import PrintedSpeaker

_HONORIFIC = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Amb|Judge)\.?\s)+")
_NO_SURNAME = re.compile(r"^[IVXLC]+$|[^\w'\u2019-]|\d")
_WORDS = re.compile(r"[^\W\d_]+")
_PHONE = re.compile(
    r"(?:\b(?:tel|telephone|phone|mobile)\b[.:\s]{0,3}|(?=\+\d))(\+?\d[\d ()./-]{5,24}\d)",
    re.IGNORECASE,
)
_EMAIL_LABEL = re.compile(r"\be-?mail\s?:?\s?", re.IGNORECASE)


def presenters_in(text: str) -> tuple[str, tuple[PrintedSpeaker, ...]]:
    """A line under a session's title, parted into what happens and who presents it.

    `Panel discussion (Ministry of Trade)` names its presenter in brackets at the end. Brackets that
    may hold something else (a duration, a room, a language) stay in the text.
    """
    lead, inside = _cut_brackets(text)
    words = [word.casefold() for word in _WORDS.findall(lead)]
    if inside is None or not words or not set(words) <= SESSION_FORMATS:
        return text, ()
    person = _person(inside)
    speakers = (person,) if person else _bodies(inside)
    return (lead, speakers) if speakers else (text, ())


def read_contact(lines: Sequence[Line]) -> Contact | None:
    """The contact that a section on it names; None if it names neither person nor address."""
    texts = [line.text for line in lines if line.text and not line.text.endswith(":")]
    email = next((found for text in texts if (found := _email(text))), None)
    phone = next((match[1] for text in texts if (match := _PHONE.search(text))), None)
    spoken = (_without_addresses(text) for text in texts)
    parts = [part for text in spoken for part in text.split(", ") if part]
    name, post, organisation = _who(parts)
    if not any((name, organisation, email, phone)):
        return None
    return Contact(name, post, organisation, email, phone)


def _cut_brackets(text: str) -> tuple[str, str | None]:
    """The text before its last brackets and what is in them; None if it does not end in any."""
    closed = text.rstrip(" .")
    depth = 0
    for position in range(len(closed) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(closed[position], 0)
        if depth == 0:
            inside = closed[position + 1 : -1].strip()
            return (closed[:position].strip(), inside) if inside else (text, None)
    return text, None


def _person(text: str) -> PrintedSpeaker | None:
    """One person, known by a title or a surname in capitals, and perhaps where from."""
    titled = _HONORIFIC.match(text)
    name, _, affiliation = text.partition(", ")
    bare = name[titled.end() :] if titled else name
    known = titled or _capital_surname(bare.split(), shortest=4) == len(bare.split())
    several = " and " in name or _HONORIFIC.search(text, titled.end() if titled else 0)
    if not bare or not known or several or (affiliation and not is_body(affiliation)):
        return None
    return PrintedSpeaker(bare, affiliation or None)


def _bodies(text: str) -> tuple[PrintedSpeaker, ...]:
    """The bodies of a list; nobody if one of its parts may be something else."""
    names = part_bodies(text)
    if _HONORIFIC.search(text) or not all(is_body(name) for name in names):
        return ()
    return tuple(PrintedSpeaker(name, organisation=True) for name in names)


def _capital_surname(words: Sequence[str], *, shortest: int) -> int:
    """How many words a name like `Ana Maria LEHTO` takes at the beginning; 0 if there is none.

    A surname of fewer letters than `shortest` may be an acronym.
    """
    given = next((n for n, word in enumerate(words) if len(word) > 1 and word.isupper()), 0)
    surnames = list(takewhile(_is_surname, words[given:]))
    first_names = [word for word in words[:given] if word[0].isupper() and word[-1].isalpha()]
    if not 1 <= given <= 3 or len(first_names) < given or not surnames:
        return 0
    spoken = {word.casefold() for word in words[:given]}
    if len(surnames[0]) < shortest or spoken & POSTS or is_body(" ".join(first_names)):
        return 0
    return given + len(surnames)


def _is_surname(word: str) -> bool:
    return word.isupper() and not _NO_SURNAME.search(word)


def _email(text: str) -> str | None:
    for word in text.split():
        address = word.rpartition(":")[2].strip("<>()[],;.")
        local, _, domain = address.rpartition("@")
        if local and "." in domain and len(address) <= 254:
            return address
    return None


def _without_addresses(text: str) -> str:
    words = [word for word in text.split() if "@" not in word and "://" not in word]
    return _EMAIL_LABEL.sub("", _PHONE.sub("", " ".join(words))).strip(" ,;|")


def _who(parts: Sequence[str]) -> tuple[str | None, str | None, str | None]:
    """Name, post and organisation of a person printed on one line, or in parts."""
    if not parts:
        return None, None, None
    words = _HONORIFIC.sub("", parts[0]).split()
    taken = _capital_surname(words, shortest=2) or _name_before_post(words, single=len(parts) == 1)
    name = " ".join(words[:taken]) or None
    rest = [" ".join(words[taken:]), *parts[1:]]
    posts = [part for part in rest if _post_end(part.split())]
    if not posts:
        return name, None, ", ".join(part for part in rest if part) or None
    post = posts[0].split()
    end = _post_end(post) if len(parts) == 1 else len(post)
    left = [" ".join(post[end:]) if part is posts[0] else part for part in rest]
    return name, " ".join(post[:end]), ", ".join(part for part in left if part) or None


def _name_before_post(words: Sequence[str], *, single: bool) -> int:
    """How many words stand before the post; without a post, a part of its own may be a name."""
    end = _post_end(words)
    if end == 0:
        name = not single and 2 <= len(words) <= 4 and not is_body(" ".join(words))
        return len(words) if name and all(word[0].isupper() for word in words) else 0
    start = end - 1
    while start > 0 and words[start - 1].casefold() in POST_MODIFIERS:
        start -= 1
    return start if start <= 4 else 0


def _post_end(words: Sequence[str]) -> int:
    """How many words the text takes up to its post; 0 if it has none."""
    return next((n for n, word in enumerate(words, 1) if word.casefold() in POSTS), 0)
