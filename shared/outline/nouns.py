"""The English words that bodies and posts are known by."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Bodies that stand for themselves, and parts that may be named together with their house.
WHOLE_BODIES = _words(
    """academy administration agency alliance assembly association associations authority bank
    cabinet chamber city college commission committee company consortium cooperative corporation
    council court embassy federation foundation fund government gmbh hospital inc inspectorate
    institute institution league ltd ministry municipality museum observatory operator operators
    organisation organization parliament police prosecution provider providers registry school
    secretariat society union university utilities utility works"""
)
PARTS_OF_BODIES = _words(
    """board branch bureau center centre department desk directorate division faculty laboratory
    network office section service services team unit"""
)

POSTS = _words(
    """administrator adviser advisor analyst assistant consultant coordinator director engineer
    expert head lecturer manager officer organiser president professor secretary specialist"""
)
POST_MODIFIERS = _words(
    """administrative assistant associate chief communication deputy event executive general
    managing meeting office policy principal programme project research senior technical"""
)
