"""A symptom as a row: its name, what it is known by, a typical ticket, its weeks and its share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from supportlens.domain import TicketQuery
from supportlens.gui.pages.evidence import stacked
from supportlens.gui.widgets.labels import FAINT, MUTED, STRONG, label
from supportlens.gui.widgets.row import Elided, Row
from supportlens.gui.widgets.spark import Spark
from supportlens.i18n.symptoms import because_line, typical_text

if TYPE_CHECKING:
    from supportlens.domain import Study, Symptom
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


def symptom_row(symptom: Symptom, study: Study, words: Words, theme: Theme) -> Row:
    """Set a symptom; the row leads to its tickets."""
    name = symptom.name.in_(words.language)
    count = words.say_n("{count} ticket", "{count} tickets", symptom.tickets)
    share = words.percent(symptom.tickets / max(1, len(study.tickets)), 1)
    told = f"{name}, {share}: {count}"
    row = Row(told, theme, payload=TicketQuery(symptom_id=symptom.id), inset=4)
    row.setMinimumHeight(40)
    lines = [Elided(name, STRONG, theme)]
    because = because_line(symptom.because, words)
    if because:
        lines.append(Elided(because, MUTED, theme))
    typical = typical_text(symptom, study)
    if typical:
        lines.append(Elided(words.quoted(typical), FAINT, theme))
    row.add(stacked(*lines, gap=2), 1)
    row.add(Spark(symptom.weekly, theme, name=told, colour="ink_3"))
    figure = label(f"{count}\n{share}", MUTED, theme, wrap=False, tabular=True)
    figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row.add(figure, width=92)
    return row
