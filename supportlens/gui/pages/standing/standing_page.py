"""The page of the moments that the desk made its own: a row for each, and the sheet of the chosen one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from supportlens.app.queries.handling import handling_of_moment
from supportlens.app.standing.drafting import draft_of_cause, draft_of_moment, draft_of_pilot
from supportlens.domain import Cause
from supportlens.gui.pages.base.focus_keeping import find_again, focus_place
from supportlens.gui.pages.base.page import Page
from supportlens.gui.pages.base.statements import MomentChange, PilotChange, TeamChange
from supportlens.gui.pages.cards.handling_card import handling_card
from supportlens.gui.pages.standing.readers_card import ReadersCard
from supportlens.gui.pages.standing.sheet_editor import SheetEditor
from supportlens.gui.widgets import Card, body, faint, hairline
from supportlens.gui.widgets.basics.elided_label import ElidedLabel
from supportlens.gui.widgets.basics.labels import STRONG, set_headline
from supportlens.gui.widgets.cards.empty_state import EmptyState
from supportlens.gui.widgets.controls.link import Link
from supportlens.gui.widgets.controls.row import Row
from supportlens.i18n.standing.lives import (
    moment_reading_line,
    overdue_lines,
    state_name,
    target_line,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from supportlens.domain import CardReader, Pilot, StandingMoment, Study

OF_CAUSE, OF_MOMENT, OF_PILOT = "cause/", "moment/", "pilot/"
"""What begins the detail of a link that makes a draft."""


class StandingPage(Page):
    """What the desk made its own. A link to ``standing/cause/C1`` makes a draft of that cause."""

    def build(self) -> None:
        """Build the list; the sheet of the first moment is open."""
        self.editor: SheetEditor | None = None
        self.readers: ReadersCard | None = None
        self._handling: Card | None = None
        if self.study is None:
            return
        self._today = datetime.now(tz=UTC).date()
        self._desk = self.study.desk_moments
        title = self.words.say("Institutionalised moments")
        self._heading = self.add_heading(title, ((self._sentence(), False),))
        log = Link(self.words.say("Log of moments: everything that occurred"), self.theme, "logbook")
        log.wanted.connect(self.follow)
        self.add(log)
        self._list = QVBoxLayout()
        self.add(self._list)
        self._below = QVBoxLayout()
        self.add(self._below)
        self._fill_list()
        if self._desk.moments:
            self.show_moment(self._desk.moments[0].id)

    def memory(self) -> object:
        """Return the id of the moment whose sheet is open, None without one."""
        return self.editor.moment.id if self.editor else None

    def recall(self, memory: object) -> None:
        """Open the sheet of a moment by its id, or make a draft of a cause or a moment of the catalogue."""
        if self.study is None:
            return
        wanted, study = str(memory), replace(self.study, desk_moments=self._desk)
        if wanted.startswith(OF_CAUSE) and study.cause(wanted.removeprefix(OF_CAUSE)):
            found = draft_of_cause(
                study, wanted.removeprefix(OF_CAUSE), self._today, self._who(), self.words.region
            )
            self._open_draft(found)
        elif wanted.startswith(OF_MOMENT):
            found = draft_of_moment(
                study, wanted.removeprefix(OF_MOMENT), self._today, self._who(), self.words.region
            )
            self._open_draft(found)
        elif wanted.startswith(OF_PILOT):
            pilot = next((one for one in study.pilots if one.id == wanted.removeprefix(OF_PILOT)), None)
            if pilot is not None:
                self._open_pilot(
                    pilot, draft_of_pilot(study, pilot, self._today, self._who(), self.words.region)
                )
        elif self._desk.moment(wanted) is not None:
            self.show_moment(wanted)

    def keeps(self, study: Study) -> bool:
        """Return whether the page shows a later study as it is: it wrote the difference itself."""
        if self.study is None or study.desk_moments != self._desk:
            return False
        self.study = study
        return True

    def show_moment(self, moment_id: str) -> None:
        """Open the sheet of a moment."""
        moment = self._desk.moment(moment_id)
        if moment is None or self.study is None:
            return
        if self.editor is not None:
            self.editor.finish()
            self._below.removeWidget(self.editor)
            if focus_place(self.editor) is not None:
                self.setFocus()  # hidden, it would send the focus out of the page
            self.editor.hide()
            self.editor.deleteLater()
        self.editor = SheetEditor(moment, self.study, self._today, self._who(), self.words, self.theme)
        self.editor.changed.connect(self._take)
        self.editor.renewed.connect(lambda: self._renew(moment_id))
        self.editor.tickets_wanted.connect(self.tickets_wanted)
        self._below.addWidget(self.editor)
        self._show_readers()

    def _show_readers(self) -> None:
        """Show who knows the moment whose sheet is open."""
        if self.readers is not None:
            self._below.removeWidget(self.readers)
            self.readers.hide()
            self.readers.deleteLater()
            self.readers = None
        if self.editor is None or self.study is None:
            return
        study = replace(self.study, desk_moments=self._desk)
        self.readers = ReadersCard(self.editor.moment, study, self._today, self.words, self.theme)
        self.readers.read.connect(self._note_reader)
        self.readers.stated.connect(self._take_team)
        self._below.addWidget(self.readers)
        self._show_handling(study)

    def _show_handling(self, study: Study) -> None:
        """Show which groups handle the moment better than others."""
        if self._handling is not None:
            self._below.removeWidget(self._handling)
            self._handling.hide()
            self._handling.deleteLater()
        found = handling_of_moment(study, self.editor.moment) if self.editor else ()
        self._handling = handling_card(found, self.words, self.theme)
        if self._handling is not None:
            self._below.addWidget(self._handling)

    def _note_reader(self, reader: CardReader) -> None:
        if self.editor is not None:
            self.editor.finish()
            self.editor.take(self.editor.moment.note_reader(reader))
            self._show_readers()

    def _take_team(self, change: TeamChange) -> None:
        self._desk = replace(self._desk, team=change.team)
        self.statement_wanted.emit(change)
        self._show_readers()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take what was typed before the page is left."""
        if self.editor is not None:
            self.editor.finish()
        super().hideEvent(event)

    def _open_draft(self, moment: StandingMoment) -> None:
        if self._desk.moment(moment.id) is None:
            self._take(moment)
        self.show_moment(moment.id)

    def _open_pilot(self, pilot: Pilot, moment: StandingMoment) -> None:
        self._open_draft(moment)
        if pilot.moment_id != moment.id:
            self.statement_wanted.emit(PilotChange(replace(pilot, moment_id=moment.id)))

    def _take(self, moment: StandingMoment) -> None:
        """Keep a moment as it is now, and state it."""
        self._desk = self._desk.put(moment)
        self._fill_list()
        self.statement_wanted.emit(MomentChange(moment))

    def _renew(self, moment_id: str) -> None:
        """Show the sheet in another state at the same place, the focus where it was or on what may follow."""
        scrolled, focused = self.scrolled, focus_place(self.editor) if self.editor else None
        self.show_moment(moment_id)
        self.scroll_to(scrolled)
        if focused is not None and self.editor is not None:
            found = find_again(self.editor, focused) or next(iter(self.editor.moves.values()), None)
            (found or self.editor.who).setFocus(Qt.FocusReason.OtherFocusReason)

    def _who(self) -> str:
        """Return who decided last."""
        steps = (step.who for moment in reversed(self._desk.moments) for step in reversed(moment.life))
        answers = (answer.who for answer in reversed(self.study.answers)) if self.study else iter(())
        return next(filter(None, (*steps, *answers)), "")

    def _sentence(self) -> str:
        in_force = sum(moment.state.in_force for moment in self._desk.moments)
        if not self._desk.moments:
            return self.words.say("No moment of truth is institutionalised yet.")
        if not in_force:
            return self.words.say_n(
                "None is in force yet; {count} is being prepared.",
                "None is in force yet; {count} are being prepared.",
                len(self._desk.moments),
            )
        return self.words.say_n(
            "{count} is in force, with an owner, a target and a review date.",
            "{count} are in force, each with an owner, a target and a review date.",
            in_force,
        )

    def _fill_list(self) -> None:
        """Show a row for each moment, what needs attention above them, and how many are in force."""
        set_headline(self._heading, ((self._sentence(), False),), self.theme)
        while (item := self._list.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        card = Card(self.theme)
        for line in self._attention():
            card.add(body(line, self.theme))
        for number, moment in enumerate(self._desk.moments):
            if number:
                card.add(hairline())
            card.add(self._row(moment))
        self._list.addWidget(card if self._desk.moments else self._empty_notice())

    def _empty_notice(self) -> EmptyState:
        """Return what would fill the page, and the button that begins with the first cause."""
        say, cause = self.words.say, self.study.main_cause if self.study else None
        blank = EmptyState(
            self.theme,
            icon="heart",
            sentence=say("What calls for a protocol of its own?"),
            help_text=say(
                "Choose “Institutionalise this” on the verdict, on a cause or on the sheet of a"
                " moment: a draft is filled from this log, and you complete it here."
            ),
            button=say("Begin with {name}", name=self.words.cite(cause.name))
            if cause
            else say("See the moments"),
            payload=cause,
        )
        blank.wanted.connect(self._begin)
        return blank

    def _begin(self, cause: object) -> None:
        """Make the draft of a cause, or show the catalogue without one."""
        if isinstance(cause, Cause):
            self.recall(f"{OF_CAUSE}{cause.id}")
        else:
            self.follow("moments")

    def _attention(self) -> list[str]:
        slipped = [moment_reading_line(moment, self.words) for moment in self._desk.slipped]
        return [*overdue_lines(self._desk, self._today, self.words), *slipped]

    def _row(self, moment: StandingMoment) -> Row:
        name = self.words.bare(moment.name)
        row = Row(name, self.theme, payload=moment.id)
        row.add(ElidedLabel(name, STRONG, self.theme), 1)
        facts = (
            state_name(moment.state, self.words),
            moment.owner,
            target_line(moment, self.words),
            self.words.day(moment.review, "long") if moment.review else "",
        )
        row.add(faint(" \N{MIDDLE DOT} ".join(filter(None, facts)), self.theme, wrap=False))
        row.wanted.connect(lambda wanted: self.show_moment(str(wanted)))
        return row
