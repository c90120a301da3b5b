"""Where names are listed, one line says why some of them stand in quotation marks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from supportlens.app.output.exporting import as_json
from supportlens.cli.printing import verdict_text
from supportlens.domain import Name
from supportlens.i18n import words_for
from supportlens.i18n.symptoms import quoted_names_line
from supportlens.report import build
from tests.builders import a_study

if TYPE_CHECKING:
    from supportlens.domain import Study

SPANISH = Name(es="Dando vueltas", en="Dando vueltas", written={"en": "es"})
ENGLISH = Name(es="Takes ages", en="Takes ages", written={"es": "en"})


def test_the_line_names_the_language_in_the_reader_s_own():
    assert quoted_names_line([SPANISH], words_for("en")) == (
        "Names in quotation marks are as people wrote them, in Spanish."
    )
    assert quoted_names_line([ENGLISH], words_for("es")) == (
        "Los nombres entre comillas están como se escribieron, en inglés."
    )


def test_the_line_is_left_out_where_no_name_is_marked():
    assert quoted_names_line([SPANISH], words_for("es")) == ""
    assert quoted_names_line([SPANISH.translate(lambda *_: "Spinning")], words_for("en")) == ""
    assert quoted_names_line([], words_for("en")) == ""


def a_study_named(name: Name) -> Study:
    """Return a study whose symptoms and causes all have one name."""
    study = a_study()
    return replace(
        study,
        symptoms=tuple(replace(symptom, name=name) for symptom in study.symptoms),
        causes=tuple(replace(cause, name=name) for cause in study.causes),
    )


def cells(study: Study, language: str) -> set[str]:
    """Return the texts of all cells of the workbook but those of the tickets."""
    sheets = (sheet for sheet in build(study, words_for(language)).sheets if sheet.title != "Tickets")
    return {str(cell.value) for sheet in sheets for cell in sheet.cells.values()}


@pytest.mark.parametrize(
    ("name", "language", "shown", "written_in"),
    [
        (SPANISH, "en", "“Dando vueltas”", "es"),
        (SPANISH, "es", "Dando vueltas", "es"),
        (SPANISH.translate(lambda *_: "Spinning"), "en", "Spinning", "en"),
    ],
)
def test_workbook_console_and_json_show_a_name_alike(
    name: Name, language: str, shown: str, written_in: str
) -> None:
    study, words = a_study_named(name), words_for(language)
    other = {"“Dando vueltas”", "Dando vueltas", "Spinning"} - {shown}

    found = cells(study, language)
    assert shown in found
    assert not other & found
    console = verdict_text(study, words, 400)
    assert f"  {shown} (" in console
    assert ("Names in quotation marks" in console) == (written_in != language)
    for each in (*(document := as_json(study, language))["symptoms"], *document["causes"]):
        assert each["name"] == {"es": "Dando vueltas", "en": "Dando vueltas"}
        assert each["shown_name"] == shown.strip("“”")
        assert each["name_language"] == written_in


def test_the_sheet_of_the_method_says_what_the_marks_mean() -> None:
    line = "Names in quotation marks are as people wrote them, in Spanish."

    assert line in cells(a_study_named(SPANISH), "en")
    assert line not in cells(a_study_named(Name(es="Menú", en="Menu")), "en")
