"""The page of the customers, those who need somebody today first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from supportlens.app.output.agenda_files import write_agenda
from supportlens.domain import CareRules, OutputError, TicketQuery
from supportlens.gui.pages.base.page import Page
from supportlens.gui.pages.base.stacking import stack_widgets
from supportlens.gui.pages.base.statements import CareChange
from supportlens.gui.pages.customers.pilot_card import pilot_card
from supportlens.gui.pages.customers.risk_rows import add_risk_rows, first_words
from supportlens.gui.widgets import Button, Card, body, flow, muted
from supportlens.gui.widgets.basics.columns import Columns
from supportlens.gui.widgets.basics.labels import BODY, CARD_TITLE, MUTED, label
from supportlens.gui.widgets.controls.choice import Choice
from supportlens.gui.widgets.controls.link import Link
from supportlens.gui.widgets.controls.tick_box import TickBox
from supportlens.i18n.errors import error_sentence
from supportlens.i18n.follow_up.agenda import agenda_line
from supportlens.i18n.follow_up.customer_files import care_gap_line, match_line, side_file_line
from supportlens.i18n.follow_up.customers import cause_name, critical_line, customers_headline, risk_title
from supportlens.i18n.follow_up.services import due_line, due_phrase, loyalty_line, one_time_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from supportlens.domain import CriticalContact, CustomerCare, Study

_WEEK = 7
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
WIDE_FROM = 1300
"""Pixels of content from which those to call today stand beside the customers at risk."""
GROUPS_BELOW = 680
"""Pixels of a card below which its groups of contacts stand below each other."""
MOST = 8
"""Lines of a list. Judgement: as many as are called in a few days; the workbook has all."""


class CustomersPage(Page):
    """Critical contacts, customers at risk, whom to call, the pilot, the agenda, and what the files gave."""

    widest: ClassVar[int] = 1640

    def build(self) -> Iterator[None]:
        """Build a card for each list that has something in it."""
        if self.study is None or self.study.care is None:
            return
        care = self.study.care
        self.add_heading(self.words.say("Customers"), customers_headline(care, self.words))
        yield from self._add_today(care, self.study)
        if care.buyers or care.due:
            self.add(self._services_card(care))
        if care.due or self.study.pilots:
            card = pilot_card(self.study, self.words, self.theme, self.statement_wanted.emit, self.follow)
            self.add(card)
            yield
        if care.agenda:
            self.add(self._agenda_card(care))
            yield
        self._add_account(care, self.study)

    def _add_today(self, care: CustomerCare, study: Study) -> Iterator[None]:
        """Add the critical contacts and the customers at risk, beside each other on a wide screen."""
        cards: list[tuple[QWidget, int]] = []
        if care.critical:
            cards.append((stack_widgets(self._critical_card(care, study), at_top=True), 4))
            yield
        if care.at_risk or care.rules.window_days != CareRules().window_days:
            card = Card(self.theme, risk_title(care.rules, self.words))
            yield from add_risk_rows(card, care, study, self.words, self.theme, self.follow)
            card.add(self._window(care.rules))
            cards.append((stack_widgets(card, at_top=True), 6))
        if cards:
            self.add(self.side_by_side(*cards, stacked_below=WIDE_FROM))

    def _window(self, rules: CareRules) -> Choice:
        """Return the choice of how long a bad experience counts."""
        say = self.words.say
        entries = {182: say("Half a year"), 365: say("A year"), 730: say("Two years")}
        if rules.window_days not in entries:
            entries[rules.window_days] = self.words.say_n("{count} day", "{count} days", rules.window_days)
        listed = [(str(days), text) for days, text in sorted(entries.items())]
        choice = Choice(self.theme, say("How long it counts"), listed, str(rules.window_days))
        choice.chosen.connect(lambda days: self._choose(replace(rules, window_days=int(days))))
        return choice

    def _critical_card(self, care: CustomerCare, study: Study) -> Card:
        say = self.words.say
        card = Card(self.theme, say("Critical first contacts"), tone="warn")
        groups = (
            (say("In the last seven days"), [one for one in care.critical if one.within == _WEEK]),
            (say("In the last thirty days"), [one for one in care.critical if one.within != _WEEK]),
        )
        parts = [(self._contacts(title, found, study), 1) for title, found in groups if found]
        card.add(Columns(parts, stacked_below=GROUPS_BELOW))
        return card

    def _contacts(self, title: str, contacts: Sequence[CriticalContact], study: Study) -> QWidget:
        """Return the first contacts of a group, and the link to all of them."""
        parts: list[QWidget] = [label(title, CARD_TITLE, self.theme), self._critical_rows(contacts, study)]
        if len(contacts) > MOST:
            every = TicketQuery(ids=tuple(one.ticket_id for one in contacts))
            parts.append(self._more(len(contacts) - MOST, every))
        return stack_widgets(*parts, gap=8, at_top=True)

    def _critical_rows(self, contacts: Sequence[CriticalContact], study: Study) -> QWidget:
        """Return a row for each contact: its day, the customer, and the cause as the link to its ticket."""
        words, theme = self.words, self.theme
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        shown = contacts[:MOST]
        said = first_words(study, {one.ticket_id for one in shown if not study.cause(one.cause_id)})
        for row, one in enumerate(shown):
            day = label(words.day(one.day), MUTED, theme, wrap=False, tabular=True)
            who = label(one.customer or words.say("somebody unnamed"), BODY, theme, wrap=False)
            matter = cause_name(one.cause_id, study, words, said.get(one.ticket_id, ""))
            link = Link(matter, theme, TicketQuery(ids=(one.ticket_id,)))
            link.setAccessibleName(critical_line(one, study, words))
            link.wanted.connect(self.follow)
            for column, widget in enumerate((day, who, link)):
                grid.addWidget(widget, row, column, LEFT)
        grid.setColumnMinimumWidth(0, theme.scaled(56))
        grid.setColumnMinimumWidth(1, theme.scaled(130))
        grid.setColumnStretch(2, 1)
        return holder

    def _more(self, more: int, query: TicketQuery) -> Link:
        link = Link(self.words.say_n("And {count} more.", "And {count} more.", more), self.theme, query)
        link.wanted.connect(self.follow)
        return link

    def _add_more(self, card: Card, more: int) -> None:
        if more > 0:
            text = self.words.say_n("And {count} more.", "And {count} more.", more)
            card.add(muted(text, self.theme))

    def _services_card(self, care: CustomerCare) -> Card:
        card = Card(self.theme, self.words.say("Whom to call"))
        self._add_lines(card, [due_line(care, self.words), one_time_line(care, self.words)])
        for one in care.due[:MOST]:
            card.add(muted(due_phrase(one, self.words), self.theme))
        self._add_more(card, len(care.due) - MOST)
        return card

    def _agenda_card(self, care: CustomerCare) -> Card:
        say = self.words.say
        card = Card(self.theme, say("Agenda"))
        for one in care.agenda[:MOST]:
            row = QHBoxLayout()
            row.setSpacing(12)
            day = label(self.words.day(one.day), CARD_TITLE, self.theme, wrap=False)
            day.setFixedWidth(self.theme.scaled(72))
            row.addWidget(day)
            if one.open_ticket_ids:
                link = Link(agenda_line(one, self.words), self.theme, TicketQuery(ids=one.open_ticket_ids))
                link.wanted.connect(self.follow)
                row.addWidget(link, 1)
            else:
                row.addWidget(body(agenda_line(one, self.words), self.theme), 1)
            card.add(row)
        self._add_more(card, len(care.agenda) - MOST)
        export = Button(say("Export to a calendar (.ics)…"), self.theme, icon="calendar")
        export.wanted.connect(lambda _none: self._ask_and_export())
        birthdays = TickBox(say("Birthdays too"), self.theme, ticked=care.rules.birthdays)
        birthdays.toggled.connect(lambda on: self._choose(replace(care.rules, birthdays=on)))
        card.add(flow((export, birthdays), 16))
        self.saved = muted("", self.theme)
        self.saved.hide()
        card.add(self.saved)
        return card

    def _choose(self, rules: CareRules) -> None:
        self.statement_wanted.emit(CareChange(rules))

    def _ask_and_export(self) -> None:
        proposed = self.words.say("Agenda") + ".ics"
        chosen, _ = QFileDialog.getSaveFileName(self, self.words.say("Agenda"), proposed, "*.ics")
        if chosen:
            self.export(Path(chosen if chosen.lower().endswith(".ics") else f"{chosen}.ics"))

    def export(self, path: Path) -> None:
        """Write the agenda with the names of the customers, and say whether that worked."""
        if self.study is None:
            return
        try:
            write_agenda(self.study, path, self.words, mask=False)
            text = self.words.say("Saved: {path}", path=path)
        except OutputError as failure:
            text = error_sentence(failure, self.words)
        self.saved.setText(text)
        self.saved.show()

    def _add_account(self, care: CustomerCare, study: Study) -> None:
        files = study.customer_files.files if study.customer_files else ()
        sections = (
            (
                self.words.say("Loyalty by bad experiences"),
                [loyalty_line(one, self.words) for one in care.loyalty],
            ),
            (
                self.words.say("What the files gave"),
                [
                    *(side_file_line(one, self.words) for one in files),
                    *(match_line(one, self.words) for one in care.matches),
                ],
            ),
            (
                self.words.say("What cannot be said yet"),
                [care_gap_line(gap, self.words) for gap in care.gaps],
            ),
        )
        for title, lines in sections:
            if not lines:
                continue
            card = Card(self.theme, title)
            self._add_lines(card, lines)
            self.add(card)

    def _add_lines(self, card: Card, lines: Iterable[str]) -> None:
        rows = QVBoxLayout()
        rows.setSpacing(4)
        for line in lines:
            if line:
                rows.addWidget(body(line, self.theme))
        card.add(rows)
