"""The card of symptom trends since the project was saved: new, gone, growing or falling."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import TicketQuery, Trend
from supportlens.gui.pages.base.stacking import stack_widgets
from supportlens.gui.widgets import Button, Card, body, muted
from supportlens.gui.widgets.controls.row import Row, list_line
from supportlens.i18n.trends import baseline_sentence, trend_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from supportlens.domain import Study, SymptomTrend
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

SYMPTOMS_PER_TREND = 5
"""Symptoms of one trend that are shown at first. Judgement: four trends still fit on one screen."""
TRENDS_SHOWN = (Trend.NEW, Trend.GROWING, Trend.FALLING, Trend.GONE)
"""Trends in the order of the card; steady symptoms are left out."""


class SymptomTrendsCard(Card):
    """A line for each symptom with a trend; it links to its tickets, if any."""

    def __init__(self, study: Study, words: Words, theme: Theme, wanted: Callable[[object], None]) -> None:
        super().__init__(theme, words.say("Since the project was saved"))
        self._study, self._words, self._theme, self._wanted = study, words, theme, wanted
        self.more: Button | None = None
        continuation = study.continuation
        if continuation is None:
            return
        self.add(muted(baseline_sentence(continuation, words), theme))
        if continuation.span_now:
            self._set([continuation.with_trend(trend) for trend in TRENDS_SHOWN])
        self.fill()

    def _set(self, trends: Sequence[tuple[SymptomTrend, ...]]) -> None:
        first = [trend for found in trends for trend in found[:SYMPTOMS_PER_TREND]]
        rest = [trend for found in trends for trend in found[SYMPTOMS_PER_TREND:]]
        if not first and self._study.continuation is not None:
            self.add(body(trend_lines(self._study.continuation, self._words)[0], self._theme))
        self.add(stack_widgets(*self._rows(first), gap=2))
        if not rest:
            return
        text = self._words.say_n("Show {count} more", "Show {count} more", len(rest))
        self.more = Button(text, self._theme, role="quiet", icon="chevron-down")
        self.more.wanted.connect(lambda _none: self._unfold(rest))
        self.add(self.more)

    def _unfold(self, rest: Iterable[SymptomTrend]) -> None:
        if self.more is not None:
            self.rows.replaceWidget(self.more, stack_widgets(*self._rows(rest), gap=2))
            self.more.hide()

    def _rows(self, trends: Iterable[SymptomTrend]) -> list[Row]:
        return [self._row(trend) for trend in trends]

    def _row(self, trend: SymptomTrend) -> Row:
        continuation = (
            replace(self._study.continuation, trends=(trend,)) if self._study.continuation else None
        )
        text = trend_lines(continuation, self._words)[0] if continuation else ""
        query = TicketQuery(symptom_id=trend.symptom_id) if self._study.symptom(trend.symptom_id) else None
        made = list_line(text, self._theme, payload=query)
        made.wanted.connect(self._wanted)
        return made


def symptom_trends_card(
    study: Study, words: Words, theme: Theme, wanted: Callable[[object], None]
) -> SymptomTrendsCard | None:
    """Return the card of symptom trends, None without a saved project; `wanted` gets what is clicked."""
    return SymptomTrendsCard(study, words, theme, wanted) if study.continuation is not None else None
