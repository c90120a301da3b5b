"""The page of the progress: the stages of the analysis, what is known so far, and a button that stops it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout

from supportlens.app.analysis.time_left import read_part, seconds_left
from supportlens.domain import Stage
from supportlens.gui.pages.base.page import Page
from supportlens.gui.pages.base.stacking import stack_widgets
from supportlens.gui.widgets import Button, Card, body, eyebrow, faint, headline, muted
from supportlens.gui.widgets.basics.labels import set_text
from supportlens.gui.widgets.charts.heaps import FillingWeeks, HeapRow, Heaps
from supportlens.gui.widgets.charts.stepper import Stepper
from supportlens.i18n.amounts import tickets_phrase
from supportlens.i18n.labels import stage_name
from supportlens.i18n.reading.under_way import (
    arrived_phrase,
    provisional_title,
    time_left_line,
)
from supportlens.i18n.verdicts import join_segments, verdict_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from supportlens.domain import Glimpse

STAGES = tuple(stage for stage in Stage if stage is not Stage.REPORT)
"""The report is written later, when somebody asks for it."""

STACKED_BELOW = 860
"""Pixels below which what is known stands below the stages."""

ABOVE = 8
"""Pixels above the page beside those that every page has. Judgement: it looks like a page, not like a box."""

LOOK_MS = 1_000
"""Milliseconds between two looks at the time left. Judgement: more often it flickers."""


class ProgressPage(Page):
    """Shows the stages of the analysis, how far each is, and what is known of the log so far."""

    ends = False

    def build(self) -> None:
        """Build the stepper, the button that stops the analysis, and the card that fills while it runs."""
        say = self.words.say
        self._at = (Stage.READ, 0.0)
        self._since = time.monotonic()
        self._seen: Glimpse | None = None
        self.rows.setSpacing(20)
        self.rows.addSpacing(self.theme.scaled(ABOVE))  # fixed: nothing moves while the card grows
        self.add(eyebrow(say("Analysing"), self.theme))
        self._headline = headline([(say("Finding out why your customers call"), False)], self.theme)
        stop = Button(say("Stop"), self.theme, payload="cancel")
        stop.wanted.connect(self.act)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self._headline, 1)
        top.addWidget(stop, 0, Qt.AlignmentFlag.AlignTop)  # in view however low the window is
        self.add(top)
        self._files = muted("", self.theme, wrap=False)
        self.add(self._files)
        names = [stage_name(stage, self.words) for stage in STAGES]
        self.stepper = Stepper(names, self.theme, name=say("Stages of the analysis"))
        self.time_left = muted("", self.theme)
        steps = stack_widgets(self.stepper, self.time_left, gap=16, at_top=True)
        self.so_far = self._known_card()
        self.add(self.side_by_side((steps, 0), (self.so_far, 1), stacked_below=STACKED_BELOW))
        if self.study is not None:
            self.add(muted(say("Your current analysis stays open until this is done."), self.theme))
        self.rows.addStretch(1)
        clock = QTimer(self, interval=LOOK_MS)
        clock.timeout.connect(self._show_time_left)
        clock.start()

    def show_files(self, paths: Sequence[Path]) -> None:
        """Show which files are being read."""
        shown = [path.name for path in paths[:3]]
        more = len(paths) - len(shown)
        if more:
            shown.append(self.words.say_n("{count} more", "{count} more", more))
        self._files.setText(self.words.listed(shown))
        self._files.setAccessibleName(self._files.text())

    def show_progress(self, stage: Stage, fraction: float, since: float | None = None) -> None:
        """Show how far a stage is; `since` is when the analysis began, on the clock of `time.monotonic`."""
        if stage in STAGES:
            self._at = (stage, fraction)
            self._since = self._since if since is None else since
            self.stepper.show_step(STAGES.index(stage), fraction)
            self._fill()

    def show_glimpse(self, seen: Glimpse) -> None:
        """Show what is known of the log so far."""
        self._seen = seen
        self.so_far.setVisible(True)
        set_text(self._count, tickets_phrase(seen.tickets, self.words))
        sentence = join_segments(verdict_sentence(seen.sample, self.words)) if seen.sample else ""
        set_text(self._title, provisional_title(seen, self.words))
        set_text(self._sentence, sentence)
        self.provisional.setVisible(bool(sentence))
        self._fill()

    def _known_card(self) -> Card:
        say = self.words.say
        card = Card(self.theme, say("So far"))
        self._count = body("", self.theme)
        self.weeks = FillingWeeks(self.theme, name=say("Tickets by week; the filled part was read"))
        self.heaps = Heaps(
            self.theme, name=say("What people say, as far as it was read"), count=self._count_heap
        )
        self.provisional = Card(self.theme, tone="soft")
        self._title = eyebrow("", self.theme)
        self._sentence = body("", self.theme)
        doubt = faint(say("The verdict may still change: it counts few tickets."), self.theme)
        for part in (self._title, self._sentence, doubt):
            self.provisional.add(part)
        for widget in (self.provisional, self._count, self.weeks, self.heaps):
            card.add(widget)
        card.fill()
        self.weeks.hide()
        self.provisional.hide()
        card.hide()
        return card

    def _count_heap(self, share: float) -> str:
        """Return how many tickets of a heap were read, "" before the first: "0" on a long bar puzzles."""
        seen = self._seen
        tickets = share * seen.tickets if seen else 0.0
        if tickets < 1:
            return ""
        return arrived_phrase(tickets, self.words, about=seen is not None and seen.sample is not None)

    def _fill(self) -> None:
        """Show weeks and heaps as far as their texts were read."""
        seen, read = self._seen, read_part(*self._at)
        if seen is None:
            return
        heaps = [HeapRow(self.words.read(heap.name), heap.share) for heap in seen.heaps]
        self.heaps.show_heaps(heaps, read)
        if seen.weeks:
            first, last = seen.weeks[0], seen.weeks[-1]
            style: Literal["short", "long"] = "short" if first.year == last.year else "long"
            span = (self.words.day(first, style), self.words.day(last, style))
            self.weeks.show_weeks(seen.weekly, span, read)

    def _show_time_left(self) -> None:
        tickets = self._seen.tickets if self._seen else 1
        left = seconds_left(*self._at, time.monotonic() - self._since, tickets)
        set_text(self.time_left, time_left_line(left, self.words))
