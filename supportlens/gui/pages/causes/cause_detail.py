"""The detail of one cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from supportlens.app.queries.handling import handling_of_cause
from supportlens.app.queries.typical_tickets import typical_texts
from supportlens.domain import Name, TicketQuery
from supportlens.gui.models import PeopleQuery
from supportlens.gui.pages.base.stacking import stack_widgets
from supportlens.gui.pages.base.statements import CauseName
from supportlens.gui.pages.cards.cause_evidence import statement_effects_card
from supportlens.gui.pages.cards.handling_card import handling_card
from supportlens.gui.pages.cards.questions_card import QuestionsCard
from supportlens.gui.pages.cards.weekly_chart import no_dates_card, timeline_card
from supportlens.gui.pages.causes.correcting import Correcting
from supportlens.gui.pages.causes.is_is_not_table import is_is_not_card
from supportlens.gui.pages.causes.kind_card import KindCard
from supportlens.gui.pages.causes.machine_line_rows import machine_lines_card
from supportlens.gui.pages.causes.priority_and_cost import impact_card, priority_card
from supportlens.gui.pages.causes.symptom_drag import DraggedSymptom
from supportlens.gui.pages.causes.symptom_rows import symptom_row
from supportlens.gui.pages.causes.time_and_place import when_and_where_card
from supportlens.gui.widgets import Button, Card, Chip, body, faint, flow, hairline, muted
from supportlens.gui.widgets.basics.columns import Columns
from supportlens.gui.widgets.basics.elided_label import ElidedLabel
from supportlens.gui.widgets.basics.labels import SUBTITLE
from supportlens.gui.widgets.controls.name_box import RenamableLabel
from supportlens.gui.widgets.controls.row import Row
from supportlens.i18n import LANGUAGES
from supportlens.i18n.actions import action_line
from supportlens.i18n.amounts import handling_hours_phrase
from supportlens.i18n.labels import askers_phrase, dismissal_line, kind_name
from supportlens.i18n.standing.lives import sheet_link_name
from supportlens.i18n.symptoms import excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from supportlens.domain import Cause, Study, Symptom
    from supportlens.gui.pages.base.draft_answers import DraftAnswers
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

QUOTES_SHOWN = 3
"""Typical tickets that are quoted. Judgement: more repeat each other."""
SYMPTOMS_SHOWN = 8
"""Symptoms shown at first. Judgement: the rest is small, and one click away."""
NARROW_BELOW = 760
"""Pixels of the detail below which its cards stand below one another."""


class CauseDetail(QWidget):
    """Timeline, scope, reasons, questions, symptoms and typical tickets of a cause, once it is built.

    Emits `wanted` with a TicketQuery or the id of a page, and `stated` with a statement about the cause.
    """

    wanted = Signal(object)
    stated = Signal(object)
    considered = Signal(object)
    """A `PreviewRequest`: a person considers a correction."""
    dragged = Signal(object, object)
    """A row is dragged: the row, and its `DraggedSymptom`."""

    def __init__(
        self, cause: Cause, study: Study, words: Words, theme: Theme, drafts: DraftAnswers | None = None
    ) -> None:
        super().__init__()
        self._drafts = drafts
        self.cause, self.study, self.words, self.theme = cause, study, words, theme
        self._correcting = Correcting(self, study, words, theme)
        self._correcting.stated.connect(self.stated)
        self._correcting.considered.connect(self.considered)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 12, 0, 0)
        self._rows.setSpacing(16)

    def build(self) -> Iterator[None]:
        """Add the cards one after another; yields after each."""
        cause, study, words, theme = self.cause, self.study, self.words, self.theme
        self._rows.addLayout(self._heading())
        yield
        moved = statement_effects_card(cause, study, words, theme)
        if moved is not None:
            self._rows.addWidget(moved)
        self._rows.addWidget(self._weeks())
        yield
        yield from self._add_judgement()
        yield from self._add_priority_and_cost()
        self.symptoms = Card(theme, words.say("What people say (symptoms)"))
        quotes = Card(theme, words.say("Typical tickets"))
        self._rows.addWidget(Columns(((self.symptoms, 3), (quotes, 2)), stacked_below=NARROW_BELOW))
        yield from self._fill_quotes(quotes)
        yield from self._fill_symptoms(self.symptoms)
        handled = handling_card(handling_of_cause(study, cause.id), words, theme)
        if handled is not None:
            self._rows.addWidget(handled)
            yield
        lines = machine_lines_card(cause, study, words, theme, self.wanted.emit)
        if lines is not None:
            self._rows.addWidget(lines)

    def _heading(self) -> QVBoxLayout:
        cause, words = self.cause, self.words
        rows = QVBoxLayout()
        rows.setSpacing(8)
        rows.addWidget(self._name())
        rows.addWidget(muted(action_line(cause, self.study, words), self.theme))
        count = words.say_n("{count} ticket", "{count} tickets", cause.tickets)
        everything = TicketQuery(cause_id=cause.id)
        chips = [
            Chip(kind_name(cause.kind, words), self.theme, hue=self.theme.kind_colour(cause.kind)),
            Chip(count, self.theme, payload=everything),
        ]
        if cause.customers is not None:
            people = askers_phrase(cause.customers, self.study, words)
            chips.append(Chip(people, self.theme, payload=PeopleQuery(cause_id=cause.id)))
        if cause.hours is not None:
            chips.append(Chip(handling_hours_phrase(cause.hours, words), self.theme))
        for chip in chips:
            chip.wanted.connect(self.wanted)
        rows.addWidget(flow(chips))
        if cause.dismissed:
            rows.addWidget(muted(dismissal_line(cause, self.study, words), self.theme))
        own = sheet_link_name(self.study.desk_moments.of_cause(cause.id), words)
        institutionalise = Button(own, self.theme, role="link", payload=f"standing/cause/{cause.id}")
        institutionalise.wanted.connect(self.wanted)
        rows.addWidget(self._correcting.cause_buttons(cause, institutionalise))
        return rows

    def _name(self) -> RenamableLabel:
        """Return the name, which can be edited; an empty one restores the generated name."""
        name = self.words.read(self.cause.name)
        made = RenamableLabel(
            ElidedLabel(name, SUBTITLE, self.theme),
            self.words.bare(self.cause.name),
            self.theme,
            self.words.say("Rename this cause"),
            wide=False,
        )

        def say(text: str) -> None:
            self.stated.emit(CauseName(self.cause.id, Name(dict.fromkeys(LANGUAGES, text)) if text else None))

        made.named.connect(say)
        return made

    def _weeks(self) -> Card:
        if not self.study.weeks:
            return no_dates_card(self.words, self.theme)
        card, chart = timeline_card(self.cause, self.study, self.words, self.theme)
        chart.setMinimumHeight(240)
        chart.wanted.connect(self.wanted)
        return card

    def _add_judgement(self) -> Iterator[None]:
        """Add time and place beside the kind, and the questions below them."""
        cause, study, words, theme = self.cause, self.study, self.words, self.theme
        when = when_and_where_card(cause, words, theme, self.wanted.emit)
        kind = KindCard(cause, study, words, theme)
        kind.wanted.connect(self.wanted)
        kind.stated.connect(self.stated)
        self._rows.addWidget(_side_by_side(when, kind))
        yield
        questions = QuestionsCard(cause, study, words, theme, self._drafts)
        questions.stated.connect(self.stated)
        self._rows.addWidget(questions)
        yield
        if cause.is_is_not.rows:
            self._rows.addWidget(is_is_not_card(cause, study, words, theme, self.wanted.emit))
            yield

    def _add_priority_and_cost(self) -> Iterator[None]:
        """Add priority and cost, as far as they were computed."""
        cause, study, words, theme = self.cause, self.study, self.words, self.theme
        cards = []
        if cause.priority is not None:
            cards.append(priority_card(cause, cause.priority, study, words, theme, self.wanted.emit))
        if cause.impact is not None:
            cards.append(impact_card(cause, cause.impact, study, words, theme, self.wanted.emit))
        if cards:
            self._rows.addWidget(_side_by_side(*cards))
            yield

    def _fill_symptoms(self, card: Card) -> Iterator[None]:
        card.rows.setSpacing(0)
        card.rows.addSpacing(6)
        found = [symptom for symptom in map(self.study.symptom, self.cause.symptoms) if symptom]
        found.sort(key=lambda symptom: (-symptom.tickets, symptom.id))
        for symptom in found[:SYMPTOMS_SHOWN]:
            card.add(hairline())
            card.add(self._symptom_row(symptom))
            yield
        if found[SYMPTOMS_SHOWN:]:
            card.add(self._more_button(found[SYMPTOMS_SHOWN:], card))
        card.fill()

    def _more_button(self, symptoms: Sequence[Symptom], card: Card) -> Button:
        """Return the button that is replaced by the smaller symptoms when it is pressed."""
        text = self.words.say_n("Show {count} more", "Show {count} more", len(symptoms))
        more = Button(text, self.theme, role="quiet", icon="chevron-down")

        def unfold() -> None:
            more.hide()
            for symptom in symptoms:
                place = card.rows.count() - 1  # before the stretch at the end
                card.rows.insertWidget(place, hairline())
                card.rows.insertWidget(place + 1, self._symptom_row(symptom))

        more.wanted.connect(unfold)
        return more

    def _symptom_row(self, symptom: Symptom) -> Row:
        row = symptom_row(symptom, self.study, self.words, self.theme)
        row.wanted.connect(self.wanted)
        row.stated.connect(self.stated)
        dragged = DraggedSymptom(symptom.id, self.cause.id)
        row.dragged.connect(lambda _id: self.dragged.emit(row, dragged))
        for text, do in self._correcting.symptom_offers(symptom, self.cause):
            row.offer(text, do)
        return row

    def _fill_quotes(self, card: Card) -> Iterator[None]:
        for number, (ticket_id, text) in enumerate(self._typical_tickets()):
            if number:
                card.add(hairline())
            card.add(self._quote(ticket_id, text))
            yield
        more = Button(
            self.words.say("Read all"),
            self.theme,
            role="link",
            payload=TicketQuery(cause_id=self.cause.id),
        )
        more.wanted.connect(self.wanted)
        card.add(more)
        card.fill()

    def _quote(self, ticket_id: str, text: str) -> Row:
        row = Row(f"{ticket_id}: {text}", self.theme, payload=TicketQuery(ids=(ticket_id,)), inset=4)
        row.add(stack_widgets(body(self.words.quoted(text), self.theme), faint(ticket_id, self.theme)), 1)
        row.wanted.connect(self.wanted)
        return row

    def _typical_tickets(self) -> list[tuple[str, str]]:
        """Return the ids and the opening words of the most typical tickets (medoids)."""
        texts = typical_texts(self.cause, self.study, QUOTES_SHOWN)
        return [(ticket_id, excerpt(text)) for ticket_id, text in texts]


def _side_by_side(*widgets: QWidget) -> Columns:
    return Columns([(widget, 1) for widget in widgets], stacked_below=NARROW_BELOW)
