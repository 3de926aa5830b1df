"""What forms call the fields that everybody asks for, by language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import cache

ENGLISH = "en"
WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "name": ("name", "full name", "first and last name", "name and surname", "participant name",
                 "attendee name", "participant", "attendee"),
        "given_name": ("first name", "given name", "forename", "firstname", "fname"),
        "family_name": ("last name", "family name", "surname", "lastname", "lname"),
        "email": ("email", "e-mail", "mail", "email address", "e-mail address", "work email",
                  "business email", "contact email", "respondent email", "email id"),
        "institution": ("institution", "organisation", "organization", "company", "affiliation",
                        "employer", "university", "institute", "company name",
                        "organisation name", "organization name", "institution name",
                        "name of institution", "name of organisation", "name of organization"),
        "phone": ("phone", "telephone", "mobile", "phone number", "telephone number",
                  "mobile phone", "mobile number", "contact number", "tel", "cell phone"),
        "post": ("position", "job title", "post", "role", "function", "job", "occupation"),
    },
    "fr": {
        "name": ("nom", "nom complet", "nom et prénom", "prénom et nom"),
        "given_name": ("prénom", "prénoms"),
        "family_name": ("nom de famille",),
        "email": ("e-mail", "mail", "courriel", "adresse e-mail", "adresse mail",
                  "adresse électronique", "adresse courriel", "adresse de courriel"),
        "institution": ("institution", "organisation", "organisme", "établissement", "société",
                        "entreprise", "structure", "affiliation", "université"),
        "phone": ("téléphone", "tél", "numéro de téléphone", "portable", "mobile"),
        "post": ("poste", "fonction", "intitulé du poste", "profession"),
    },
    "es": {
        "name": ("nombre completo", "nombre y apellido", "nombre y apellidos",
                 "apellidos y nombre"),
        "given_name": ("nombre", "nombres"),
        "family_name": ("apellido", "apellidos"),
        "email": ("correo", "correo electrónico", "e-mail", "dirección de correo",
                  "dirección de correo electrónico"),
        "institution": ("institución", "organización", "empresa", "entidad", "universidad",
                        "afiliación"),
        "phone": ("teléfono", "número de teléfono", "móvil", "celular"),
        "post": ("cargo", "puesto", "función", "profesión"),
    },
    "de": {
        "name": ("name", "vollständiger name", "vor- und nachname", "vorname und nachname",
                 "vorname nachname", "vorname name"),
        "given_name": ("vorname", "vornamen", "rufname"),
        "family_name": ("nachname", "familienname", "zuname"),
        "email": ("e-mail", "mail", "e-mail-adresse", "mailadresse", "email-adresse"),
        "institution": ("institution", "organisation", "einrichtung", "firma", "unternehmen",
                        "hochschule", "universität", "arbeitgeber"),
        "phone": ("telefon", "telefonnummer", "tel", "handy", "handynummer", "mobil",
                  "mobilnummer", "rufnummer"),
        "post": ("position", "funktion", "stelle", "berufsbezeichnung", "beruf"),
    },
    "sr-Latn": {
        "name": ("ime i prezime", "puno ime", "prezime i ime"),
        "given_name": ("ime",),
        "family_name": ("prezime",),
        "email": ("e-pošta", "imejl", "mejl", "e-mail", "imejl adresa", "mejl adresa",
                  "e-mail adresa", "email adresa", "adresa e-pošte"),
        "institution": ("institucija", "ustanova", "organizacija", "firma", "kompanija",
                        "preduzeće", "fakultet", "univerzitet"),
        "phone": ("telefon", "broj telefona", "mobilni", "mobilni telefon", "kontakt telefon"),
        "post": ("funkcija", "pozicija", "radno mesto", "zvanje", "zanimanje"),
    },
    "pt": {
        "name": ("nome", "nome completo", "nome e sobrenome", "nome e apelido"),
        "given_name": ("primeiro nome", "nome próprio"),
        "family_name": ("sobrenome", "apelido", "último nome"),
        "email": ("e-mail", "correio eletrónico", "correio eletrônico", "endereço de e-mail"),
        "institution": ("instituição", "organização", "empresa", "entidade", "universidade",
                        "afiliação"),
        "phone": ("telefone", "telemóvel", "celular", "número de telefone"),
        "post": ("cargo", "função", "posto", "profissão"),
    },
    "it": {
        "name": ("nome completo", "nome e cognome", "cognome e nome", "nominativo"),
        "given_name": ("nome",),
        "family_name": ("cognome",),
        "email": ("e-mail", "mail", "indirizzo e-mail", "indirizzo mail", "posta elettronica",
                  "indirizzo di posta elettronica"),
        "institution": ("istituzione", "istituto", "organizzazione", "ente", "azienda", "società",
                        "università", "affiliazione"),
        "phone": ("telefono", "numero di telefono", "cellulare", "recapito telefonico"),
        "post": ("ruolo", "posizione", "funzione", "carica", "qualifica", "professione"),
    },
    "tr": {
        "name": ("ad soyad", "adi soyadi", "isim soyisim", "ad ve soyad", "tam ad"),
        "given_name": ("ad", "adi", "isim"),
        "family_name": ("soyad", "soyadi", "soyisim"),
        "email": ("e-posta", "e-posta adresi", "e-mail", "mail", "mail adresi", "eposta"),
        "institution": ("kurum", "kuruluş", "şirket", "firma", "üniversite", "kurum adi",
                        "şirket adi"),
        "phone": ("telefon", "telefon numarasi", "cep telefonu", "cep"),
        "post": ("görev", "görevi", "unvan", "pozisyon", "meslek"),
    },
    "ru": {
        "name": ("фио", "имя и фамилия", "фамилия и имя", "фамилия имя отчество", "полное имя"),
        "given_name": ("имя",),
        "family_name": ("фамилия",),
        "email": ("e-mail", "почта", "электронная почта", "эл. почта",
                  "адрес электронной почты", "имейл"),
        "institution": ("организация", "учреждение", "компания", "институт", "университет",
                        "место работы"),
        "phone": ("телефон", "номер телефона", "мобильный телефон", "контактный телефон"),
        "post": ("должность", "позиция", "профессия"),
    },
}  # fmt: skip
"""Phrases by form key; languages as their primary tags, but for `sr-Latn`."""
POLITE = frozenset(
    re.findall(
        r"\w+",
        "what whats is s are your my the please enter provide give us tell write "
        "quel quelle est votre vos veuillez indiquer saisir le la les l "
        "cual es su tu tus escribe indique "
        "wie lautet ihr ihre dein deine bitte geben sie "
        "vase vas vasa tvoje koje unesite molimo "
        "qual seu sua teu tua "
        "tuo suo vostro inserisci "
        "lutfen giriniz "
        "ваше ваш ваша укажите введите пожалуиста",
    )
)
"""Words around a field's name that say nothing of what is asked."""
_WORD = re.compile(r"[^\W\d_]+")
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{\{[^{}]*\}\}")


def meaning_of(label: str, languages: Collection[str]) -> str | None:
    """The form key that a label asks for, such as `email`; None if no word tells, or two differ.

    Languages are locales such as `fr` or `sr-Latn`. What stands in brackets is left out, and
    `Name / Nom` is read in both its halves.
    """
    bare = _ASIDE.sub(" ", label)
    halves = [words for half in re.split(r"[/|]", bare) if (words := _plain(half))]
    found = {key for half in halves for tag in languages if (key := _words_of(tag).get(half))}
    return found.pop() if len(found) == 1 else None


def _plain(label: str) -> str:
    """A label as it is compared: words in lower case without marks, numbers and politeness."""
    apart = unicodedata.normalize("NFKD", _HUMP.sub(" ", label).casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    bare = bare.replace("\N{LATIN SMALL LETTER DOTLESS I}", "i")
    return " ".join(word for word in _WORD.findall(bare) if word not in POLITE)


@cache
def _words_of(locale: str) -> Mapping[str, str]:
    """A language's phrases as they are compared, with what they mean."""
    tag = locale.split("-")[0].lower()
    words = WORDS.get("sr-Latn" if tag == "sr" else tag, {})
    return {_plain(phrase): key for key, phrases in words.items() for phrase in phrases}
