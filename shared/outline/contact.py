"""The person or desk to ask, out of a section on it or a labelled line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from shared.domain.place import Contact
from shared.outline.institutions import is_body
from shared.outline.names import strip_honorifics
from shared.outline.nouns import POST_MODIFIERS, POSTS
from shared.outline.rows import Row
from shared.outline.vocabulary import vocabulary

_NO_SURNAME = re.compile(r"^[IVXLC]+$|[^\w'\u2019-]|\d")
_PHONE = re.compile(
    r"(?:\b(?:tel|telephone|t\u00e9l|t\u00e9l\u00e9phone|tel\u00e9fono|telefone|telefon|telefono"
    r"|telefoon|phone|mobile|mob|m\u00f3vil|handy|cell|gsm|fon|\u0442\u0435\u043b|\u0442\u0435"
    r"\u043b\u0435\u0444\u043e\u043d|\u03c4\u03b7\u03bb|\u05d8\u05dc|\u0647\u0627\u062a"
    r"\u0641)\b[.:\s]{0,3}|(?=\+\d))(\+?[\d(][\d ()./-]{4,24}\d)",
    re.IGNORECASE,
)
_EMAIL_LABEL = re.compile(
    r"\b(?:e-?mail|courriel|correo|m\u00e9l|mail|e-?posta|e-?po\u0161ta|\u044d\u043b\. ?"
    r"\u043f\u043e\u0447\u0442\u0430)\s?:?\s?",
    re.IGNORECASE,
)


def read_contact(lines: Sequence[Row]) -> Contact | None:
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
    if len(surnames[0]) < shortest or any(map(_is_post, spoken)) or is_body(" ".join(first_names)):
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
    words = strip_honorifics(parts[0]).split()
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
    return next((n for n, word in enumerate(words, 1) if _is_post(word)), 0)


def _is_post(word: str) -> bool:
    return word.casefold() in POSTS or vocabulary("people").has(word, "post")
