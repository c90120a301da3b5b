"""The page of the moments of truth: cards by state, and the sheet of the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from supportlens.domain import MomentState, TicketQuery, find_most_delicate
from supportlens.gui.pages.base.page import Page
from supportlens.gui.pages.base.stacking import stack_widgets
from supportlens.gui.pages.moments.journey_card import JourneyCard
from supportlens.gui.pages.moments.moment_sheet import (
    MomentSheet,
    needed_data,
    people_text,
    risk_parts,
    risk_text,
)
from supportlens.gui.widgets import body, muted
from supportlens.gui.widgets.basics.labels import CARD_TITLE, label
from supportlens.gui.widgets.cards.card import Card
from supportlens.gui.widgets.cards.moment_card import MomentCard
from supportlens.gui.widgets.charts.risk_dots import RiskDots
from supportlens.gui.widgets.controls.link import Link
from supportlens.i18n import moment_state_name
from supportlens.i18n.contacts.definitions import definition_lines, mistake_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.domain import MomentMatch, Study

COLUMN_SHARES = {MomentState.DETECTED: 42, MomentState.NEEDS_DATA: 29, MomentState.QUIET: 29}
"""The relative width of the column of each state."""
STACKED_BELOW = 720
"""Pixels below which the columns of cards stand below one another."""
WIDE_FROM = 1480
"""Pixels of content from which the sheet stands beside the cards, as wide as a page of a book."""
LAYOUT_DELAY = 40
"""Milliseconds after which a new sheet is laid out."""
ABOVE = 24
"""Pixels kept above a sheet that is brought into view."""


class MomentsPage(Page):
    """A column of cards for each state there is, and the sheet of the chosen moment below or beside them."""

    widest: ClassVar[int] = 1880

    def build(self) -> Iterator[None]:
        """Build the page; it stays empty without a study or a catalogue."""
        self._open_id = ""
        self._below = QVBoxLayout()
        self._sheet: MomentSheet | None = None
        if self.study is None or not self.study.moments:
            return
        self._laying = QTimer(self, singleShot=True, interval=LAYOUT_DELAY)
        self._laying.timeout.connect(self._show_sheet)
        self.cards: dict[str, MomentCard] = {}
        self._matches = {match.moment.id: match for match in self.study.moments}
        first = find_most_delicate(self.study.moments) or self.study.moments[0]
        self.add_heading(self.words.say("Moments of truth"), self._sentence(self.study))
        if self.study.desk_moments.moments:
            own = Link(self._own_line(self.study), self.theme, "standing")
            own.wanted.connect(self.follow)
            self.add(own)
        columns = []
        for state, share in COLUMN_SHARES.items():
            if any(match.state is state for match in self.study.moments):
                columns.append((self._column(self.study, state), share))
                yield
        board = stack_widgets(self.side_by_side(*columns, stacked_below=STACKED_BELOW), at_top=True)
        below = QWidget()
        below.setLayout(self._below)
        self._below.setContentsMargins(0, 0, 0, 0)
        self.add(self.side_by_side((board, 1), (below, 1), stacked_below=WIDE_FROM))
        yield
        if not self._open_id:
            self.show_moment(first.moment.id)
        yield
        if self.study.journey is not None:
            card = JourneyCard(self.study.journey, self.study, self.words, self.theme)
            card.tickets_wanted.connect(self.tickets_wanted)
            self.add(card)
            yield
            self.add(self._definitions_card(self.study))

    def memory(self) -> object:
        """Return the id of the moment whose sheet is shown."""
        return self._open_id

    def recall(self, memory: object) -> None:
        """Show the sheet of the moment with this id."""
        if self.study is not None and any(match.moment.id == memory for match in self.study.moments):
            self.show_moment(str(memory))

    def show_moment(self, moment_id: str) -> None:
        """Show the sheet of a moment."""
        if self.study is None:
            return
        self._open_id = moment_id
        for key, card in self.cards.items():
            card.show_chosen(chosen=key == moment_id)
        if self._sheet is not None:
            self._below.removeWidget(self._sheet)
            self._sheet.hide()
            self._sheet.deleteLater()
        self._sheet = MomentSheet(self._matches[moment_id], self.study, self.words, self.theme)
        self._sheet.tickets_wanted.connect(self.tickets_wanted)
        self._sheet.page_wanted.connect(self.follow)
        self._below.addWidget(self._sheet)

    def _sentence(self, study: Study) -> tuple[tuple[str, bool], ...]:
        """Return the headline: the number of detected moments, and the riskiest."""
        seen = sum(match.state is MomentState.DETECTED for match in study.moments)
        total = self.words.number(len(study.moments))
        if not seen:
            none = self.words.say("None of the {total} moments of truth appears in this log.", total=total)
            return ((none, False),)
        delicate = find_most_delicate(study.moments)
        if delicate is None:
            even = self.words.say_n(
                "{count} of the {total} moments of truth appears in this log. None is graver than the rest.",
                "{count} of the {total} moments of truth appear in this log. None is graver than the rest.",
                seen,
                total=total,
            )
            return ((even, False),)
        opening = self.words.say_n(
            "{count} of the {total} moments of truth appears in this log. The most delicate one: ",
            "{count} of the {total} moments of truth appear in this log. The most delicate one: ",
            seen,
            total=total,
        )
        return (opening, False), (self.words.read(delicate.moment.name), True), (".", False)

    def _own_line(self, study: Study) -> str:
        """Return how many moments the desk made its own, for the link that leads to them."""
        in_force = sum(moment.state.in_force for moment in study.desk_moments.moments)
        return self.words.say_n(
            "{count} institutionalised in this project", "{count} institutionalised in this project", in_force
        )

    def _definitions_card(self, study: Study) -> Card:
        """Return the definitions in force with their sources, and the mistakes in own rules."""
        card = Card(self.theme, self.words.say("Definitions in force"))
        for line in definition_lines(study.playbook.definitions, self.words):
            card.add(muted(line, self.theme))
        for mistake in study.playbook.coding.mistakes:
            card.add(body(mistake_line(mistake, self.words), self.theme))
        return card

    def _column(self, study: Study, state: MomentState) -> QWidget:
        column = QWidget()
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        matches = [match for match in study.moments if match.state is state]
        heading = f"{moment_state_name(state, self.words)} \N{MIDDLE DOT} {self.words.number(len(matches))}"
        rows.addWidget(label(heading, CARD_TITLE, self.theme))
        for match in matches:
            self.cards[match.moment.id] = self._card(match, study)
            self.cards[match.moment.id].show_chosen(chosen=match.moment.id == self._open_id)
            rows.addWidget(self.cards[match.moment.id])
        rows.addStretch(1)
        return column

    def _card(self, match: MomentMatch, study: Study) -> MomentCard:
        moment = match.moment
        card = MomentCard(
            moment.id, self.words.number(moment.number), self.words.read(moment.name), self.theme
        )
        card.chosen.connect(self._open)
        card.tickets_wanted.connect(self.tickets_wanted)
        if match.tickets:
            text = self.words.say_n("{count} ticket", "{count} tickets", match.tickets)
            people = people_text(match, study, self.words)
            card.add_tickets(text, TicketQuery(moment_id=moment.id), people, self._risk(match))
        for note in self._notes(match, study):
            card.add_note(note)
        return card

    def _risk(self, match: MomentMatch) -> RiskDots | None:
        if match.risk is None:
            return None
        parts = "\n".join(risk_parts(match.risk, self.words))
        return RiskDots(match.risk.level, self.theme, name=risk_text(match.risk, self.words), tip=parts)

    def _notes(self, match: MomentMatch, study: Study) -> list[str]:
        causes = [study.cause(cause_id) for cause_id in match.cause_ids[:3]]
        names = [self.words.read(cause.name) for cause in causes if cause]
        if names:
            return [" \N{MIDDLE DOT} ".join(names)]
        if match.state is MomentState.NEEDS_DATA:
            return [self.words.say("To see it, add {data}.", data=needed_data(match.moment, self.words))]
        if match.state is MomentState.QUIET:
            return [self.words.say("No ticket in this log mentions it.")]
        return []

    def _open(self, moment_id: str) -> None:
        """Show a sheet and scroll to it once it is laid out."""
        self.show_moment(moment_id)
        self._laying.start()

    def _show_sheet(self) -> None:
        area = self.findChild(QScrollArea)
        if area is None or self._sheet is None:
            return
        top = self._sheet.mapTo(self.content, QPoint(0, 0)).y() - ABOVE
        foot = self._sheet.mapTo(self.content, QPoint(0, self._sheet.height())).y()
        bar = area.verticalScrollBar()
        if foot > bar.value() + area.viewport().height():
            bar.setValue(top)
