"""Charts: they say their figures, lead to their tickets, and need no mouse."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from supportlens.domain import TicketQuery
from supportlens.gui.theme import LIGHT, Theme
from supportlens.gui.widgets.charts.chart import choose_steps
from supportlens.gui.widgets.charts.pareto_chart import RIGHT, ParetoBar, ParetoChart, choose_count_steps
from supportlens.gui.widgets.charts.share_bar import BarRow, ShareBar, bar_grid
from supportlens.gui.widgets.charts.sparkline import Sparkline, average_neighbours
from supportlens.gui.widgets.charts.timeline_bars import TimelineEvent, TimelineWeek
from supportlens.gui.widgets.charts.timeline_chart import TimelineChart
from supportlens.gui.widgets.charts.waffle import Waffle
from supportlens.gui.widgets.controls.link import Link
from supportlens.i18n import words_for

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supportlens.gui.widgets.charts.chart import Chart

MONDAY = date(2026, 5, 4)


def show(qtbot: QtBot, chart: Chart, width: int = 600, height: int = 300) -> None:
    qtbot.addWidget(chart)
    chart.resize(width, height)
    with qtbot.waitExposed(chart):
        chart.show()


def a_timeline(qtbot: QtBot, language: str = "es") -> TimelineChart:
    weeks = [TimelineWeek(MONDAY + timedelta(weeks=n), 10 * n, 5, f"week {n}") for n in range(6)]
    chart = TimelineChart(
        weeks,
        Theme(LIGHT),
        words_for(language),
        name="Semanas",
        events=(TimelineEvent(date(2026, 5, 20), "Actualización"),),
        band=(date(2026, 5, 18), date(2026, 5, 25)),
    )
    show(qtbot, chart)
    return chart


def a_pareto(qtbot: QtBot) -> ParetoChart:
    bars = [ParetoBar("Atlas", 60, "#009E73", "C1"), ParetoBar("Portal", 30, "#D55E00", "C2")]
    chart = ParetoChart(bars, 100, Theme(LIGHT), words_for("en"), name="Pareto")
    show(qtbot, chart)
    return chart


def test_a_click_on_a_week_leads_to_its_tickets(qtbot: QtBot) -> None:
    chart = a_timeline(qtbot)
    middle = chart.marks()[3].area.center().toPoint()
    with qtbot.waitSignal(chart.wanted) as told:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=middle)
    assert told.args == ["week 3"]


def test_hovering_a_week_tells_its_figures(qtbot: QtBot) -> None:
    chart = a_timeline(qtbot)
    qtbot.mouseMove(chart, chart.marks()[2].area.center().toPoint())
    qtbot.waitUntil(lambda: chart.chosen == 2)
    assert "20 de esta causa, 5 del resto" in chart.accessibleDescription()
    assert "18 may" in chart.accessibleDescription()


def test_arrows_and_enter_do_what_the_mouse_does(qtbot: QtBot) -> None:
    chart = a_timeline(qtbot)
    chart.setFocus()
    for _ in range(3):
        qtbot.keyClick(chart, Qt.Key.Key_Right)
    with qtbot.waitSignal(chart.wanted) as told:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert told.args == ["week 2"]
    qtbot.keyClick(chart, Qt.Key.Key_End)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.chosen == 5


def test_the_description_states_the_figures_in_both_languages(qtbot: QtBot) -> None:
    assert "esta causa: 150 tickets" in a_timeline(qtbot, "es").accessibleDescription()
    assert "this cause: 150 tickets" in a_timeline(qtbot, "en").accessibleDescription()


def test_bars_of_pareto_lead_to_causes_and_tell_their_sum(qtbot: QtBot) -> None:
    chart = a_pareto(qtbot)
    with qtbot.waitSignal(chart.wanted) as told:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.marks()[1].area.center().toPoint())
    assert told.args == ["C2"]
    assert "cumulative 90%" in chart.accessibleDescription()


@pytest.mark.parametrize(("share", "filled"), [(0.0, 0), (0.001, 1), (0.4, 40), (0.398, 40), (1.0, 100)])
def test_a_share_fills_its_squares(qtbot: QtBot, share: float, filled: int) -> None:
    chart = Waffle(share, Theme(LIGHT), name="x", description="y", payload="tickets")
    qtbot.addWidget(chart)
    assert chart.filled == filled
    theme, image = Theme(LIGHT), chart.grab().toImage()
    cell = chart.width() / 10
    centres = [(round((i + 0.5) * cell), round((j + 0.5) * cell)) for i in range(10) for j in range(10)]
    seen = [image.pixelColor(x, y).name() for x, y in centres]
    assert seen.count(theme.colour("accent").name()) == filled


def test_a_chart_without_weeks_is_quiet(qtbot: QtBot) -> None:
    chart = TimelineChart((), Theme(LIGHT), words_for("es"), name="Semanas")
    show(qtbot, chart)
    assert chart.marks() == []
    assert not chart.grab().isNull()


@pytest.mark.parametrize("highest", [0, 1, 2, 3, 7, 19, 60, 99, 1234, 98_765])
def test_axes_begin_at_zero_and_hold_the_highest_bar(highest: int) -> None:
    steps = choose_steps(highest)
    assert steps[0] == 0
    assert steps[-1] >= highest
    assert len(steps) <= 6
    assert len({second - first for first, second in itertools.pairwise(steps)}) == 1


def test_a_small_line_keeps_the_shape_of_a_long_series() -> None:
    values = average_neighbours([1] * 50 + [9] * 50)
    assert len(values) <= 16
    assert values[0] == 1
    assert values[-1] == 9


@pytest.mark.parametrize(
    ("values", "heights"),
    [((0, 5, 10), (0.0, 0.5, 1.0)), ((0, 0), (0.0, 0.0)), ((0, 1), (0.0, 1.0)), ((4, 1), (1.0, 0.25))],
)
def test_a_small_line_fills_its_room_from_edge_to_edge(
    qtbot: QtBot, values: tuple[int, ...], heights: tuple[float, ...]
) -> None:
    spark = Sparkline(values, Theme(LIGHT), name="weeks")
    qtbot.addWidget(spark)
    line = spark._polyline()
    points = [line.at(place) for place in range(line.size())]
    foot, room = spark.height() - 3, spark.height() - 6

    assert (points[0].x(), points[-1].x()) == (2, spark.width() - 2)
    assert [round((foot - point.y()) / room, 6) for point in points] == list(heights)


def test_a_rejected_change_is_a_tick_that_is_named_on_hover_only(qtbot: QtBot) -> None:
    weeks = [TimelineWeek(MONDAY + timedelta(weeks=n), 3, 5, f"week {n}") for n in range(6)]
    events = (TimelineEvent(date(2026, 5, 20), "Mudanza · 20 may 2026", chief=False),)
    chart = TimelineChart(weeks, Theme(LIGHT), words_for("es"), name="Semanas", events=events)
    show(qtbot, chart)
    tick = chart.marks()[-1]
    assert (tick.tip, tick.payload) == ("Mudanza · 20 may 2026", None)
    assert tick.area.top() >= chart.marks()[0].area.bottom()
    qtbot.mouseMove(chart, tick.area.center().toPoint())
    qtbot.waitUntil(lambda: "Mudanza" in chart.accessibleDescription())


def test_a_day_is_placed_inside_the_bar_of_its_week(qtbot: QtBot) -> None:
    chart = a_timeline(qtbot)
    for position in range(6):
        left, width = chart._bar_room(position)
        monday = MONDAY + timedelta(weeks=position)
        assert chart._x(monday, 0) == pytest.approx(left)
        assert chart._x(monday + timedelta(days=6), 1) == pytest.approx(left + width)
    assert chart._x(MONDAY - timedelta(days=30), 0) == pytest.approx(chart._bar_room(0)[0])
    assert chart._x(MONDAY + timedelta(days=300), 1) == pytest.approx(sum(chart._bar_room(5)))


def test_a_month_is_that_of_the_first_day_in_the_log(qtbot: QtBot) -> None:
    weeks = [TimelineWeek(date(2025, 12, 29) + timedelta(weeks=n), 1, 5, n) for n in range(16)]
    chart = TimelineChart(weeks, Theme(LIGHT), words_for("es"), name="Semanas", first=date(2026, 1, 2))
    show(qtbot, chart)
    assert [text for _left, text, _width in chart._months()] == ["ene 2026", "feb", "mar", "abr"]
    assert "2 ene 2026" in chart.accessibleDescription()


def test_a_short_log_has_its_weeks_named(qtbot: QtBot) -> None:
    weeks = [TimelineWeek(date(2025, 12, 29) + timedelta(weeks=n), 1, 5, n) for n in range(4)]
    chart = TimelineChart(weeks, Theme(LIGHT), words_for("es"), name="Semanas", first=date(2026, 1, 2))
    show(qtbot, chart)
    assert [text for _left, text, _width in chart._months()] == ["2 ene 2026", "5 ene", "12 ene", "19 ene"]


def test_the_line_of_pareto_begins_at_the_top_of_the_first_bar(qtbot: QtBot) -> None:
    chart = a_pareto(qtbot)
    image, accent = chart.grab().toImage(), "#009e73"
    left = round(chart._left + chart._slot() / 2) - 12  # beside the mark of the line
    column = [image.pixelColor(left, y).name() for y in range(image.height())]
    assert column.index(accent) == pytest.approx(chart._y(0.6), abs=2)


def test_the_counts_of_pareto_have_room_for_all_their_digits(qtbot: QtBot) -> None:
    small, large = (
        ParetoChart(
            [ParetoBar("Atlas", 60, "#009E73", "C1")], total, Theme(LIGHT), words_for("es"), name="Pareto"
        )
        for total in (100, 1_234_567)
    )
    for chart in (small, large):
        qtbot.addWidget(chart)
    digits = QFontMetricsF(large._font).horizontalAdvance(words_for("es").number(1_234_567))
    assert small._left < digits + 10 < large._left


def test_the_counts_of_the_timeline_have_room_for_all_their_digits(qtbot: QtBot) -> None:
    weeks = [TimelineWeek(MONDAY + timedelta(weeks=n), 800_000 * n, 5, n) for n in range(4)]
    chart = TimelineChart(weeks, Theme(LIGHT), words_for("es"), name="Semanas")
    show(qtbot, chart)
    highest = QFontMetricsF(chart._font).horizontalAdvance(words_for("es").number(chart._steps[-1]))
    assert chart._steps[-1] >= 2_400_000
    assert highest + 10 < chart.marks()[0].area.left() < chart.width() / 2
    assert a_timeline(qtbot).marks()[0].area.left() < highest


def test_pareto_draws_a_line_at_half(qtbot: QtBot) -> None:
    chart = a_pareto(qtbot)
    image = chart.grab().toImage()
    beside = round(chart.width() - RIGHT - 8)
    rows = [image.pixelColor(x, round(chart._y(0.5))).name() for x in range(beside - 40, beside)]
    assert Theme(LIGHT).colour("ink_3").name() in rows


@pytest.mark.parametrize(
    ("total", "counts"),
    [(100, [0, 50, 100]), (150, [0, 50, 100, 150]), (1956, [0, 500, 1000, 1500, 1956]), (1, [0, 1])],
)
def test_the_left_axis_of_pareto_ends_at_the_total(total: int, counts: list[int]) -> None:
    assert choose_count_steps(total) == counts


def test_the_first_month_that_is_named_has_its_year(qtbot: QtBot) -> None:
    weeks = [TimelineWeek(date(2025, 9, 29) + timedelta(weeks=n), 1, 5, n) for n in range(30)]
    chart = TimelineChart(weeks, Theme(LIGHT), words_for("es"), name="Semanas")
    show(qtbot, chart)
    names = [text for _left, text, _width in chart._months()]
    assert names[0] == "oct 2025"
    assert "ene 2026" in names


@pytest.mark.parametrize(
    ("weeks", "width", "names"),
    [
        (60, 900, ["ene 2024", "mar", "may", "jul", "sept", "nov", "ene 2025"]),
        (104, 900, ["ene 2024", "abr", "jul", "oct", "ene 2025", "abr", "jul", "oct"]),
        (260, 500, ["ene 2024", "ene 2025", "ene 2026", "ene 2027", "ene 2028"]),
    ],
)
def test_months_are_named_at_even_steps_and_each_year_once(
    qtbot: QtBot, weeks: int, width: int, names: list[str]
) -> None:
    bars = [TimelineWeek(date(2024, 1, 1) + timedelta(weeks=n), 1, 5, n) for n in range(weeks)]
    chart = TimelineChart(bars, Theme(LIGHT), words_for("es"), name="Semanas")
    show(qtbot, chart)
    chart.resize(width, 240)
    assert [text for _left, text, _width in chart._months()] == names


@pytest.mark.parametrize(("share", "filled"), [(0.0, False), (0.001, True), (1.0, True)])
def test_a_bar_of_nothing_is_empty(qtbot: QtBot, share: float, *, filled: bool) -> None:
    theme = Theme(LIGHT)
    bar = ShareBar(share, theme, name="")
    qtbot.addWidget(bar)
    bar.resize(120, 16)
    assert (bar.grab().toImage().pixelColor(4, 8) == theme.colour("accent")) == filled


def test_numbers_beside_bars_end_at_one_line(qtbot: QtBot) -> None:
    """A number narrower than what a finger hits stood at the left of its link."""
    holder = QWidget()
    qtbot.addWidget(holder)
    rows = [BarRow(name, 0.5, "", number, TicketQuery()) for name, number in (("a", "1,400"), ("b", "8"))]
    holder.setLayout(bar_grid(rows, Theme(LIGHT), lambda _query: None))
    holder.resize(400, 120)
    with qtbot.waitExposed(holder):
        holder.show()
    ends = []
    for link in holder.findChildren(Link):
        picture = link.grab().toImage()
        ground = picture.pixelColor(0, 0)
        spots = itertools.product(range(picture.width()), range(4, picture.height() - 4))
        ends.append(link.x() + max(x for x, y in spots if picture.pixelColor(x, y) != ground))
    assert max(ends) - min(ends) <= 2
