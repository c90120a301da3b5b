"""The report as a web page: whole in itself, complete, masked and safe."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from supportlens.domain import CompanyLook, Name
from supportlens.i18n import words_for
from supportlens.report import all_sheets, build, page_of
from supportlens.report.drawing.shown_values import shown_text
from supportlens.report.layout.book import BookDraft, CellLink, SheetDraft
from supportlens.report.layout.cells import write_across, write_cell
from supportlens.report.layout.styles import BODY
from tests.builders import a_study

_VOID = {"meta", "col", "img", "br", "rect", "polyline", "polygon"}


class _Reader(HTMLParser):
    """Gathers what a browser would follow, and whether every element is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.sources: list[str] = []
        self.anchors: set[str] = set()
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and where it leads."""
        self.tags.append(tag)
        if tag not in _VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name in {"href", "src", "action", "srcset", "data", "poster", "xlink:href"}:
                self.sources.append(value or "")
            if name == "id":
                self.anchors.add(value or "")
            assert not name.startswith("on")

    def handle_endtag(self, tag: str) -> None:
        """Close the last element."""
        if tag not in _VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.texts.append(data)


def _page(language: str = "en", *, mask: bool = True) -> tuple[BookDraft, str]:
    words = words_for(language)
    names = [sheet.name for sheet in all_sheets() if sheet.name != "tickets"]
    book = build(a_study(), words, mask=mask, only=names)
    return book, page_of(book, words)


@pytest.mark.parametrize("language", ["en", "es"])
def test_everything_that_the_sheets_say_is_on_the_page_and_nothing_is_fetched(language: str) -> None:
    book, page = _page(language)
    words, reader = words_for(language), _Reader(page)
    shown = " ".join("".join(reader.texts).split())
    for sheet in book.sheets:
        seen = (cell for (_, column), cell in sheet.cells.items() if column not in sheet.hidden)
        for cell in seen:
            assert " ".join(shown_text(cell, words).split()) in shown, (sheet.title, cell.value)
    assert not reader.open
    assert not {"script", "link", "iframe", "object", "form", "base"} & set(reader.tags)
    assert all(one.startswith("#") and one[1:] in reader.anchors for one in reader.sources)
    assert "://" not in page
    assert "url(" not in page
    assert "@import" not in page


def test_a_chart_shows_its_series_and_says_in_words_what_it_shows() -> None:
    book, page = _page()
    charts = [chart for sheet in book.sheets for chart in sheet.charts]
    assert charts
    assert page.count('<svg viewBox="0 0') == len(charts)
    assert all(re.search(rf'aria-label="[^"]*{re.escape(one.description[:20])}', page) for one in charts)


def test_text_of_a_customer_stays_text() -> None:
    study = a_study()
    evil = "<script>alert(1)</script>&\"'"
    study = replace(
        study, causes=tuple(replace(cause, name=Name(es=evil, en=evil)) for cause in study.causes)
    )
    page = page_of(
        build(study, words_for("en"), mask=False, only=("summary", "timeline", "causes")), words_for("en")
    )
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_link_leads_to_a_row_of_the_page_and_one_to_a_sheet_that_is_not_there_is_none() -> None:
    book = BookDraft()
    book.sheets = [SheetDraft("A"), SheetDraft("B & C")]
    write_cell(book.sheets[0], 1, 1, "there", BODY, CellLink("B & C", 3, 1))
    write_cell(book.sheets[0], 2, 1, "nowhere", BODY, CellLink("Tickets", 1, 1))
    write_across(book.sheets[1], 3, (1, 4), "end", BODY)
    page = page_of(book, words_for("en"))
    assert '<a href="#s2-3">there</a>' in page
    assert '<tr id="s2-3"><td colspan="4"' in page
    assert "<a>nowhere" not in page
    assert page.count("<a href") == 3  # two sheets, one link


def test_the_page_has_the_look_of_the_company() -> None:
    look = CompanyLook("Contoso", accent="7A1FA2", footer="Confidential")
    page = page_of(
        build(a_study(), words_for("en"), look=look, only=("summary", "timeline")), words_for("en")
    )
    assert "7A1FA2" in page
    assert "<footer>Confidential</footer>" in page
    assert "0B6E69" not in page
