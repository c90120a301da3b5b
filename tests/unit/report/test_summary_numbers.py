"""Every number on the summary is that of the JSON document: two forms of one answer never differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from supportlens.app import as_json
from supportlens.i18n import words_for
from supportlens.report import build
from supportlens.report.layout.book import RichText
from tests.builders import a_study
from tests.figures import LEVEL, SPACES, is_known, list_numbers, list_texts

if TYPE_CHECKING:
    from supportlens.domain import Study
    from supportlens.report.layout.book import SheetDraft
    from tests.sharing import SharedStudies

LOGS: list[dict[str, Any] | None] = [
    None,
    {"log": "caso_40.csv", "changes": "caso_40_cambios.csv"},
    {"log": "case_40.xlsx", "changes": "case_40_changes.csv"},
    {"log": "muestra.json"},
]


@pytest.mark.parametrize("log", LOGS, ids=lambda log: log["log"] if log else "built")
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_number_of_the_summary_is_one_of_the_json(
    log: dict[str, Any] | None, language: str, study_of: SharedStudies
) -> None:
    study = a_study() if log is None else study_of(log["log"], changes=log.get("changes"))
    sheet, document = _summary(study, language), as_json(study, language, mask=False)
    numbers, texts = [*list_numbers(document), LEVEL], " ".join(list_texts(document))
    cells = [cell.value for cell in sheet.cells.values()]
    shown = [float(value) for value in cells if isinstance(value, int | float)]
    assert len(shown) >= 4
    assert not [one for one in shown if not any(one == pytest.approx(known, abs=1e-4) for known in numbers)]
    told = [text for value in cells for text in _lines(value)]
    assert not [text for text in told if not is_known(text, numbers, texts, language)]


def test_the_figures_at_the_top_are_those_of_the_cause_of_the_verdict(study_of: SharedStudies) -> None:
    for log in LOGS:
        study = a_study() if log is None else study_of(log["log"], changes=log.get("changes"))
        document = as_json(study, "en", mask=False)
        chief = next(
            (one for one in document["causes"] if one["id"] == document["verdict"]["cause_id"]), None
        )
        figures = [cell.value for cell in _summary(study, "en").cells.values() if cell.style.size == 22]
        if chief is None:
            assert figures[0] == document["input"]["tickets"]
        else:
            assert figures[0] == pytest.approx(chief["share"], abs=1e-5)
            assert chief["share"] == pytest.approx(chief["tickets"] / document["input"]["tickets"], abs=1e-5)


def test_a_number_that_the_json_does_not_hold_is_noticed() -> None:
    assert is_known("40% of 1,000", [0.4, 1000.0], "", "en")
    assert is_known("Atlas 5.2", [], "Atlas 5.2", "en")
    assert is_known(f"1{SPACES[0]}000 o 17,9", [1000.0, 17.9155], "", "es")
    assert not is_known("41% of 1,000", [0.4, 1000.0], "", "en")


def _summary(study: Study, language: str) -> SheetDraft:
    return build(study, words_for(language), mask=False, only=("summary", "timeline")).sheets[0]


def _lines(value: object) -> list[str]:
    text = value.plain if isinstance(value, RichText) else value
    return text.split("\n") if isinstance(text, str) else []
