"""A sheet of the workbook is one module: whatever lists sheets finds it there."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po
from PySide6.QtWidgets import QLabel

from supportlens.gui.pages.report.report_page import ReportPage
from supportlens.gui.theme import LIGHT, Theme
from supportlens.i18n import LANGUAGES, words_for
from supportlens.report import all_sheets, build, sheets
from supportlens.resources import resource
from tests.builders import a_study

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

PLANTED = """
from supportlens.report.layout.book import open_sheet
from supportlens.report.sheet import Sheet


def add(book, study, words, edition):
    open_sheet(book, SHEET.title(words), colour="C9CDD4")


SHEET = Sheet(
    position=45,
    title=lambda words: words.say("TITLE"),
    contents=lambda study, words: words.say("File"),
    add=add,
)
"""


@pytest.fixture
def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Write one module as if it were in the folder of sheets."""
    monkeypatch.setattr(sheets, "__path__", [*sheets.__path__, str(tmp_path)])

    def write(title: str) -> None:
        (tmp_path / "planted.py").write_text(PLANTED.replace("TITLE", title), encoding="utf-8")

    yield write
    sys.modules.pop(f"{sheets.__name__}.planted", None)
    vars(sheets).pop("planted", None)


class Untranslated:
    """Returns every message unchanged."""

    def say(self, message: str, /, **facts: object) -> str:
        return message


def untitled(language: str) -> list[str]:
    """Return the sheets without a title in a language; English titles are the messages themselves."""
    titles = {sheet.name: sheet.title(Untranslated()) for sheet in all_sheets()}
    if language == "en":
        return [name for name, title in titles.items() if not title]
    translated = set()
    for path in resource("locale", language).glob("*.po"):
        with path.open("rb") as source:
            translated |= {message.id for message in read_po(source, locale=language) if message.string}
    return [name for name, title in titles.items() if title not in translated]


def test_each_sheet_has_a_place_of_its_own() -> None:
    places = [sheet.position for sheet in all_sheets()]

    assert places == sorted(set(places))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sheet_has_a_title_in_every_language(language: str) -> None:
    assert untitled(language) == []


def test_a_sheet_without_a_title_in_a_language_is_seen(plant: Callable[[str], None]) -> None:
    plant("A title that nobody has translated")

    assert {language: untitled(language) for language in LANGUAGES} == {"es": ["planted"], "en": []}


@pytest.mark.parametrize(("language", "title"), [("es", "Motivo"), ("en", "Reason")])
def test_one_more_module_is_one_more_sheet_in_the_workbook_and_on_the_page(
    plant: Callable[[str], None], qtbot: QtBot, language: str, title: str
) -> None:
    study, words = a_study(), words_for(language)
    before = build(study, words).titles
    plant("Reason")

    found = build(study, words).titles
    page = ReportPage(study, words, Theme(LIGHT))
    qtbot.addWidget(page)
    page.complete()
    listed = [label.accessibleName() or label.text() for label in page.findChildren(QLabel)]

    assert found == [*before[:4], title, *before[4:]]
    assert [listed.index(each) for each in found] == sorted(listed.index(each) for each in found)


def test_the_list_of_sheets_needs_no_numbering_plans() -> None:
    code = "import sys; from supportlens.report.registry import all_sheets; all_sheets(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    assert "supportlens.report.sheets.tickets" in loaded.split()
    assert "phonenumbers" not in loaded.split()
