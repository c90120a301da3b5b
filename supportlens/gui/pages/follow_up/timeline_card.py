"""The card of the follow-up's timeline: one cause across all weeks, what happened, and its target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from supportlens.domain import MilestoneKind, list_milestones, weekly_target
from supportlens.gui.pages.cards.weekly_chart import build_weeks
from supportlens.gui.widgets import Card, body, muted
from supportlens.gui.widgets.basics.labels import CARD_TITLE, label
from supportlens.gui.widgets.charts.pin_number import PinNumber
from supportlens.gui.widgets.charts.pinned_timeline import PinnedTimeline, TimelinePin
from supportlens.gui.widgets.charts.timeline_bars import TimelineEvent
from supportlens.gui.widgets.controls.choice import Choice
from supportlens.i18n.follow_up.effects import effect_name
from supportlens.i18n.follow_up.milestones import milestone_kind_name, milestone_name
from supportlens.i18n.follow_up.targets import target_phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from supportlens.domain import Cause, Milestone, Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

MOST_CAUSES = 5
"""Causes that can be chosen. Judgement: those about which something is done; all have a page of their own."""
_TOKENS = {MilestoneKind.CHANGE: "ink_3", MilestoneKind.ACTION: "accent", MilestoneKind.MOMENT: "warn"}


class FollowUpTimeline(Card):
    """The weeks of a cause, what was done as numbered pins, and the target; buttons choose another cause.

    Pins are the cause's own change, every action about a cause and every moment in force; the rest are ticks.
    """

    def __init__(self, study: Study, words: Words, theme: Theme, follow: Callable[[object], None]) -> None:
        super().__init__(theme)
        self._study, self._words, self._theme, self._follow = study, words, theme, follow
        causes = list_followed(study)
        self.add(label(words.say("Tickets a week, what happened, and the target"), CARD_TITLE, theme))
        if len(causes) > 1:
            names = [(cause.id, words.read(cause.name)) for cause in causes]
            choice = Choice(theme, words.say("Cause"), names, causes[0].id)
            choice.chosen.connect(lambda cause_id: self._show(study.cause(cause_id)))
            self.add(choice)
        elif causes:
            self.add(muted(words.read(causes[0].name), theme))
        self._place = QWidget()
        self.add(self._place)
        self._show(causes[0] if causes else None)

    def _show(self, cause: Cause | None) -> None:
        """Show another cause with its pins in the place of the one before."""
        place = QWidget()
        rows = QVBoxLayout(place)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        change = cause.change.change if cause and cause.change else None
        found = list_milestones(self._study)
        own = (change.day, change.name) if change else None
        done = {(one.action.start, one.action.name) for one in self._study.measured}
        pinned = [
            one
            for one in found
            if one.kind is MilestoneKind.MOMENT or (one.day, one.name) == own or (one.day, one.name) in done
        ]
        self.chart = self._chart(cause, pinned, [one for one in found if one not in pinned])
        self.chart.wanted.connect(self._follow)
        rows.addWidget(self.chart)
        if pinned:
            rows.addLayout(self._legend(pinned))
        self.rows.replaceWidget(self._place, place)
        self._place.hide()
        self._place.deleteLater()
        self._place = place

    def _chart(
        self, cause: Cause | None, pinned: Sequence[Milestone], others: Sequence[Milestone]
    ) -> PinnedTimeline:
        weeks = build_weeks(cause, self._study)
        if cause is not None:
            weeks = [week._replace(others=0) for week in weeks]
        return PinnedTimeline(
            weeks,
            self._theme,
            self._words,
            name=self._words.say("Tickets a week"),
            pins=[TimelinePin(one.day, self._tip(one), _TOKENS[one.kind]) for one in pinned],
            ticks=[TimelineEvent(one.day, self._tip(one), chief=False) for one in others],
            target=weekly_target(self._study, cause.id) if cause else None,
            target_text=target_phrase(self._study, cause.id, self._words) if cause else "",
            first=self._study.tickets.first_date,
        )

    def _tip(self, milestone: Milestone) -> str:
        day = self._words.day(milestone.day, "long")
        return f"{milestone_name(milestone, self._words)} \N{MIDDLE DOT} {day}"

    def _legend(self, pinned: Sequence[Milestone]) -> QGridLayout:
        """Return a row for each pin: its number, its day, what kind it is, its name and what came of it."""
        words, theme = self._words, self._theme
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        for row, one in enumerate(pinned):
            grid.addWidget(PinNumber(row + 1, theme, _TOKENS[one.kind]), row, 0)
            day = label(words.day(one.day, "long"), CARD_TITLE, theme, wrap=False, tabular=True)
            grid.addWidget(day, row, 1, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(muted(milestone_kind_name(one.kind, words), theme), row, 2)
            grid.addWidget(body(milestone_name(one, words), theme), row, 3)
            grid.addWidget(muted(self._outcome(one), theme), row, 4)
        grid.setColumnStretch(3, 3)
        grid.setColumnStretch(4, 2)
        return grid

    def _outcome(self, milestone: Milestone) -> str:
        if milestone.kind is not MilestoneKind.ACTION:
            return ""
        return next(
            (
                effect_name(one, self._words)
                for one in self._study.measured
                if (one.action.start, one.action.name, one.action.value)
                == (milestone.day, milestone.name, milestone.group)
            ),
            "",
        )


def list_followed(study: Study) -> list[Cause]:
    """Return the causes with an action, a standing moment or a plan, after the cause of the verdict."""
    ids = [study.verdict.cause_id, *(one.cause_id for one in reversed(study.measured))]
    ids += [moment.cause_id for moment in study.desk_moments.moments]
    ids += [action.cause_id for action in study.plan]
    causes = [study.cause(one) for one in dict.fromkeys(ids)]
    return [cause for cause in causes if cause is not None and not cause.dismissed][:MOST_CAUSES]
