"""The sheet of a standing moment, every part of which can be written in place."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from supportlens.app.queries.teams import knows_person
from supportlens.domain import (
    NEXT_STATES,
    LifeState,
    MomentIncomplete,
    Requirement,
    SheetPart,
    TargetOf,
    TicketQuery,
)
from supportlens.gui.widgets import Button, body, faint, flow, muted
from supportlens.gui.widgets.cards.document import Document, DocumentSection
from supportlens.gui.widgets.controls.choice import Choice
from supportlens.gui.widgets.controls.day_box import DayBox
from supportlens.gui.widgets.controls.link import Link
from supportlens.gui.widgets.controls.text_box import TextBox
from supportlens.i18n.standing.lives import (
    life_line,
    missing_line,
    move_name,
    overdue_line,
    owner_remark,
    part_name,
    reading_line,
    source_name,
    state_name,
    target_label,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.domain import StandingMoment, Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

MAIN = (SheetPart.TRIGGER, SheetPart.FIRST_CONTACT, SheetPart.AFTERWARDS, SheetPart.SAY, SheetPart.AVOID)
MARGIN = (SheetPart.PREVENTION, SheetPart.PLACES, SheetPart.EXPECTS, SheetPart.NAME)


class SheetEditor(Document):
    """A sheet that emits `changed(StandingMoment)` with every change, and `renewed` with a new state."""

    changed = Signal(object)
    renewed = Signal()
    tickets_wanted = Signal(object)

    def __init__(
        self, moment: StandingMoment, study: Study, today: date, who: str, words: Words, theme: Theme
    ) -> None:
        self.moment, self._study, self._today = moment, study, today
        self._words, self._look = words, theme
        self._sources: dict[SheetPart, QWidget] = {}
        self.boxes: dict[SheetPart, TextBox] = {}
        """The box of each part that is a text."""
        self.moves: dict[LifeState, Button] = {}
        """The button of each state that may follow."""
        above = f"{moment.id} \N{MIDDLE DOT} {state_name(moment.state, words)}"
        super().__init__(theme, above, words.bare(moment.name))
        self.add_columns(self._main(), self._margin(who))

    def finish(self) -> None:
        """Take what was typed and is not yet taken."""
        for box in self.boxes.values():
            box.finish()
        self._take_owner()
        self._take_target()

    def take(self, moment: StandingMoment) -> None:
        """Take a later value of the moment and say so, unless nothing differs."""
        if moment != self.moment:
            self.moment = moment
            self._refresh()
            self.changed.emit(moment)

    def bring_to(self, state: LifeState) -> None:
        """Bring the moment to another state; if something is missing say what and lead there."""
        self.finish()
        try:
            moved = self.moment.move(state, self._today, self.who.text().strip())
        except MomentIncomplete as refused:
            self.refusal.setText(missing_line(refused.missing, self._words))
            self.refusal.show()
            self._field(refused.missing[0]).setFocus()
            return
        self.take(moved)
        self.renewed.emit()

    def _main(self) -> Iterator[QWidget]:
        for part in MAIN:
            yield self._text_part(part)
            if part is SheetPart.FIRST_CONTACT and self.moment.questions:
                yield self._questions()

    def _margin(self, who: str) -> Iterator[QWidget]:
        say = self._words.say
        yield self._life(who)
        self.owner = self._line(say("Owner"), self.moment.owner)
        self.owner.editingFinished.connect(
            lambda: self.take(replace(self.moment, owner=self.owner.text().strip()))
        )
        section = self._section(say("Owner"), self.owner)
        self.remark = faint("", self._look)
        section.add(self.remark)
        yield section
        yield self._measured()
        for part in MARGIN:
            yield self._text_part(part)
        self._refresh()

    def _life(self, who: str) -> QWidget:
        """Return the section of the state: what is missing, who acts, what can follow, and what was."""
        say = self._words.say
        section = DocumentSection(say("State"), self._look)
        self.lacking = body("", self._look)
        section.add(self.lacking)
        self.refusal = body("", self._look)
        self.refusal.setProperty("role", "warn")
        self.refusal.hide()
        section.add(self.refusal)
        self.who = self._line(say("Who decides it"), who)
        section.add(muted(say("Who decides it"), self._look))
        section.add(self.who)
        for state in NEXT_STATES[self.moment.state]:
            primary = state is LifeState.INSTITUTIONALISED
            button = Button(move_name(state, self._words), self._look, role="primary" if primary else "plain")
            button.wanted.connect(lambda _none, state=state: self.bring_to(state))
            self.moves[state] = button
        section.add(flow(tuple(self.moves.values())))
        for step in self.moment.life:
            section.add(faint(life_line(step, self._words), self._look))
        return section

    def _measured(self) -> QWidget:
        """Return the section of the indicator, its target, its readings and the review."""
        say = self._words.say
        section = self._text_part(SheetPart.INDICATOR)
        shown = "" if self.moment.target is None else self._words.number(self.moment.target, 1)
        self._target_shown = shown
        self.target = self._line(target_label(self.moment.target_of, self._words), shown)
        self.target.editingFinished.connect(self._take_target)
        self.review = DayBox(self._look, say("Review date"), self._words.locale, none=say("none"))
        self.review.show_day(self.moment.review)
        self.review.userDateChanged.connect(
            lambda _day: self.take(replace(self.moment, review=self.review.day))
        )
        self._target_name = muted(target_label(self.moment.target_of, self._words), self._look)
        section.add(self._target_name)
        section.add(self.target)
        if self.moment.target_of.is_read_from_tickets:
            section.add(self._unit())
        section.add(muted(say("Review date"), self._look))
        section.add(self.review)
        if self.moment.is_overdue(self._today) and self.moment.review:
            name = self._words.cite(self.moment.name)
            section.add(body(overdue_line(name, self.moment.review, self._words), self._look))
        for reading in reversed(self.moment.readings):
            section.add(body(reading_line(reading, self._words), self._look))
        return section

    def _unit(self) -> Choice:
        """Return the choice of what the target is for: a week, or a month where tickets are rare."""
        say = self._words.say
        units = [(TargetOf.TICKETS_A_WEEK, say("a week")), (TargetOf.TICKETS_A_MONTH, say("a month"))]
        names = [(one.value, name) for one, name in units]
        self.unit = Choice(self._look, say("Target"), names, self.moment.target_of.value)
        self.unit.chosen.connect(lambda unit: self._take_unit(TargetOf(str(unit))))
        return self.unit

    def _take_unit(self, unit: TargetOf) -> None:
        """Take the unit of the target; the number stays in proportion."""
        had = self.moment.target
        scaled = None if had is None else round(had * unit.days / self.moment.target_of.days, 1)
        self.take(replace(self.moment, target=scaled, target_of=unit))
        self._target_shown = "" if scaled is None else self._words.number(scaled, 1)
        self.target.setText(self._target_shown)
        self._target_name.setText(target_label(unit, self._words))

    def _take_owner(self) -> None:
        self.take(replace(self.moment, owner=self.owner.text().strip()))

    def _take_review(self) -> None:
        self.take(replace(self.moment, review=self.review.day))

    def _take_target(self) -> None:
        """Take the number that was written; what is none leaves the moment without a target."""
        if self.target.text() != self._target_shown:
            self._target_shown = self.target.text()
            self.take(replace(self.moment, target=read_number(self._target_shown)))

    def _text_part(self, part: SheetPart) -> DocumentSection:
        heading = part_name(part, self._words)
        box = TextBox(heading, self._words.bare(self.moment.text(part)), self._look)
        box.written.connect(lambda text: self.take(self.moment.write(part, text, self._words.language)))
        self.boxes[part] = box
        section = self._section(heading, box)
        source = faint("", self._look)
        self._sources[part] = source
        section.add(source)
        return section

    def _questions(self) -> QWidget:
        """Return the customers' questions with the answers that worked, each with its tickets."""
        section = DocumentSection(self._words.say("What they ask, and what worked"), self._look)
        for one in self.moment.questions:
            holder = QWidget()
            rows = QVBoxLayout(holder)
            rows.setContentsMargins(0, 0, 0, 4)
            rows.setSpacing(2)
            rows.addWidget(body(self._words.quoted(one.question), self._look))
            rows.addWidget(
                muted(one.answer or self._words.say("No ticket says how: ask whoever knows."), self._look)
            )
            if one.ticket_ids:
                link = Link(", ".join(one.ticket_ids), self._look, TicketQuery(ids=one.ticket_ids), size=12)
                link.wanted.connect(self.tickets_wanted)
                rows.addWidget(link)
            section.add(holder)
        return section

    def _section(self, heading: str, box: QWidget) -> DocumentSection:
        section = DocumentSection(heading, self._look)
        section.add(box)
        return section

    def _line(self, name: str, text: str) -> QLineEdit:
        box = QLineEdit(text)
        box.setAccessibleName(name)
        box.setFont(self._look.font(14))
        return box

    def _field(self, requirement: Requirement) -> QWidget:
        """Return the field in which something that is missing is written."""
        return {
            Requirement.OWNER: self.owner,
            Requirement.TRIGGER: self.boxes[SheetPart.TRIGGER],
            Requirement.WHAT_TO_DO: self.boxes[SheetPart.FIRST_CONTACT],
            Requirement.PREVENTION: self.boxes[SheetPart.PREVENTION],
            Requirement.INDICATOR: self.boxes[SheetPart.INDICATOR],
            Requirement.TARGET: self.target,
            Requirement.REVIEW: self.review,
            Requirement.REVIEW_TO_COME: self.review,
        }[requirement]

    def _refresh(self) -> None:
        """Show what is missing now and where each text comes from."""
        words, missing = self._words, self.moment.missing(self._today)
        known = knows_person(self._study, self.moment.owner)
        self.remark.setText(owner_remark(self.moment.owner, known=known, words=words))
        self.remark.setVisible(bool(self.remark.text()))
        in_force = self.moment.state.in_force
        whole = words.say("Everybody works by it.") if in_force else words.say("Nothing is missing.")
        self.lacking.setText(missing_line(missing, words) if missing and not in_force else whole)
        if not missing:
            self.refusal.hide()
        for part, label in self._sources.items():
            text = self.moment.sheet.get(part)
            label.setText(source_name(text.source, words) if text else "")  # type: ignore[attr-defined]  # a label


def read_number(text: str) -> float | None:
    """Return a number of tickets as people write it, with a point or a comma; None for anything else."""
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return round(value, 1) if 0 <= value < math.inf else None
