"""The countries that are offered are those whose public holidays are known."""

from __future__ import annotations

from supportlens.app.analysis.countries import has_holidays, known_countries
from supportlens.i18n import words_for


def test_every_country_that_is_offered_has_holidays() -> None:
    offered = known_countries()
    assert {"MX", "CO", "AR", "CL", "PE", "ES", "US", "GB"} <= offered
    assert [code for code in offered if len(code) != 2 or not has_holidays(code)] == []


def test_countries_stand_by_name_and_accents_do_not_count() -> None:
    assert words_for("es").countries(["ES", "MX", "AE", "DE", "EG"]) == [
        ("Alemania", "DE"),
        ("Egipto", "EG"),
        ("Emiratos Árabes Unidos", "AE"),
        ("España", "ES"),
        ("México", "MX"),
    ]
    assert [name for name, _ in words_for("en").countries(["AL", "AX", "AF"])] == [
        "Afghanistan",
        "Åland Islands",
        "Albania",
    ]


def test_a_country_without_a_name_is_shown_by_its_letters() -> None:
    assert words_for("en").countries(["QQ"]) == [("QQ", "QQ")]
