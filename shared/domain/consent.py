"""Consent: to which wording somebody said yes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping

from shared.domain.form import Field, FieldType

VERSION_LENGTH = 12


def consent_version(question: Field) -> str:
    """The version of a consent's wording, in every language that it is told in."""
    words = [sorted(question.label.items()), sorted(question.help.items())]
    told = json.dumps(words, ensure_ascii=False).encode(errors="replace")
    return hashlib.sha256(told).hexdigest()[:VERSION_LENGTH]


def consents_of(
    form: Iterable[Field],
    answers: Mapping[str, str],
    before: Mapping[str, str] | None = None,
    anew: Collection[str] = (),
) -> dict[str, str]:
    """For each consent that is given the version of the wording that was accepted.

    One given `before` keeps the version accepted then, unless it is given `anew`.
    """
    kept = {key: version for key, version in (before or {}).items() if key not in anew}
    return {
        one.key: kept.get(one.key) or consent_version(one)
        for one in form
        if one.type is FieldType.CONSENT and answers.get(one.key)
    }
