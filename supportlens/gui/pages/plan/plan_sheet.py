"""The document of one action: its audience, its contents and its checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from supportlens.domain import TicketQuery
from supportlens.gui.pages.plan.plan_texts import check_points, management_notes, objectives
from supportlens.gui.widgets import body, hairline, muted, strong
from supportlens.gui.widgets.basics.labels import STRONG, label
from supportlens.gui.widgets.cards.document import Document, DocumentSection, bullet_list, quote_frame
from supportlens.gui.widgets.charts.milestones import milestone_line
from supportlens.gui.widgets.charts.share_bar import BarRow, bar_grid, figure_row
from supportlens.gui.widgets.controls.link import Link
from supportlens.i18n import action_line, action_name, field_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.domain import AudienceGroup, Study, Topic, TrainingAction
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


def action_title(action: TrainingAction, study: Study, words: Words) -> str:
    """Return the title of an action: its type and its subject."""
    cause = study.cause(action.cause_id)
    about = action.product or (cause.name.in_(words.language) if cause else "")
    name = action_name(action.type, words)
    return f"{name}: {about}" if about else name


class PlanSheet(Document):
    """An action as a document; its numbers link to their tickets."""

    tickets_wanted = Signal(object)

    def __init__(self, action: TrainingAction, study: Study, words: Words, theme: Theme) -> None:
        self._action, self._study, self._words, self._look = action, study, words, theme
        self._is_training = action.type.is_training
        above = words.say("After {change}", change=action.change) if action.change else ""
        super().__init__(theme, above, action_title(action, study, words))
        cause = study.cause(action.cause_id)
        if cause is not None:
            self.add(body(action_line(cause, study, words), theme))
        self.add(figure_row(self._figures(), theme))
        for part in self._parts():
            self.add(hairline())
            self.add(part)

    def _figures(self) -> list[tuple[str, str]]:
        action, words = self._action, self._words
        found = []
        if self._is_training and action.minutes:
            meaning = words.say_n("minute", "minutes", action.minutes)
            found.append((words.number(action.minutes), meaning))
        if action.people is not None:
            found.append((words.number(action.people), words.say_n("person", "people", action.people)))
        if action.syllabus:
            count = len(action.syllabus)
            meaning = (
                words.say_n("topic", "topics", count)
                if self._is_training
                else words.say_n("symptom", "symptoms", count)
            )
            found.append((words.number(count), meaning))
        now, target = words.number(action.weekly_now, 1), words.number(action.weekly_target, 1)
        found.append((f"{now} \N{RIGHTWARDS ARROW} {target}", words.say("tickets a week, now and after")))
        return found

    def _parts(self) -> Iterator[DocumentSection]:
        if self._action.audience:
            yield self._audience()
        if self._is_training and self._action.syllabus:
            yield self._objectives()
        if self._action.syllabus:
            yield self._syllabus()
        yield self._check()
        yield self._management()

    def _audience(self) -> DocumentSection:
        """Return the section of the audience, grouped by the field that distinguishes it."""
        words, action = self._words, self._action
        field = field_name(action.audience[0].field, words).lower()
        heading = words.say("For whom") if self._is_training else words.say("Who is affected")
        part = DocumentSection(f"{heading} \N{MIDDLE DOT} {words.say('by {field}', field=field)}", self._look)
        most = max(group.people or group.tickets for group in action.audience)
        rows = [self._group(group, most) for group in action.audience]
        part.add(bar_grid(rows, self._look, self.tickets_wanted.emit))
        return part

    def _group(self, group: AudienceGroup, most: int) -> BarRow:
        people = self._words.say_n("{count} person", "{count} people", group.people) if group.people else ""
        return BarRow(
            name=group.value,
            share=(group.people or group.tickets) / most if most else 0.0,
            aside=people,
            number=self._words.say_n("{count} ticket", "{count} tickets", group.tickets),
            payload=TicketQuery(cause_id=self._action.cause_id, field=group.field, value=group.value),
        )

    def _objectives(self) -> DocumentSection:
        part = DocumentSection(self._words.say("Afterwards, people can"), self._look)
        part.add(bullet_list(objectives(self._action, self._words), self._look))
        return part

    def _syllabus(self) -> DocumentSection:
        words = self._words
        heading = (
            words.say("What to teach, most asked first")
            if self._is_training
            else words.say("What needs solving")
        )
        part = DocumentSection(heading, self._look)
        rows = QVBoxLayout()
        rows.setSpacing(20)
        for number, topic in enumerate(self._action.syllabus, start=1):
            rows.addLayout(self._topic(number, topic))
        part.add(rows)
        return part

    def _topic(self, number: int, topic: Topic) -> QHBoxLayout:
        """Return one topic: its minutes, tickets, questions and answer."""
        words, look = self._words, self._look
        sign = label(words.number(number), STRONG, look, wrap=False, tabular=True)
        sign.setProperty("role", "accent")
        sign.setFixedWidth(18)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(strong(topic.title.in_(words.language), look), 1)
        if self._is_training and topic.minutes:
            line.addWidget(
                muted(words.say("{count} min", count=words.number(topic.minutes)), look, wrap=False)
            )
        line.addWidget(self._tickets(topic), 0, Qt.AlignmentFlag.AlignTop)
        rows = QVBoxLayout()
        rows.setSpacing(6)
        rows.addLayout(line)
        for question in topic.questions:
            rows.addWidget(muted(words.quoted(question), look))
        if topic.answer:
            rows.addWidget(quote_frame(topic.answer, look, above=words.say("The answer that worked")))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(rows, 1)
        return row

    def _tickets(self, topic: Topic) -> Link:
        text = self._words.say_n("{count} ticket", "{count} tickets", topic.tickets)
        query = TicketQuery(cause_id=self._action.cause_id, symptom_id=topic.symptom_id)
        link = Link(text, self._look, query, size=13, weight=600)
        link.wanted.connect(self.tickets_wanted)
        return link

    def _check(self) -> DocumentSection:
        part = DocumentSection(self._words.say("How to check it"), self._look)
        part.add(
            milestone_line(check_points(self._action, self._words, taught=self._is_training), self._look)
        )
        return part

    def _management(self) -> DocumentSection:
        part = DocumentSection(self._words.say("What management should know"), self._look)
        notes = management_notes(self._action, self._study, self._words, taught=self._is_training)
        part.add(bullet_list(notes, self._look))
        return part
