"""Writes a whole workbook of values into a stream."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any

from xlsxwriter import Workbook

from supportlens.report.layout.book import Formula, RichText
from supportlens.report.layout.styles import HEADER, SENTENCE
from supportlens.report.writing.addresses import column_letter
from supportlens.report.writing.safe_text import opens_like_formula
from supportlens.report.xlsx.charts import draw_chart
from supportlens.report.xlsx.formats import FormatShelf
from supportlens.report.xlsx.streamed_sheet import StreamedSheet, link_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from xlsxwriter.worksheet import Worksheet

    from supportlens.domain import CompanyLook
    from supportlens.report.layout.book import BookDraft, SheetCell, SheetDraft
    from supportlens.report.layout.ranges import CellRange

_A4 = 9
_LIST_LIMIT = 255
_MARGINS = {"left": 0.5, "right": 0.5, "top": 0.7, "bottom": 0.7}
_FORMULAS_OFF = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class _Sink:
    """The stream of a file, let go when the work stops: the archive is closed later than its stream.

    `packed` is called with each piece that is written, and may raise to stop: packing the sheet of a million
    tickets takes a minute.
    """

    def __init__(self, stream: IO[bytes], packed: Callable[[], None]) -> None:
        self._stream, self._packed = stream, packed

    def write(self, piece: bytes) -> int:
        """Write a piece of the archive."""
        self._packed()
        return self._stream.write(piece)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def let_go(self) -> None:
        """Forget the stream; what is still written goes nowhere."""
        self._stream, self._packed = BytesIO(), lambda: None


def write_book(book: BookDraft, stream: IO[bytes], report: Callable[[float], None]) -> None:
    """Write a workbook; `report` is told the fraction of the streamed rows and may raise to stop."""
    total = sum(len(sheet.streamed.rows) for sheet in book.sheets if sheet.streamed) or 1
    sink = _Sink(stream, lambda: report(1.0))
    with tempfile.TemporaryDirectory(prefix="supportlens-") as folder:
        file = Workbook(sink, {"tmpdir": folder, "in_memory": False, "use_zip64": True, **_FORMULAS_OFF})
        shelf = FormatShelf(file, book.colour, book.formats)
        file.set_properties(_properties(book))
        for name, value in book.properties.items():
            file.set_custom_property(name, value[:255])
        before = 0
        for draft in book.sheets:
            sheet = file.add_worksheet(draft.title, StreamedSheet if draft.streamed else None)
            _fill(file, sheet, draft, shelf, book)
            if draft.streamed:
                sheet.fill(draft.streamed, shelf, _counter(report, before, total))
                before += len(draft.streamed.rows)
        for name, (title, cells) in book.names.items():
            file.define_name(name, f"={_reference(title, cells)}")
        try:
            file.close()
        except BaseException:
            sink.let_go()
            raise


def _counter(report: Callable[[float], None], before: int, total: int) -> Callable[[int], None]:
    return lambda done: report((before + done) / total)


def _properties(book: BookDraft) -> dict[str, Any]:
    return {"title": book.title, "subject": book.subject, "author": "SupportLens", "company": book.look.name}


def _reference(title: str, cells: CellRange) -> str:
    quoted = title.replace("'", "''")
    first = f"${column_letter(cells.first_column)}${cells.first_row}"
    last = f"${column_letter(cells.last_column)}${cells.last_row}"
    return f"'{quoted}'!{first}" + ("" if first == last else f":{last}")


def _fill(file: Workbook, sheet: Worksheet, draft: SheetDraft, shelf: FormatShelf, book: BookDraft) -> None:
    sheet.set_tab_color(f"#{book.colour(draft.colour)}")
    # Rows of tickets have lines on screen alone: on paper they would be a black net.
    sheet.hide_gridlines(1 if draft.streamed else 2)
    for column, width in draft.widths.items():
        sheet.set_column(column - 1, column - 1, width)
    for column in draft.hidden:
        sheet.set_column(column - 1, column - 1, None, None, {"hidden": True})
    for row, height in draft.heights.items():
        sheet.set_row(row - 1, height)
    if draft.freeze:
        sheet.freeze_panes(draft.freeze)
    for table in draft.tables:
        titles = [{"header": title, "header_format": shelf.format(HEADER)} for title in table.titles]
        # A table style with colours would override those of the header.
        look = {"name": table.name, "columns": titles, "style": "Table Style Light 1", "banded_rows": False}
        sheet.add_table(*_corners(table.cells), look)
    for cells in _apart(draft.merged):
        style = draft.cells[cells.first_row, cells.first_column].style
        sheet.merge_range(*_corners(cells), "", shelf.format(style))
    for (row, column), cell in draft.cells.items():
        _write_cell(sheet, row - 1, column - 1, cell, shelf)
    _add_rules(file, sheet, draft, shelf, book.colour)
    _set_page(sheet, draft, book.look)


def _apart(merged: Sequence[CellRange]) -> Iterator[CellRange]:
    """Yield spans that overlap none before: Excel repairs a file in which two share a cell."""
    taken: set[tuple[int, int]] = set()
    for cells in merged:
        rows = range(cells.first_row, cells.last_row + 1)
        inside = {(row, at) for row in rows for at in range(cells.first_column, cells.last_column + 1)}
        if taken.isdisjoint(inside):
            taken |= inside
            yield cells


def _listable(choices: Sequence[str]) -> list[str]:
    """Return the choices that a list of Excel can hold: without commas, 255 characters with those between."""
    found: list[str] = []
    for choice in choices:
        if "," not in choice and len(",".join([*found, choice])) <= _LIST_LIMIT:
            found.append(choice)
    return found


def _write_cell(sheet: Worksheet, row: int, column: int, cell: SheetCell, shelf: FormatShelf) -> None:
    value = cell.value
    if isinstance(value, RichText):
        _write_rich(sheet, row, column, value, cell, shelf)
        return
    # Keeps the text from becoming a formula when somebody edits the cell and presses Enter.
    quoted = isinstance(value, str) and opens_like_formula(value)
    look = shelf.format(cell.style, quoted=quoted)
    if cell.link is not None:
        sheet.write_url(row, column, link_address(cell.link), look, str(value), cell.link.tip or None)
    if value is None or value == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, Formula):
        sheet.write_formula(row, column, value.text, look, value.value)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, look)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, look)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, look)
    else:
        sheet.write_datetime(row, column, value, look)


def _write_rich(
    sheet: Worksheet, row: int, column: int, text: RichText, cell: SheetCell, shelf: FormatShelf
) -> None:
    look = shelf.format(cell.style)
    runs = [run for run in text.runs if run.text]
    if len(runs) < 2 or len(text.plain) > 32_000:
        sheet.write_string(row, column, text.plain, look)
        return
    parts: list[Any] = []
    for run in runs:
        parts += [shelf.run(run.colour, cell.style.size or SENTENCE.size, bold=run.bold), run.text]
    sheet.write_rich_string(row, column, *parts, look)


def _add_rules(
    file: Workbook, sheet: Worksheet, draft: SheetDraft, shelf: FormatShelf, colour: Callable[[str], str]
) -> None:
    """Add what Excel does with cells: colours, bars, choices, small and large charts, pictures."""
    for heat in draft.heat:
        rule = {"type": "3_color_scale", "min_type": "num", "mid_type": "num", "max_type": "num"}
        (middle, mid_colour), (end, end_colour) = heat.middle, heat.end
        values = {"min_value": 0, "mid_value": middle, "max_value": end}
        colours = {"min_color": "#FFFFFF", "mid_color": f"#{mid_colour}", "max_color": f"#{end_colour}"}
        sheet.conditional_format(*_corners(heat.cells), {**rule, **values, **colours})
    for bars in draft.bars:
        look = {
            "type": "data_bar",
            "bar_color": f"#{colour(bars.colour)}",
            "bar_solid": True,
            "min_type": "num",
        }
        sheet.conditional_format(*_corners(bars.cells), {**look, "min_value": 0})
    for choice in draft.choices:
        if not _listable(choice.choices):
            continue
        listed: dict[str, Any] = {"validate": "list", "source": _listable(choice.choices)}
        listed |= {"input_message": choice.hint[:255], "show_error": choice.strict}
        sheet.data_validation(*_corners(choice.cells), listed)
    for spark in draft.sparks:
        source = _reference(spark.sheet, spark.values)
        look = {"range": source, "type": "column", "series_color": f"#{colour(spark.colour)}"}
        sheet.add_sparkline(spark.row - 1, spark.column - 1, look)
    for chart in draft.charts:
        shown = replace(chart, category_format=shelf.number_format(chart.category_format))
        draw_chart(file, sheet, shown, draft.title, colour)
    for picture in draft.pictures:
        options = {"image_data": BytesIO(picture.content), "description": picture.description}
        scale = {"x_scale": picture.scale, "y_scale": picture.scale}
        sheet.insert_image(picture.row - 1, picture.column - 1, "picture.png", {**options, **scale})


def _set_page(sheet: Worksheet, draft: SheetDraft, look: CompanyLook) -> None:
    page = draft.page
    if page is None:
        return
    sheet.set_paper(_A4)
    if page.landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(page.pages_wide, 1 if page.one_page else 0)
    sheet.set_margins(**_MARGINS)
    sheet.center_horizontally()
    sheet.set_header(f"&L&9{_as_written(look.name or 'SupportLens')}&R&9&A")
    sheet.set_footer(f"&L&9{_as_written(look.footer)}&R&9{page.page_line}")
    if page.title_rows:
        sheet.repeat_rows(page.title_rows[0] - 1, page.title_rows[1] - 1)
    if draft.page_breaks:
        sheet.set_h_pagebreaks(draft.page_breaks)


def _as_written(text: str) -> str:
    """Return a text for a header, where Excel reads an ampersand as the beginning of a code."""
    return " ".join(text.split()).replace("&", "&&")[:120]


def _corners(cells: CellRange) -> tuple[int, int, int, int]:
    return (cells.first_row - 1, cells.first_column - 1, cells.last_row - 1, cells.last_column - 1)
