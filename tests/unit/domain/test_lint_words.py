"""Which breaks are lunch, in the languages of meetings."""

from __future__ import annotations

import pytest

from shared.domain.lint_words import is_lunch


@pytest.mark.parametrize(
    "title",
    [
        "Lunch", "LUNCH BREAK", "Networking luncheon", "Walking lunch (terrace)", "Midday break",
        "Déjeuner", "Pause-déjeuner", "PAUSE DEJEUNER", "Pause de midi", "Repas de midi",
        "Almuerzo", "Pausa para almorzar", "Comida", "Pausa del mediodía",
        "Mittagessen", "Mittagspause", "Arbeitsmittagessen", "Gemeinsames Mittagessen",
        "Almoço", "Pausa para almoço", "ALMOCO", "Pranzo", "Pausa pranzo", "Colazione di lavoro",
        "Ručak", "Pauza za ručak", "Pauza za rucak", "Ручак", "Пауза за ручак", "Objed",
        "Обед", "Перерыв на обед", "Обеденный перерыв", "Бизнес-ланч",
        "Обід", "Перерва на обід", "Обідня перерва", "Przerwa obiadowa", "Przerwa na obiad",
        "Oběd", "Přestávka na oběd", "Polední přestávka", "Lunchpauze", "Middagpauze",
        "Öğle yemeği", "ÖĞLE ARASI", "Γεύμα", "Μεσημεριανό γεύμα", "Ebéd", "Ebédszünet",
        "Munkaebéd", "Prânz", "Pauză de prânz", "Arbetslunch", "غداء", "استراحة الغداء",
        "استراحة للغداء", "ארוחת צהריים", "הפסקת צהריים", "הפסקת הצהריים",
    ],
)  # fmt: skip
def test_these_are_lunch(title: str) -> None:
    assert is_lunch(title)


@pytest.mark.parametrize(
    "title",
    [
        "Coffee", "Break", "Coffee after lunch", "Post-lunch coffee", "Short break before lunch",
        "Petit déjeuner", "Petit-déjeuner", "Pause café de l'après-midi", "Café après le déjeuner",
        "Café después de la comida", "Nachmittagspause", "Vormittagspause",
        "Kaffee nach dem Mittagessen", "Café depois do almoço", "Послеобеденный кофе",
        "Кофе после обеда", "Odpolední přestávka", "Dopolední přestávka", "Namiddagpauze",
        "Öğleden sonra kahve molası", "Πρόγευμα", "Διάλειμμα για καφέ", "Kávészünet",
        "قهوة بعد الغداء", "הפסקת קפה אחר הצהריים", "Pauza", "",
    ],
)  # fmt: skip
def test_these_are_none(title: str) -> None:
    assert not is_lunch(title)


def test_lunch_that_also_stands_by_itself_is_lunch() -> None:
    assert is_lunch("Lunch (talks go on after lunch)")
