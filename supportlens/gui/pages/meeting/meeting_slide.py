"""One page of a meeting: the sentence, the share as a picture, the timeline, quotes and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from supportlens.gui.pages.base.stacking import stack_widgets
from supportlens.gui.pages.cards.weekly_chart import build_events, build_weeks
from supportlens.gui.widgets import Card, body, eyebrow, figure, headline, strong
from supportlens.gui.widgets.basics.labels import CARD_TITLE, label
from supportlens.gui.widgets.charts.timeline_chart import TimelineChart
from supportlens.gui.widgets.charts.waffle import Waffle
from supportlens.i18n.actions import action_line
from supportlens.i18n.labels import kind_name
from supportlens.i18n.symptoms import excerpt
from supportlens.i18n.verdicts import verdict_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from supportlens.app.output.meeting import MeetingPage
    from supportlens.domain import Cause, Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


LEAST_PICTURE, MOST_PICTURE = 84, 260
"""Pixels of the side of the share's picture: what a laptop leaves for it, and what a large screen needs."""
LEAST_CHART = QSize(240, 110)


class MeetingSlide(QFrame):
    """Everything that is said of one cause, large enough to be read from the back of a room."""

    def __init__(self, page: MeetingPage, study: Study, place: str, words: Words, theme: Theme) -> None:
        """Show a page; `place` says which one of how many it is."""
        super().__init__()
        self._study, self._words, self._theme = study, words.of_log(study.tickets), theme
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._picture: Waffle | None = None
        self._said: list[QWidget] = []
        """The quotes; a low screen shows as many as it has room for."""
        self._rows = rows = QVBoxLayout(self)
        rows.setContentsMargins(56, 28, 56, 20)
        rows.setSpacing(16)
        rows.addWidget(eyebrow(place, theme))
        rows.addWidget(headline(self._sentence(page.cause), theme))
        if page.cause is None:
            rows.addStretch(1)
            return
        pictures = QHBoxLayout()
        pictures.setSpacing(24)
        self._share_card = self._share(page.cause)
        self._share_card.installEventFilter(self)
        pictures.addWidget(self._share_card)
        pictures.addWidget(self._weeks(page.cause), 1)
        rows.addLayout(pictures, 1)
        lower = QHBoxLayout()
        lower.setSpacing(24)
        if page.quotes:
            lower.addWidget(self._quotes(page.quotes), 3)
        lower.addWidget(self._action(page.cause), 2)
        rows.addLayout(lower)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many quotes as there is room for, one at least: half a sentence says nothing."""
        super().resizeEvent(event)
        for shown in range(len(self._said), 0, -1):
            for place, quote in enumerate(self._said):
                quote.setVisible(place < shown)
                self._measure_again(quote)
            if self._rows.totalMinimumHeightForWidth(self.width()) <= self.height():
                break

    def _measure_again(self, widget: QWidget) -> None:
        """Make every layout round a widget forget what it knew of its size."""
        above: QWidget | None = widget
        while above is not None and above is not self:
            above.updateGeometry()
            above = above.parentWidget()
        self._rows.invalidate()
        self._rows.activate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make the picture of the share as large as its card leaves room for, whenever that is laid out."""
        if event.type() is QEvent.Type.Resize and watched is self._share_card and self._picture is not None:
            others = self._share_card.minimumSizeHint().height() - self._picture.height()
            side = min(max(self._share_card.height() - others, LEAST_PICTURE), MOST_PICTURE)
            self._picture.setFixedSize(side, side)
        return super().eventFilter(watched, event)

    def _sentence(self, cause: Cause | None) -> Iterable[tuple[str, bool]]:
        """Return the verdict for its cause, and for another one its name with its share and kind."""
        main = self._study.main_cause
        if cause is None or (main is not None and cause.id == main.id):
            return [(one.text, one.accent) for one in verdict_sentence(self._study, self._words)]
        words = self._words
        rest = words.say(
            ": {share} of the tickets ({count} of {total}). {kind}.",
            share=words.percent(cause.share),
            count=words.number(cause.tickets),
            total=words.number(len(self._study.tickets)),
            kind=kind_name(cause.kind, words),
        )
        return [(words.read(cause.name), True), (rest, False)]

    def _share(self, cause: Cause) -> Card:
        words = self._words
        card = Card(self._theme, words.say("Share of the total"))
        share = words.percent(cause.share)
        picture = Waffle(
            cause.share, self._theme, name=words.say("Share of the total"), description=share, payload=None
        )
        picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        picture.setFixedSize(LEAST_PICTURE, LEAST_PICTURE)  # until there is known to be room for more
        self._picture = picture
        line = QHBoxLayout()
        line.setSpacing(20)
        line.addWidget(picture)
        line.addWidget(figure(share, self._theme))
        card.add(line)
        card.fill()
        return card

    def _weeks(self, cause: Cause) -> Card:
        words = self._words
        card = Card(self._theme, words.say("Tickets a week"))
        if not self._study.weeks:
            card.add(body(words.say("The log has no dates, so there is no timeline."), self._theme))
            card.fill()
            return card
        onset = cause.onset
        chart = TimelineChart(
            build_weeks(cause, self._study),
            self._theme,
            words,
            name=words.say("Tickets a week"),
            events=build_events(cause, words),
            band=(onset.low, onset.high) if onset else None,
            first=self._study.tickets.first_date,
        )
        chart.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chart.setMinimumSize(LEAST_CHART)
        card.add(chart, 1)
        return card

    def _quotes(self, quotes: Iterable[str]) -> Card:
        card = Card(self._theme, self._words.say("In their words"))
        lines: list[QWidget] = [body(self._words.quoted(excerpt(quote)), self._theme) for quote in quotes]
        card.add(stack_widgets(*lines, gap=8))
        card.fill()
        self._said = lines
        return card

    def _action(self, cause: Cause) -> Card:
        card = Card(self._theme, tone="soft")
        card.add(label(self._words.say("What to do"), CARD_TITLE, self._theme))
        card.add(strong(action_line(cause, self._study, self._words), self._theme))
        card.fill()
        return card
