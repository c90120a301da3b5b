"""The page of the comparison: which causes are new, gone, growing, falling or steady."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from supportlens.domain import Period
from supportlens.gui.pages.base.page import Page
from supportlens.gui.pages.cards.symptom_trends import symptom_trends_card
from supportlens.gui.pages.comparison.comparison_table import SHOW_ALL, comparison_card
from supportlens.gui.widgets import Button, Card, body, flow, muted, subtitle
from supportlens.gui.widgets.basics.labels import CARD_TITLE, MUTED, label, set_text
from supportlens.gui.widgets.controls.day_box import DayBox
from supportlens.i18n.periods import comparison_line, moved_line

if TYPE_CHECKING:
    from datetime import date

    from supportlens.domain import PeriodComparison, Study


class ComparisonPage(Page):
    """The choice of two periods, and the table of the causes in both."""

    study: Study

    comparison_wanted = Signal(object)
    """Two `Period`s to compare, None for the default periods."""

    def build(self) -> None:
        """Build the choice of the periods; the table follows when it has been computed."""
        say = self.words.say
        self.comparison: PeriodComparison | None = None
        """The comparison that is shown, None while it is computed."""
        self.add_heading(
            say("Two periods"), [(say("What is new, what is gone, what grows and what falls."), False)]
        )
        back = Button(say("Back to the causes"), self.theme, role="link", payload="causes")
        back.wanted.connect(self.follow)
        self.add(back)
        since = symptom_trends_card(self.study, self.words, self.theme, self.follow)
        if since is not None:
            self.add(since)
        if self.study.tickets.first_date is None:
            self.add(body(say("The log has no dates, so no periods can be compared."), self.theme))
            return
        self.add(self._choice())
        self._place = QVBoxLayout()
        self.add(self._place)
        self._shown: QWidget = muted(say("Counting…"), self.theme)
        self._place.addWidget(self._shown)

    def show_comparison(self, comparison: PeriodComparison | None) -> None:
        """Show a comparison; None means that the log is too short for two periods."""
        if self.study.tickets.first_date is None:
            return  # the page already says so
        self.comparison = comparison
        if comparison is None:
            self._propose_halves()
            text = self.words.say("The log is too short for two periods of full weeks. Choose the dates.")
            self._replace_result(body(text, self.theme))
            return
        for box, day in zip(
            (*self.first, *self.second),
            (comparison.first.first, comparison.first.last, comparison.second.first, comparison.second.last),
            strict=True,
        ):
            box.show_day(day)
        self._replace_result(self._result(comparison))

    def _propose_halves(self) -> None:
        """Show the days of both halves of a short log, to be compared or changed."""
        first, last = self.study.tickets.first_date, self.study.tickets.last_date
        if first is None or last is None:
            return
        middle = first + (last - first) // 2
        days = (first, middle, min(middle + timedelta(days=1), last), last)
        for box, day in zip((*self.first, *self.second), days, strict=True):
            box.show_day(day)

    def memory(self) -> tuple[Period, Period] | None:
        """Return the periods that are compared."""
        return (self.comparison.first, self.comparison.second) if self.comparison else None

    def recall(self, memory: object) -> None:
        """Compare the periods that were compared before."""
        if isinstance(memory, tuple):
            self.comparison_wanted.emit(memory)

    def say_as(self, other: Page) -> None:
        """Show the comparison of another page without computing it again."""
        if isinstance(other, ComparisonPage) and other.comparison is not None:
            self.show_comparison(other.comparison)

    def _choice(self) -> Card:
        say = self.words.say
        card = Card(self.theme, say("Which periods"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self.first = self._period(grid, 0, say("First period"))
        self.second = self._period(grid, 1, say("Second period"))
        self.compared = Button(say("Compare"), self.theme, role="primary")
        self.compared.wanted.connect(self._compare)
        usual = Button(say("The last weeks and those before"), self.theme)
        usual.wanted.connect(lambda: self.comparison_wanted.emit(None))
        grid.setColumnStretch(5, 1)
        card.add(grid)
        card.add(flow((self.compared, usual), 12))
        self.trouble = label("", MUTED, self.theme)
        self.trouble.hide()
        card.add(self.trouble)
        return card

    def _period(self, grid: QGridLayout, row: int, name: str) -> tuple[DayBox, DayBox]:
        say = self.words.say
        grid.addWidget(label(name, CARD_TITLE, self.theme, wrap=False), row, 0)
        from_day = DayBox(self.theme, f"{name}: {say('from')}", self.words.locale)
        to_day = DayBox(self.theme, f"{name}: {say('to')}", self.words.locale)
        grid.addWidget(from_day, row, 1)
        grid.addWidget(label(say("to"), MUTED, self.theme, wrap=False), row, 2, Qt.AlignmentFlag.AlignCenter)
        grid.addWidget(to_day, row, 3)
        return from_day, to_day

    def _compare(self) -> None:
        """Request the comparison, or show why the periods cannot be compared."""
        days = [box.day for box in (*self.first, *self.second)]
        trouble = self._find_trouble([day for day in days if day is not None])
        set_text(self.trouble, trouble)
        self.trouble.setVisible(bool(trouble))
        if not trouble:
            one, two, three, four = (day for day in days if day is not None)
            self.comparison_wanted.emit((Period(one, two), Period(three, four)))

    def _find_trouble(self, days: list[date]) -> str:
        say, tickets = self.words.say, self.study.tickets
        one, two, three, four = days
        first, last = tickets.first_date, tickets.last_date
        if two < one or four < three:
            return say("A period cannot end before it begins.")
        if one <= four and three <= two:
            return say("The two periods overlap. Choose dates that belong to only one of them.")
        if first is None or last is None:
            return say("The log has no dates, so no periods can be compared.")
        if two < first or one > last or four < first or three > last:
            return say(
                "A period is outside the log, which runs from {first} to {last}.",
                first=self.words.day(first, "long"),
                last=self.words.day(last, "long"),
            )
        return ""

    def _replace_result(self, widget: QWidget) -> None:
        self._place.removeWidget(self._shown)
        self._shown.deleteLater()
        self._shown = widget
        self._place.addWidget(widget)

    def _result(self, comparison: PeriodComparison, *, whole: bool = False) -> QWidget:
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(16)
        rows.addWidget(subtitle(moved_line(comparison, self.study, self.words), self.theme))
        rows.addWidget(body(comparison_line(comparison, self.words), self.theme))
        rows.addWidget(
            comparison_card(comparison, self.study, self.words, self.theme, self._follow_table, whole=whole)
        )
        return holder

    def _follow_table(self, payload: object) -> None:
        """Show the whole table on `SHOW_ALL`, and follow any other link."""
        if payload == SHOW_ALL and self.comparison is not None:
            self._replace_result(self._result(self.comparison, whole=True))
            return
        self.follow(payload)
