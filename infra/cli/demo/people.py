"""The people of the demo: invented names, institutions of the meeting's own participants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BY_WEBHOOK = 24
BY_STANDARD = BY_WEBHOOK - 2
"""The last two of those who come by webhook come by other form services."""

NAMES = (
    ("Amina Diallo", "amina.diallo"),
    ("Łukasz Brzozowski", "lukasz.brzozowski"),
    ("Mary O'Neill", "mary.o'neill"),
    ("Đorđe Vuković", "djordje.vukovic"),
    ("Zoë Lindqvist", "zoe.lindqvist"),
    ("Nguyễn Thị Hoa", "hoa.nguyen"),
    ("Ayşe Demirtaş", "ayse.demirtas"),
    ("Jean-Luc Fabre", "jl.fabre"),
    ("山本 ゆき", "yuki.yamamoto"),
    ("Olena Kovalchuk", "olena.kovalchuk"),
    ("Ignacio Peña Ríos", "ignacio.pena"),
    ("Ştefan Munteanu", "stefan.munteanu"),
    ("Kwame Asante", "kwame.asante"),
    ("Eleni Papadaki", "eleni.papadaki"),
    ("Björk Sigurðardóttir", "bjork.sigurdar"),
    ("Arben Krasniqi", "arben.krasniqi"),
    ("Priya Raghunathan", "priya+meetings"),
    ("Tomáš Dvořák", "tomas.dvorak"),
    ("Leïla Benkacem", "leila.benkacem"),
    ("Andris Ozoliņš", "andris.ozolins"),
    ("Fatima Zahra Idrissi", "fz.idrissi"),
    ("Hans-Jürgen Weiß", "hj.weiss"),
    ("Mariam Giorgadze", "mariam.giorgadze"),
    ("Péter Szűcs", "peter.szucs"),
    ("Chiara D'Angelo", "chiara.dangelo"),
)
SPEAKERS = (
    ("Saga Holm", "saga.holm@example.org"),
    ("Mihai Rusu", "mihai.rusu@example.net"),
    ("Noor Haddad", "noor.haddad@example.com"),
)
"""At the rehearsal: who has the only place, who waits, and who comes instead of the first."""
DOMAINS = ("example.org", "example.net", "example.com")
NOWHERE = ("Registry of Examples", "Example City Council")


@dataclass(frozen=True)
class Person:
    """Somebody who wants to come."""

    name: str
    email: str
    institution: str


def people_of(participants: Sequence[str]) -> tuple[Person, ...]:
    """Those who come by webhook, then one who comes by form, spread over the institutions."""
    bodies = [body[:200] for body in participants if body.strip()] or list(NOWHERE)
    return tuple(
        Person(name, f"{local}@{DOMAINS[at % len(DOMAINS)]}", bodies[at % len(bodies)])
        for at, (name, local) in enumerate(NAMES)
    )
