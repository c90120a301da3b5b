"""The start page: drop zone, sample log, and recent and unsaved work."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from supportlens.gui.pages.base.page import Page
from supportlens.gui.pages.base.stacking import stack_widgets
from supportlens.gui.widgets import Button, Card, body, faint, label, muted
from supportlens.gui.widgets.basics.elided_label import ElidedLabel
from supportlens.gui.widgets.basics.labels import LEAD, MUTED, STRONG, icon_label
from supportlens.gui.widgets.charts.sparkline import Sparkline
from supportlens.gui.widgets.controls.link import Link
from supportlens.gui.widgets.controls.row import Row, list_line
from supportlens.gui.widgets.shell.drop_zone import DropZone
from supportlens.i18n.standing.lives import overdue_line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from supportlens.app.projects.unsaved_work import UnsavedWork
    from supportlens.gui.project_reminders import ReviewDate, SlippedTarget
    from supportlens.gui.recent_analyses import Recent

SAMPLE_SIZE = 1000
"""How many tickets the sample log has."""
REVIEWS_SHOWN = 4
"""Overdue reviews that are shown, the oldest first. Judgement: the page is for dropping files."""
SLIPS_SHOWN = 4
"""Targets that slipped that are shown. Judgement: as many as reviews."""
RECENT_SHOWN = 4
"""Earlier analyses that are shown. Judgement: a laptop shows them below the place for files."""
UNSAVED_SHOWN = 3
"""Pieces of unsaved work that are shown, newest first. Judgement: older ones are rarely wanted."""


class StartPage(Page):
    """The page that is shown first."""

    ends = False

    recent_wanted = Signal(object)
    """The paths of an earlier analysis, of a project or of unsaved work."""
    unsaved_discarded = Signal(str)
    """The unsaved work to discard."""

    def build(self) -> None:
        """Build the headline, the drop zone, the sample and the list of recent analyses."""
        say = self.words.say
        self._offers: list[QWidget] = []
        self.rows.setContentsMargins(0, 28, 0, 28)
        self.add_heading(say("Start"), [(say("Why do your customers call?"), False)])
        promise = say(
            "Drop your help-desk export: SupportLens finds out why they call, whether people need training "
            "or something needs fixing, and prepares the plan. Nothing leaves this computer."
        )
        self.add(label(promise, LEAD, self.theme))
        self.add(self._zone(), 1)
        self._recent = Card(self.theme, say("Recent analyses and projects"))
        self._recent.hide()
        self._unsaved = Card(self.theme, say("Unsaved last time"), tone="soft")
        self._unsaved.hide()
        self.rows.insertWidget(2, self._unsaved)
        self._reviews = Card(self.theme, say("Reviews that are overdue"), tone="soft")
        self._reviews.hide()
        self.rows.insertWidget(2, self._reviews)
        self._slips = Card(self.theme, say("Targets that slipped"), tone="soft")
        self._slips.hide()
        self.rows.insertWidget(2, self._slips)
        self.add(self._recent)
        self.add(self.side_by_side((self._exports(), 1), (self._sample(), 1)))

    def show_recent(self, recent: Sequence[Recent]) -> None:
        """Show the latest analyses; those whose files are gone cannot be opened."""
        self._recent.rows.setSpacing(4)
        shown = recent[:RECENT_SHOWN]
        states = {self._say_state(analysis) for analysis in shown} - {""}
        for analysis in shown:
            self._recent.add(self._recent_row(analysis, states))
        if self.study is not None:
            read = list_line(
                self.words.say("How the open log was read"),
                self.theme,
                payload="intake",
                mark="\N{RIGHTWARDS ARROW}",
            )
            read.wanted.connect(self.follow)
            self._recent.add(read)
        self._recent.fill()
        self._recent.setVisible(bool(recent))

    def show_unsaved(self, unsaved: Sequence[UnsavedWork]) -> None:
        """Show work that was neither saved nor discarded."""
        for item in unsaved[:UNSAVED_SHOWN]:
            self._unsaved.add(self._unsaved_row(item))
        self._unsaved.setVisible(bool(unsaved))

    def show_reminders(self, reviews: Sequence[ReviewDate], slips: Sequence[SlippedTarget] = ()) -> None:
        """Show reviews that should have taken place and readings that miss their target.

        A row opens its project.
        """
        today = datetime.now(tz=UTC).date()
        due = [one for one in reviews if one.day < today and one.project.exists()][:REVIEWS_SHOWN]
        for one in due:
            line = overdue_line(self.words.quoted(one.name), one.day, self.words)
            self._reviews.add(self._reminder(line, one.project))
        self._reviews.setVisible(bool(due))
        missed = [one for one in slips if one.project.exists()][:SLIPS_SHOWN]
        for slip in missed:
            self._slips.add(self._reminder(slip.sentence(self.words.language), slip.project))
        self._slips.setVisible(bool(missed))

    def _reminder(self, line: str, project: Path) -> Row:
        """Return a row that says what a project reminds of, and opens it."""
        row = Row(line, self.theme, payload=(project,))
        row.add(body(line, self.theme), 1)
        row.add(faint(project.stem, self.theme, wrap=False))
        row.wanted.connect(self.recent_wanted)
        return row

    def _unsaved_row(self, item: UnsavedWork) -> QWidget:
        say, name = self.words.say, item.project.stem if item.project else item.name
        holder = QWidget()
        holder.setAccessibleName(name)
        cells = QHBoxLayout(holder)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setSpacing(16)
        when = f"{self.words.day(item.when.date(), 'long')}, {self.words.clock(item.when)}"
        text = say("Changes to {name} until {when}", name=self.words.quoted(name), when=when)
        amount = [self.words.say_n("{count} ticket", "{count} tickets", item.tickets)] if item.tickets else []
        if item.steps:
            amount.append(self.words.say_n("{count} correction", "{count} corrections", item.steps))
        told = stack_widgets(body(text, self.theme), faint(", ".join(amount), self.theme), gap=0)
        cells.addWidget(told, 1, Qt.AlignmentFlag.AlignVCenter)
        again = Button(say("Continue"), self.theme, payload=(item.path,))
        again.wanted.connect(self.recent_wanted)
        away = Button(say("Discard"), self.theme, role="quiet", payload=item.work)

        def discard(work: object) -> None:
            self.unsaved_discarded.emit(str(work))
            holder.hide()
            self._unsaved.setVisible(any(not row.isHidden() for row in self._offers))

        away.wanted.connect(discard)
        self._offers.append(holder)
        cells.addWidget(again)
        cells.addWidget(away)
        return holder

    def _zone(self) -> QWidget:
        say = self.words.say
        files = Button(say("Choose files…"), self.theme, role="primary", payload="open")
        folder = Button(say("Choose a folder…"), self.theme, payload="open_folder", icon="folder-open")
        for button in (files, folder):
            button.wanted.connect(self.act)
        call = say("Drop your tickets here")
        hint = say("CSV, Excel or JSON from your help desk. Files or folders, several at once.")
        return DropZone(call, hint, self.theme, (files, folder))

    def _exports(self) -> Card:
        """Return the card of what to export from common help desks, a line each."""
        say = self.words.say
        card = Card(self.theme, say("What to export"))
        for desk, way in (
            ("Zendesk", say("Admin Center, Account, Reports, Export")),
            ("Jira", say("Filters, Export CSV (all fields)")),
            ("Freshdesk", say("Tickets, Export, every field")),
            ("GLPI", say("Assistance, Tickets, export all pages as CSV")),
        ):
            card.add(stack_widgets(muted(f"{desk}: {way}", self.theme)))
        card.rows.setSpacing(6)
        more = Link(say("More in the manual"), self.theme, payload="what_to_export", size=13)
        more.wanted.connect(self.act)
        card.add(more)
        card.fill()
        return card

    def _sample(self) -> Card:
        say = self.words.say
        card = Card(self.theme, say("No export to hand?"))
        offer = self.words.say_n(
            "Try it with a sample log of {count} ticket.",
            "Try it with a sample log of {count} tickets.",
            SAMPLE_SIZE,
        )
        card.add(body(offer, self.theme))
        button = Button(say("Open the sample log"), self.theme, role="link", payload="sample")
        button.wanted.connect(self.act)
        card.add(button)
        tour = Link(say("Tour of three steps"), self.theme, payload="tour", size=13)
        tour.wanted.connect(self.act)
        card.add(tour)
        card.fill()
        return card

    def _say_state(self, analysis: Recent) -> str:
        """Return what an analysis is, "" for files that are there."""
        if analysis.missing:
            return self.words.say("no longer there")
        return self.words.say("project") if analysis.is_project else ""

    def _state_of(self, analysis: Recent, states: Collection[str]) -> QLabel:
        """Return what an analysis is, as wide as any of the `states`, so that weeks stand in a column."""
        shown = self._say_state(analysis)
        state = faint(shown, self.theme, wrap=False)
        widest = max(map(state.fontMetrics().horizontalAdvance, states))
        state.setMinimumWidth(widest + 2)
        state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        state.setAccessibleName(shown)
        return state

    def _recent_row(self, analysis: Recent, states: Collection[str]) -> Row:
        missing = analysis.missing
        row = Row(analysis.name, self.theme, payload=None if missing else analysis.paths)
        kind = "layers" if analysis.is_project else "file-spreadsheet"
        row.add(icon_label(kind, self.theme, size=18, colour="ink_3" if missing else "ink_2"))
        name = ElidedLabel(analysis.name, STRONG, self.theme)
        name.setToolTip("\n".join(str(path) for path in analysis.paths))
        sentence = analysis.sentence(self.words.language)
        said = [name, ElidedLabel(sentence, MUTED, self.theme)] if sentence else [name]
        told = stack_widgets(*said, gap=1)
        told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.setAccessibleName(": ".join(filter(None, (analysis.name, sentence))))
        row.add(told, 1)
        if len(analysis.weekly) > 1:
            row.add(Sparkline(analysis.weekly, self.theme, name=self.words.say("By week")))
        row.setEnabled(not missing)
        if states:
            row.add(self._state_of(analysis, states))
        row.wanted.connect(self.recent_wanted)
        return row
