"""The cards of a standing moment, and the register of who read them and who is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from supportlens.app.output.handout_files import handout_page, handouts_page
from supportlens.app.queries.teams import find_team, read_team
from supportlens.domain import QUESTIONS_ASKED, CardReader
from supportlens.domain.standing.cards import CardRole
from supportlens.gui.dialogs.handouts.card_check import CardCheck
from supportlens.gui.dialogs.handouts.handout_preview import HandoutPreview
from supportlens.gui.pages.base.statements import TeamChange
from supportlens.gui.widgets import Button, Card, body, faint, flow, muted
from supportlens.gui.widgets.basics.screen_parts import screen_only
from supportlens.gui.widgets.controls.combo_box import ComboBox
from supportlens.i18n.errors import error_sentence
from supportlens.i18n.standing.cards import card_name, write_card, write_questions
from supportlens.i18n.standing.lives import coverage_line, doubtful_line, reader_line

if TYPE_CHECKING:
    from datetime import date

    from supportlens.domain import StandingMoment, Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


class ReadersCard(Card):
    """Emits `read(CardReader)` when somebody answered, and `stated(TeamChange)` when a list was chosen."""

    read = Signal(object)
    stated = Signal(object)

    def __init__(self, moment: StandingMoment, study: Study, today: date, words: Words, theme: Theme) -> None:
        super().__init__(theme, words.say("Everybody knows what to do"))
        self._moment, self._study, self._today = moment, study, today
        self._words, self._look = words, theme
        self.cards = [self._card_button(role) for role in CardRole]
        every = Button(words.say("All cards, two to a row"), theme, role="quiet")
        every.wanted.connect(lambda _none: self.preview_all().exec())
        self.add(flow((*self.cards, every)))
        self._team = find_team(study)
        coverage = moment.cover(self._team)
        self.add(body(coverage_line(coverage, words), theme))
        if coverage.missing:
            self.add(muted(words.say("Missing: {names}.", names=words.listed(coverage.missing)), theme))
        for reader in moment.readers:
            self.add(faint(reader_line(reader, words), theme))
        self.note = muted("", theme)
        self.note.hide()
        self._add_register(coverage.missing)
        self.add(self.note)

    def _card_button(self, role: CardRole) -> Button:
        button = Button(card_name(role, self._words), self._look)
        button.wanted.connect(lambda _none: self.preview(role).exec())
        return button

    def preview(self, role: CardRole) -> HandoutPreview:
        """Return the dialog with the card of a role, to be changed, printed or saved."""
        card = write_card(self._moment, role, self._words)
        html = handout_page(card, self._words.language)
        return HandoutPreview(self.window(), card, html, self._words, self._look)

    def preview_all(self) -> HandoutPreview:
        """Return the dialog with the cards of every role of every moment in force, and of this one."""
        desk = self._study.desk_moments.moments
        shown = [one for one in desk if one.state.in_force or one.id == self._moment.id]
        cards = [write_card(one, role, self._words) for one in shown for role in CardRole]
        html = handouts_page(cards, self._words.language)
        return HandoutPreview(self.window(), cards[0], html, self._words, self._look)

    def check(self, person: str) -> CardCheck:
        """Return the dialog in which a person reads the agents' card and answers its questions."""
        card = write_card(self._moment, CardRole.AGENT, self._words)
        questions = write_questions(self._moment, self._study.playbook.moments, self._words)
        html = handout_page(card, self._words.language)
        return CardCheck(self.window(), person, html, questions, self._words, self._look)

    def take_list(self, path: Path) -> None:
        """Take the people of a list for the team, and name the lines that are no names."""
        try:
            team, doubtful = read_team(path)
        except OSError as failure:
            self._say(error_sentence(failure, self._words))
            return
        if doubtful or not team:
            self._say(doubtful_line(doubtful, len(team), self._words))
        if team:
            self.stated.emit(TeamChange(team))

    def _add_register(self, missing: tuple[str, ...]) -> None:
        say = self._words.say
        names = [*missing, *(member.name for member in self._team if member.name not in missing)]
        self.person = ComboBox(self._look, say("Who reads it"), letters=24)
        for name in names:
            self.person.offer(name, name)
        ask = Button(say("Answer the three questions"), self._look)
        ask.wanted.connect(lambda _none: self._ask())
        ask.setEnabled(bool(names))
        listed = Button(say("Take a list of people…"), self._look, role="quiet")
        listed.wanted.connect(lambda _none: self._choose_list())
        self.add(screen_only(flow((self.person, ask, listed))))

    def _ask(self) -> None:
        name = str(self.person.value)
        dialog = self.check(name)
        if dialog.exec():
            self.record(name, dialog.right)

    def record(self, name: str, right: int) -> None:
        """Record that somebody read the card and answered so many questions rightly."""
        self.read.emit(CardReader(name, self._today, min(right, QUESTIONS_ASKED)))

    def _choose_list(self) -> None:
        title = self._words.say("A list of people: a name per line, perhaps with a role")
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", "*.csv *.txt")
        if chosen:
            self.take_list(Path(chosen))

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.show()
