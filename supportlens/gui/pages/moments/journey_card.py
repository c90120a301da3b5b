"""The card with the map of contacts: every cell opens its tickets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from supportlens.domain import TicketQuery
from supportlens.gui.widgets import body, muted
from supportlens.gui.widgets.basics.labels import CARD_TITLE, label
from supportlens.gui.widgets.cards.card import Card
from supportlens.gui.widgets.charts.heat_map import HeatCell, HeatMap
from supportlens.gui.widgets.controls.row import list_line
from supportlens.i18n.contacts.codes import code_name
from supportlens.i18n.contacts.journey import blind_lines, cell_line, following_line, weakest_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import ContactMap, Journey, Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

MOST_CAUSES = 8
"""Causes in the map, those with most contacts; the workbook has all. Judgement: what one look takes in."""
MOST_STEPS = 5
"""Sequences on the card; the workbook has all. Judgement, as above."""


class JourneyCard(Card):
    """Stage by touchpoint, stage by cause, the weakest link, blind stages and what follows what."""

    tickets_wanted = Signal(object)

    def __init__(self, journey: Journey, study: Study, words: Words, theme: Theme) -> None:
        super().__init__(theme, words.say("Where contacts happen, and where they turn bitter"))
        self._study, self._words, self._look = study, words, theme
        self.add(body(weakest_line(journey, words), theme))
        tinted = words.say(
            "Tickets in each stage; the stronger the tint, the larger the share of bitter ones."
        )
        self.add(muted(tinted, theme))
        names = {cause.id: words.read(cause.name) for cause in study.causes}
        self._add_map(
            words.say("Stage and touchpoint"),
            journey.by_touchpoint,
            lambda row: code_name(row, words),
            lambda row, stage: TicketQuery(codes=(row, stage)),
        )
        self._add_map(
            words.say("Stage and root cause"),
            journey.by_cause,
            lambda row: names.get(row, row),
            lambda row, stage: TicketQuery(cause_id=row, codes=(stage,)),
        )
        self._add_blind(journey)
        self._add_following(journey)

    def _add_map(
        self,
        title: str,
        found: ContactMap,
        name: Callable[[str], str],
        query: Callable[[str, str], TicketQuery],
    ) -> None:
        stages = [
            stage for stage in found.columns if any(found.cell(row, stage).tickets for row in found.rows)
        ]
        if not stages:
            return
        rows, lines = [], []
        for row in found.rows[:MOST_CAUSES]:
            cells: list[HeatCell | None] = []
            for stage in stages:
                cell = found.cell(row, stage)
                tip = cell_line(name(row), stage, cell, self._words)
                text = self._words.number(cell.tickets)
                cells.append(
                    HeatCell(text, cell.bitter_share, tip, query(row, stage)) if cell.tickets else None
                )
                lines += [tip] if cell.tickets else []
            rows.append((name(row), cells))
        self.add(label(title, CARD_TITLE, self._look))
        heads = [code_name(stage, self._words) for stage in stages]
        chart = HeatMap(heads, rows, self._look, name=title, description="; ".join(lines))
        chart.wanted.connect(self.tickets_wanted)
        self.add(chart)

    def _add_blind(self, journey: Journey) -> None:
        if not journey.blind:
            return
        self.add(label(self._words.say("Blind stages"), CARD_TITLE, self._look))
        for line in blind_lines(journey, self._words):
            self.add(muted(line, self._look))

    def _add_following(self, journey: Journey) -> None:
        if not journey.following:
            return
        self.add(label(self._words.say("What follows what"), CARD_TITLE, self._look))
        for step in journey.following[:MOST_STEPS]:
            link = list_line(
                following_line(step, self._study, self._words),
                self._look,
                payload=TicketQuery(cause_id=step.next_id),
            )
            link.wanted.connect(self.tickets_wanted)
            self.add(link)
