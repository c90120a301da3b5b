"""Sentence, chart and text of the verdict and the causes say the numbers of the JSON document."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pytest

from supportlens.app import as_json
from supportlens.gui.pages.causes.causes_page import CausesPage
from supportlens.gui.pages.verdict.verdict_page import VerdictPage
from supportlens.gui.widgets.charts.pareto_chart import ParetoChart
from tests import figures
from tests.builders import a_study
from tests.figures import LEVEL, is_known, list_numbers
from tests.gui.shown_pages import list_texts, show_page

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study
    from supportlens.gui.pages.base.page import Page
    from tests.sharing import SharedStudies

LOGS: dict[str, dict[str, str] | None] = {
    "built": None,
    "caso_40.csv": {"changes": "caso_40_cambios.csv"},
    "case_40.xlsx": {"changes": "case_40_changes.csv"},
}
QUOTED = re.compile(r"^[“«].*")


@pytest.fixture(params=LOGS)
def study(request: pytest.FixtureRequest, study_of: SharedStudies) -> Study:
    given = LOGS[request.param]
    return a_study() if given is None else study_of(request.param, **given)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", [VerdictPage, CausesPage])
def test_every_number_of_a_page_is_one_of_the_json(
    qtbot: QtBot, study: Study, kind: type[Page], language: str
) -> None:
    document = as_json(study, language, mask=False)
    numbers = [*list_numbers(document), LEVEL, *_sums(document)]
    texts = " ".join(figures.list_texts(document))
    said = _lines(show_page(qtbot, kind, study, language))
    assert len(said) > 10
    assert not [line for line in said if not is_known(line, numbers, texts, language)]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_sentence_is_that_of_the_json(qtbot: QtBot, study: Study, language: str) -> None:
    sentence = as_json(study, language, mask=False)["verdict"]["sentence"]
    assert sentence in _lines(show_page(qtbot, VerdictPage, study, language))


def test_the_chart_shows_the_causes_of_the_json_by_size_with_their_sums(qtbot: QtBot, study: Study) -> None:
    page, document = show_page(qtbot, CausesPage, study, "en"), as_json(study, "en", mask=False)
    (chart,) = page.findChildren(ParetoChart)
    shown = [mark.tip for mark in chart.marks()]
    by_size = sorted(document["causes"], key=lambda cause: -cause["tickets"])
    total = document["input"]["tickets"]
    expected = [
        f": {cause['tickets']} tickets, {cause['tickets'] / total:.0%}; cumulative {so_far / total:.0%}"
        for cause, so_far in zip(by_size, _add_up(document), strict=True)
    ]
    assert len(shown) >= min(len(expected), 3)  # of many causes the largest
    assert all(tip.endswith(end) for tip, end in zip(shown, expected, strict=False)), shown


def _add_up(document: dict[str, Any]) -> list[int]:
    """Return how many tickets the largest causes have together, from one to all of them."""
    return list(accumulate(sorted((cause["tickets"] for cause in document["causes"]), reverse=True)))


def _sums(document: dict[str, Any]) -> list[float]:
    held = _add_up(document)
    return [*map(float, held), *(count / document["input"]["tickets"] for count in held)]


def _lines(page: Page) -> list[str]:
    """Return the lines of the texts that are seen, but for what tickets say."""
    lines = [line for text in list_texts(page) for line in re.sub(r"<[^>]*>", "", text).split("\n")]
    return [QUOTED.sub("", line) for line in lines]
