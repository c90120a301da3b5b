"""Charts drawn on paper and on web pages show the cells of the workbook, inside their frame."""

from dataclasses import dataclass, field

from supportlens.i18n import words_for
from supportlens.report.drawing.chart_drawing import draw_chart
from supportlens.report.layout.book import new_book, open_sheet
from supportlens.report.layout.cells import write_cell
from supportlens.report.layout.charts import ChartSeries, Drawn, NativeChart
from supportlens.report.layout.ranges import CellRange
from supportlens.report.layout.styles import INK, INTEGER, Style

TITLE_ENDS = 20
"""Points from the upper edge to below the title of a chart."""


@dataclass
class NotedCanvas:
    """Notes what is drawn."""

    shapes: list = field(default_factory=list)
    texts: list = field(default_factory=list)

    def fill(self, box, colour): ...

    def draw_line(self, spots, colour, width): ...

    def fill_shape(self, corners, colour):
        self.shapes.append(corners)

    def write(self, box, text, lettering):
        self.texts.append((text, box))
        return box.width


def test_a_mark_above_all_bars_and_its_name_stand_below_the_title():
    book = new_book()
    sheet = open_sheet(book, "Weeks", colour=INK)
    for row, (bars, mark) in enumerate([(40, None), (50, 65)], start=2):
        write_cell(sheet, row, 2, bars, Style())
        write_cell(sheet, row, 3, mark, Style())
    write_cell(sheet, 1, 3, "Update 5.2", Style())

    def series(column, drawn):
        return ChartSeries((1, column), CellRange(2, column, 3, column), INK, drawn)

    chart = NativeChart(
        title="Tickets", description="", series=(series(2, Drawn.BARS), series(3, Drawn.MARK)),
        categories=CellRange(2, 1, 3, 1), at=(1, 1), size=(480, 160), number_format=INTEGER, stacked=True,
    )  # fmt: skip
    canvas = NotedCanvas()
    draw_chart(canvas, book, sheet, chart, words_for("en"))
    (mark,) = canvas.shapes
    (name,) = (box for text, box in canvas.texts if text == "Update 5.2")
    assert min(top for _, top in mark) > TITLE_ENDS
    assert name.top >= TITLE_ENDS
