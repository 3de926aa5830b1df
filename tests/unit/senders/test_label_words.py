"""What forms call the fields that everybody asks for."""

from __future__ import annotations

import pytest

from shared.senders.label_words import WORDS, meaning_of


@pytest.mark.parametrize("language", sorted(WORDS))
def test_every_language_has_every_word_and_no_word_means_two_things(language: str) -> None:
    keys = {"name", "given_name", "family_name", "email", "institution", "phone", "post"}
    assert set(WORDS[language]) == keys
    told = {
        phrase: meaning_of(phrase, {language})
        for key, phrases in WORDS[language].items()
        for phrase in phrases
    }
    assert told == {phrase: key for key, ps in WORDS[language].items() for phrase in ps}


@pytest.mark.parametrize(
    ("label", "locale", "key"),
    [
        ("What's your full name?", "en", "name"),
        ("Please enter your E-MAIL address: *", "en", "email"),
        ("fullName", "en", "name"),
        ("your-email", "en", "email"),
        ("phone2", "en", "phone"),
        ("Name (as on your badge)", "en", "name"),
        ("Institution (name)", "en", "institution"),
        ("E-Mail-Adresse", "de-AT", "email"),
        ("Ihre Telefonnummer", "de", "phone"),
        ("Quelle est votre adresse e-mail ?", "fr", "email"),
        ("Prenom", "fr", "given_name"),
        ("¿Cuál es tu correo electrónico?", "es", "email"),
        ("Vaša e-pošta", "sr-Latn-RS", "email"),
        ("Ime i prezime", "sr", "name"),
        ("Telemóvel", "pt", "phone"),
        ("Cognome", "it", "family_name"),
        ("ADI SOYADI", "tr", "name"),
        ("Adı Soyadı", "tr", "name"),
        ("Ваша фамилия", "ru", "family_name"),
    ],
)
def test_a_label_is_understood_in_its_language(label: str, locale: str, key: str) -> None:
    assert meaning_of(label, {locale}) == key


@pytest.mark.parametrize(
    "label",
    ["", "?", "Name of your dog", "Name / Institution", "Emergency contact", "Vorname", "your"],
)
def test_a_label_that_no_word_tells_means_nothing(label: str) -> None:
    assert meaning_of(label, {"en"}) is None


def test_a_label_in_two_languages_is_read_in_both() -> None:
    assert meaning_of("Nachname / Last name", {"de", "en"}) == "family_name"
    assert meaning_of("Nachname / Last name", {"en"}) == "family_name"


def test_an_unknown_language_has_no_words() -> None:
    assert meaning_of("Name", {"tlh"}) is None
