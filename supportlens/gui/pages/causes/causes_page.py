"""The page of the causes: their Pareto chart and table, and the detail of the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import Shiboken

from supportlens.domain import TicketQuery
from supportlens.gui.pages.base.page import Page
from supportlens.gui.pages.base.stacking import stack_widgets
from supportlens.gui.pages.base.statements import SymptomPlacing
from supportlens.gui.pages.causes.cause_detail import CauseDetail
from supportlens.gui.pages.causes.cause_table import CAUSES_SHOWN, CauseTable
from supportlens.gui.pages.causes.drop_board import DropBoard
from supportlens.gui.pages.causes.symptom_drag import drag
from supportlens.gui.widgets import Button, Card, muted
from supportlens.gui.widgets.basics.columns import GAP, Columns
from supportlens.gui.widgets.cards.empty_state import EmptyState
from supportlens.gui.widgets.charts.pareto_chart import ParetoBar, ParetoChart
from supportlens.gui.widgets.controls.level_slider import LevelSlider
from supportlens.i18n import no_verdict_line
from supportlens.i18n.symptoms import quoted_names_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.domain import Name, Study
    from supportlens.gui.pages.causes.symptom_drag import DraggedSymptom
    from supportlens.gui.pages.causes.symptom_rows import SymptomRow

LEVEL = "level"
"""The link to the choice of granularity."""
CHART_HEIGHT = 320
DRAGGED_WIDTH = 320
"""Pixels of the picture of a symptom under the mouse."""
NARROW_BELOW = 1000
"""Pixels of the chart and the table together below which the chart stands below the table."""
WIDE_FROM = 1480
"""Pixels of content from which the detail stands beside the table, each wide enough for its columns."""


class CausesPage(Page):
    """Pareto chart and table; the detail of the chosen cause is shown below or beside them."""

    study: Study
    widest: ClassVar[int] = 1880

    def build(self) -> Iterator[None]:
        """Build the chart, the table and the detail of the first cause."""
        self._detail: CauseDetail | None = None
        details = QWidget()
        self._place = QVBoxLayout(details)
        self._place.setContentsMargins(0, 0, 0, 0)
        self.board: DropBoard | None = None
        """What is shown while a symptom is dragged."""
        self.granularity: LevelSlider | None = None
        self._chart: ParetoChart | None = None
        causes = self._causes = self.study.causes_by_size
        self.add_heading(self.words.say("Causes"), [(self._sentence(), False)])
        self._offer_levels()
        if not causes:
            self.add(self._empty_notice(), 1)
            return
        self.table = CauseTable(self.study, self.words, self.theme)
        self.table.wanted.connect(self.show_cause)
        self.table.all_wanted.connect(self._show_all_causes)
        self.table.grows.connect(self._fix_chart_height)
        self.table.hovered.connect(self._hover_row)
        self.table.dropped.connect(self._drop_on_row)
        yield from self.table.fill_first()
        yield
        self._shares = self._pareto_card()
        parts = ((self._shares, 1), (self.table, 3))
        self._overview = Columns(parts, stacked_below=NARROW_BELOW, last_first=True)
        beside: list[QWidget] = [self._overview]
        if quoted := quoted_names_line(self._listed_names(), self.words):
            beside.append(muted(quoted, self.theme))
        compare = Button(
            self.words.say("Compare two periods"),
            self.theme,
            role="link",
            payload="comparison",
            icon="calendar",
        )
        compare.wanted.connect(self.follow)
        overview = stack_widgets(*beside, compare, gap=16, at_top=True)
        self.add(self.side_by_side((overview, 1), (details, 1), stacked_below=WIDE_FROM))
        yield
        chosen = self.study.cause(self.memory())
        if chosen is None:
            self.show_cause((self.study.main_cause or causes[0]).id)
        else:  # while the page was being built
            self.table.choose(chosen)

    def _empty_notice(self) -> EmptyState:
        """Return why nothing was grouped, and the way to the tickets."""
        blank = EmptyState(
            self.theme,
            icon="chart-column",
            sentence=self.words.say("The tickets are too different to group."),
            help_text=no_verdict_line(self.study, self.words),
            button=self.words.say("Read the tickets"),
            payload=TicketQuery(),
        )
        blank.wanted.connect(self.follow)
        return blank

    def show_cause(self, cause_id: object) -> None:
        """Show the detail of a cause."""
        cause = self.study.cause(str(cause_id))
        if cause is None:
            return
        self.table.choose(cause)
        detail = CauseDetail(cause, self.study, self.words, self.theme, self.drafts)
        self.build_part(detail, detail.build())
        detail.wanted.connect(self.follow)
        detail.stated.connect(self.statement_wanted)
        detail.considered.connect(self.preview_wanted)
        detail.dragged.connect(self._drag)
        if self._detail is not None:
            self._place.removeWidget(self._detail)
            self._detail.deleteLater()
        self._detail = detail
        self._place.addWidget(detail)

    def open_board(self, dragged: DraggedSymptom) -> DropBoard:
        """Show the causes that a dragged symptom can be dropped on."""
        self.close_board()
        board = DropBoard(self, dragged, self.study, self.words, self.theme)
        board.considered.connect(self.preview_wanted)
        board.stated.connect(self._place_symptom)
        self.board = board
        return board

    def close_board(self) -> None:
        """Take the board away."""
        if self.board is not None:
            self.board.hide()
            self.board.deleteLater()
            self.board = None

    def _drag(self, row: SymptomRow, dragged: DraggedSymptom) -> None:
        """Drag a symptom; the board is there until it is let go."""
        from supportlens.app.output.masked_rows import mask_texts  # noqa: PLC0415 - needs openpyxl

        picture = row.grab().scaledToWidth(DRAGGED_WIDTH, Qt.TransformationMode.SmoothTransformation)
        text = row.accessibleName()
        if self.hides_people:
            (text,) = mask_texts([text], self.study, self.words)
        self.open_board(dragged)
        drag(row, dragged, picture, text)
        if Shiboken.isValid(self):
            self.close_board()

    def _place_symptom(self, statement: object) -> None:
        """State where a symptom was dropped, once the drag has ended."""
        QTimer.singleShot(0, self, lambda: self.statement_wanted.emit(statement))

    def _drop_on_row(self, cause_id: str, dragged: DraggedSymptom) -> None:
        self._place_symptom(SymptomPlacing((dragged.symptom_id,), dragged.cause_id, cause_id))

    def _hover_row(self, cause_id: str) -> None:
        if self.board is not None:
            self.board.consider(cause_id)

    def memory(self) -> str | None:
        """Return the id of the cause whose detail is shown."""
        return self._detail.cause.id if self._detail else None

    def recall(self, memory: object) -> None:
        """Show the detail of a cause by its id; `C1/symptoms` scrolls to its symptoms.

        `LEVEL` focuses the choice of granularity.
        """
        if memory == LEVEL and self.granularity is not None:
            self.granularity.slider.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        cause_id, _, part = str(memory).partition("/")
        self.show_cause(cause_id)
        if part == "symptoms":
            self.when_built(self._show_symptoms)

    def _show_symptoms(self) -> None:
        if self._detail is not None:
            self.scroll_to_widget(self._detail.symptoms)

    def _offer_levels(self) -> None:
        """Add the choice of granularity if the log can be cut in more than one way."""
        levels, default = self.study.levels, self.study.default_level
        if len(levels) < 2:
            return
        level = self.study.level if self.study.level in levels else default
        self.granularity = LevelSlider(levels, level, default, self.words, self.theme)
        self.granularity.wanted.connect(self.level_wanted)
        self.add(self.granularity)

    def _listed_names(self) -> Iterator[Name]:
        """Return the names of the causes and of their symptoms."""
        yield from (cause.name for cause in self._causes)
        yield from (symptom.name for symptom in self.study.symptoms)

    def _sentence(self) -> str:
        causes, total = self._causes, len(self.study.tickets)
        if not causes or not total:
            return self.words.say("No causes were found.")
        few = min(3, len(causes))
        held = sum(cause.tickets for cause in causes[:few])
        return self.words.say_n(
            "{count} cause accounts for {share} of the tickets ({part} of {total}).",
            "{count} causes account for {share} of the tickets ({part} of {total}).",
            few,
            share=self.words.percent(held / total),
            part=self.words.number(held),
            total=self.words.number(total),
        )

    def _pareto_card(self) -> Card:
        card = Card(self.theme, self.words.say("Tickets by cause, with the running total"))
        bars = [
            ParetoBar(
                self.words.read(cause.name),
                cause.tickets,
                self.theme.kind_colour(cause.kind),
                cause.id,
            )
            for cause in self._causes[:CAUSES_SHOWN]
        ]
        name = self.words.say("Tickets by cause, with the running total")
        chart = ParetoChart(bars, len(self.study.tickets), self.theme, self.words, name=name)
        chart.wanted.connect(self.show_cause)
        card.add(chart, 1)
        self._chart = chart
        return card

    def _show_all_causes(self) -> None:
        """Show the rows of all causes, a few at a time; no chart stands below so many.

        What is in view stays where it is.
        """
        moved = self._shares.height() + GAP if self._overview.put_first_on_top() else 0
        self._scroll_by(self.scrolled + moved)
        self.build_part(self.table, self.table.fill_rest())

    def _fix_chart_height(self) -> None:
        """Keep the height of the chart when the table beside it grows."""
        if self._chart is None:
            return
        self._chart.setFixedHeight(self._chart.height() if self._chart.isVisible() else CHART_HEIGHT)
        self._overview.keep_at_top(self._shares)
