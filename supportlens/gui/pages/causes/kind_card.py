"""Explains the kind of a cause with every weight, and lets a person correct it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from supportlens.domain import Kind, TicketQuery
from supportlens.gui.pages.base.stacking import stack_widgets
from supportlens.gui.pages.base.statements import KindChoice
from supportlens.gui.pages.cards.cause_evidence import signal_query
from supportlens.gui.widgets import Button, Card, body, faint, flow
from supportlens.gui.widgets.basics.labels import CARD_TITLE, MUTED, label
from supportlens.gui.widgets.basics.screen_parts import screen_only
from supportlens.gui.widgets.charts.share_bar import BarRow, bar_grid
from supportlens.gui.widgets.controls.combo_box import ComboBox
from supportlens.gui.widgets.controls.link import Link
from supportlens.gui.widgets.controls.row import list_line
from supportlens.i18n.amounts import points_phrase
from supportlens.i18n.kinds import kind_doubt_line, learnt_line
from supportlens.i18n.labels import kind_name
from supportlens.i18n.projects.statement_effects import chosen_kind_line
from supportlens.i18n.signals import signal_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from supportlens.domain import Cause, Study
    from supportlens.domain import Signal as Reason
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

KINDS_SHOWN = 4
"""Kinds whose scores are drawn. Judgement: the scores of the others are close to zero."""


class KindCard(Card):
    """Scores, signals for and against with their weights, and the choice of another kind.

    Emits `wanted` with a query for tickets and `stated` with a `KindChoice`.
    """

    wanted = Signal(object)
    stated = Signal(object)

    def __init__(self, cause: Cause, study: Study, words: Words, theme: Theme) -> None:
        super().__init__(theme, words.say("Why it is this kind"))
        self._cause, self._study, self._words, self._theme = cause, study, words, theme
        for text in (kind_doubt_line(cause, words), chosen_kind_line(cause, words)):
            if text:
                self.add(body(text, theme))
        if cause.kind_scores:
            self.add(bar_grid(self._scores(), theme, self.wanted.emit))
        self.add(stack_widgets(*self._signals(cause.signals_for)))
        self.add(label(words.say("Evidence against it"), CARD_TITLE, theme))
        self.add(stack_widgets(*self._signals(cause.signals_against)))
        self._add_choice()
        self._add_learnt()
        self.fill()

    def _scores(self) -> list[BarRow]:
        """Return a bar for the score of each kind, scaled to the greatest."""
        shown = sorted(self._cause.kind_scores.items(), key=lambda item: (-item[1], item[0].value))[
            :KINDS_SHOWN
        ]
        most = max(score for _, score in shown)
        query = TicketQuery(cause_id=self._cause.id)
        return [
            BarRow(
                kind_name(kind, self._words),
                score / most if most > 0 else 0.0,
                "",
                points_phrase(score, self._words, 1),
                query,
            )
            for kind, score in shown
        ]

    def _signals(self, signals: Sequence[Reason]) -> list[QWidget]:
        if not signals:
            return [body(self._words.say("Nothing in this log."), self._theme)]
        return [self._signal(signal) for signal in signals]

    def _signal(self, signal: Reason) -> QWidget:
        text = signal_line(signal, self._study, self._words)
        if signal.answer is None:  # an answer's line already contains its weight
            weight = self._words.number(signal.weight, 2)
            text = self._words.say("{reason} (weight {weight})", reason=text, weight=weight)
        made = list_line(text, self._theme, payload=signal_query(signal, self._cause, self._study))
        made.wanted.connect(self.wanted)
        return made

    def _add_choice(self) -> None:
        words, cause = self._words, self._cause
        question = label(words.say("Is it a different kind?"), CARD_TITLE, self._theme)
        self.add(screen_only(question))
        self.kinds = ComboBox(self._theme, words.say("Kind of this cause"), letters=14)
        for kind in Kind:
            self.kinds.offer(kind_name(kind, words), kind)
        self.kinds.choose(cause.kind)
        self.chosen = Button(words.say("Correct the kind"), self._theme)
        self.chosen.wanted.connect(self._choose)
        parts: list[QWidget] = [self.kinds, self.chosen]
        if cause.inferred_kind is not None:
            self.back = Link(
                words.say("As the log and the answers suggest"),
                self._theme,
                KindChoice(cause.id, None),
                size=13,
            )
            self.back.wanted.connect(self.stated)
            parts.append(self.back)
        self.add(screen_only(flow(parts, 12)))

    def _choose(self) -> None:
        kind = self.kinds.value
        if isinstance(kind, Kind) and kind is not self._cause.kind:
            self.stated.emit(KindChoice(self._cause.id, kind))

    def _add_learnt(self) -> None:
        """Show how corrections have changed the weights of the signals on this card."""
        words, cause = self._words, self._cause
        shown = {signal.id for signal in (*cause.signals_for, *cause.signals_against)}
        names = self._study.playbook.signal_names
        moved = [weight for weight in self._study.learnt if weight.signal in shown and weight.signal in names]
        if not moved:
            if cause.inferred_kind is None:
                hint = faint(words.say("Corrections also improve the next analysis."), self._theme)
                self.add(screen_only(hint))
            return
        self.add(label(words.say("What the next analysis will take into account"), CARD_TITLE, self._theme))
        texts = [
            list_line(learnt_line(weight, names[weight.signal], words), self._theme, role=MUTED)
            for weight in moved
        ]
        self.add(stack_widgets(*texts, gap=2))
