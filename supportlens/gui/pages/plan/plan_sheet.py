"""The document of one action: its worth, its audience, its contents, its delivery and its checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from supportlens.app.queries.left_groups import query_group
from supportlens.gui.pages.plan.plan_texts import check_points, management_notes
from supportlens.gui.pages.plan.topic_rows import topic_rows
from supportlens.gui.widgets import Button, body, flow, hairline, muted
from supportlens.gui.widgets.cards.document import Document, DocumentSection, bullet_list
from supportlens.gui.widgets.charts.milestones import milestone_line
from supportlens.gui.widgets.charts.share_bar import BarRow, bar_grid, figure_row
from supportlens.i18n import action_line, action_name, field_name
from supportlens.i18n.plan.formats import (
    day_line,
    format_phrase,
    format_reason_line,
    gap_line,
    level_line,
    teacher_label,
    teacher_line,
    worth_lines,
)
from supportlens.i18n.plan.handouts import handout_name
from supportlens.i18n.plan.reasons import (
    floor_line,
    left_out_line,
    objective_line,
    people_lines,
    promise_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.domain import AudienceGroup, Study, TrainingAction
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

MAX_NAMES = 12
"""People named on the page. Judgement: two lines; the workbook lists all."""


def action_title(action: TrainingAction, study: Study, words: Words) -> str:
    """Return the title of an action: its type and its subject."""
    cause = study.cause(action.cause_id)
    about = action.product or (words.read(cause.name) if cause else "")
    name = action_name(action.type, words)
    return f"{name}: {about}" if about else name


class PlanSheet(Document):
    """An action as a document; its numbers link to their tickets."""

    tickets_wanted = Signal(object)
    handout_wanted = Signal(object)
    """The `MaterialKind` of a document to preview."""

    def __init__(self, action: TrainingAction, study: Study, words: Words, theme: Theme) -> None:
        self._action, self._study, self._words, self._look = action, study, words, theme
        self._is_training = action.is_training
        above = words.say("After {change}", change=action.change) if action.change else ""
        super().__init__(theme, above, action_title(action, study, words))

    def build(self) -> Iterator[None]:
        """Add the parts one after another; yields after each."""
        cause = self._study.cause(self._action.cause_id)
        if cause is not None:
            self.add(body(action_line(cause, self._study, self._words), self._look))
        self.add(figure_row(self._figures(), self._look))
        for part in self._parts():
            self.add(hairline())
            self.add(part)
            yield

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
        if action.promise is not None:
            now, target = words.number(action.weekly_now, 1), words.number(action.weekly_target, 1)
            arrow = f"{now} \N{RIGHTWARDS ARROW} {target}"
            found.append((arrow, words.say("tickets a week, now and after")))
        return found

    def _parts(self) -> Iterator[DocumentSection]:
        yield self._worth()
        if self._action.audience or self._action.people:
            yield self._audience()
        if self._is_training and self._action.syllabus and self._action.family == "users":
            yield self._objectives()
        if self._action.syllabus:
            yield self._syllabus()
        if self._is_training:
            yield self._delivery()
        if self._action.materials:
            yield self._materials()
        if self._action.promise is not None:
            yield self._check()
        yield self._management()
        if self._action.gaps:
            yield self._gaps()

    def _worth(self) -> DocumentSection:
        """Return the target, what it rests on, and hours against hours."""
        words, action = self._words, self._action
        heading = words.say("Is it worth it?") if self._is_training else words.say("What it should bring")
        part = DocumentSection(heading, self._look)
        part.add(body(level_line(action, words), self._look))
        promise = promise_line(action, self._study.playbook.plan_rules, words)
        for line in (promise, *worth_lines(action, words)):
            if line:
                part.add(muted(line, self._look))
        if self._is_training and not self._study.untaught:
            part.add(muted(floor_line(self._study.playbook.plan_rules, words), self._look))
        return part

    def _audience(self) -> DocumentSection:
        """Return the section of the audience, grouped by the field that distinguishes it."""
        words, action = self._words, self._action
        heading = words.say("For whom") if self._is_training else words.say("Who is affected")
        if action.audience:
            field = field_name(action.audience[0].field, words).lower()
            heading = f"{heading} \N{MIDDLE DOT} {words.say('by {field}', field=field)}"
        part = DocumentSection(heading, self._look)
        for line in people_lines(action, words):
            part.add(body(line, self._look))
        if action.audience:
            most = max(group.people or group.tickets for group in action.audience)
            rows = [self._group(group, most) for group in action.audience]
            part.add(bar_grid(rows, self._look, self.tickets_wanted.emit))
        for line in self._names():
            part.add(muted(line, self._look))
        return part

    def _names(self) -> Iterator[str]:
        """Return who asked most, and who may be next."""
        words, action = self._words, self._action
        if action.family == "service":
            whole = words.say("Answers most: {names}")
            cut = words.say("Answers most: {names} and {count} more")
            yield from self._cut_names(whole, cut, action.askers)
            return
        whole, cut = words.say("Asked most: {names}"), words.say("Asked most: {names} and {count} more")
        yield from self._cut_names(whole, cut, action.askers)
        whole, cut = words.say("May be next: {names}"), words.say("May be next: {names} and {count} more")
        yield from self._cut_names(whole, cut, action.peers.names if action.peers else ())

    def _cut_names(self, whole: str, cut: str, names: tuple[str, ...]) -> Iterator[str]:
        """Return the first names in one of two sentences, nothing if there are none."""
        more = len(names) - MAX_NAMES
        text = ", ".join(names[:MAX_NAMES])
        if names:
            count = self._words.number(more)
            yield cut.format(names=text, count=count) if more > 0 else whole.format(names=text)

    def _group(self, group: AudienceGroup, most: int) -> BarRow:
        people = self._words.say_n("{count} person", "{count} people", group.people) if group.people else ""
        return BarRow(
            name=group.value,
            share=(group.people or group.tickets) / most if most else 0.0,
            aside=people,
            number=self._words.say_n("{count} ticket", "{count} tickets", group.tickets),
            payload=query_group(group, self._action, self._study),
        )

    def _objectives(self) -> DocumentSection:
        part = DocumentSection(self._words.say("Afterwards, people can"), self._look)
        lines = [objective_line(topic, self._words) for topic in self._action.syllabus]
        part.add(bullet_list(dict.fromkeys(lines), self._look))
        return part

    def _syllabus(self) -> DocumentSection:
        words = self._words
        heading = (
            words.say("What to teach, most asked first")
            if self._is_training
            else words.say("What needs solving")
        )
        if self._action.family == "service":
            heading = words.say("What customers complain about")
        part = DocumentSection(heading, self._look)
        part.add(topic_rows(self._action, words, self._look, self.tickets_wanted.emit))
        left_out = left_out_line(self._action.left_out, words)
        if left_out:
            part.add(muted(left_out, self._look))
        return part

    def _delivery(self) -> DocumentSection:
        """Return how it is given, by whom and when."""
        words, action = self._words, self._action
        part = DocumentSection(words.say("How, who and when"), self._look)
        part.add(body(format_phrase(action, words), self._look))
        part.add(muted(format_reason_line(action, words), self._look))
        facts = [(teacher_label(action, words), teacher_line(action.teacher, words))]
        if action.day is not None:
            facts.append((words.say("Date"), day_line(action, words)))
        for name, text in facts:
            part.add(body(f"{name}: {text}", self._look))
        return part

    def _materials(self) -> DocumentSection:
        """Return a button for each document that is ready to send."""
        words = self._words
        part = DocumentSection(words.say("Ready to send"), self._look)
        buttons = []
        for kind in self._action.materials:
            button = Button(handout_name(kind, words), self._look, icon="file-text", payload=kind)
            button.wanted.connect(self.handout_wanted)
            buttons.append(button)
        part.add(flow(buttons, 12))
        return part

    def _check(self) -> DocumentSection:
        part = DocumentSection(self._words.say("How to check it"), self._look)
        part.add(
            milestone_line(check_points(self._action, self._words, taught=self._is_training), self._look)
        )
        return part

    def _management(self) -> DocumentSection:
        part = DocumentSection(self._words.say("What management should know"), self._look)
        part.add(bullet_list(management_notes(self._action, self._study, self._words), self._look))
        return part

    def _gaps(self) -> DocumentSection:
        part = DocumentSection(self._words.say("What the log cannot say"), self._look)
        part.add(bullet_list((gap_line(gap, self._words) for gap in self._action.gaps), self._look))
        return part
