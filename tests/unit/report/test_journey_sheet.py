"""The sheet with the map of contacts."""

from dataclasses import replace

from supportlens.domain import ContactMap, Following, Journey, MapCell, WeakestLink
from supportlens.i18n import Words
from supportlens.report.layout.book import new_book
from supportlens.report.sheets.journey import SHEET
from tests.builders import a_study


def cells_of(study):
    book = new_book()
    SHEET.add(book, study, Words("en"), None)
    (sheet,) = book.sheets
    return sheet, [cell.value for cell in sheet.cells.values() if cell.value is not None]


def a_journey():
    by_cause = ContactMap(("C1",), ("c4", "c7"), {("C1", "c4"): MapCell(8, 6), ("C1", "c7"): MapCell(40, 4)})
    by_touchpoint = ContactMap(("app",), ("c4", "c7"), {("app", "c7"): MapCell(12, 3)})
    weakest = WeakestLink("c4", MapCell(8, 6), MapCell(40, 4))
    return Journey(by_cause, by_touchpoint, ("c1",), weakest, (Following("C1", "C2", 9, 0.41, 6.0),))


def test_the_map_has_counts_shares_and_sentences():
    sheet, cells = cells_of(a_study(journey=a_journey()))
    assert {8, 0.75, 40, 0.1, 12, 0.25} <= {value for value in cells if isinstance(value, int | float)}
    text = " ".join(str(value) for value in cells)
    assert "The weakest link is negotiation: 75% of 8 tickets bitter, against 10% of all others." in text
    assert "reputation: this log shows nothing of it." in text
    assert "41%, 9 people, 6 days later (median)" in text
    assert sheet.heat
    assert not sheet.page_breaks


def test_the_sentences_below_long_maps_begin_a_page():
    journey = a_journey()
    rows = tuple(f"C{at}" for at in range(1, 40))
    long = replace(journey, by_cause=replace(journey.by_cause, rows=rows))
    sheet, _ = cells_of(a_study(journey=long))
    (row,) = sheet.page_breaks
    assert sheet.cells[row + 1, 1].value == "Blind stages"


def test_without_codes_the_sheet_says_so():
    _, cells = cells_of(a_study())
    assert len(cells) == 1
