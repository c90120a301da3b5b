"""The table of weeks: which column holds which cause, so that other sheets can draw from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.report.layout.ranges import CellRange

if TYPE_CHECKING:
    from supportlens.domain import Study
    from supportlens.i18n import Words

HEADER_ROW = 30
"""The row of the table's titles; the charts stand above."""
OWN_COLUMN, REST_COLUMN, TOTAL_COLUMN, CHANGES_COLUMN, MARK_COLUMN, OTHER_MARKS_COLUMN = 2, 3, 4, 5, 6, 7
_FIRST_CAUSE = 8
MOST_CAUSES = 12
"""Causes with a column of weeks, those of most tickets. Judgement: more do not fit on a page."""


def timeline_title(words: Words) -> str:
    """Return the title of the sheet that holds the table."""
    return words.say("Timeline")


def weekly_columns(study: Study) -> dict[str, int]:
    """Return the column of each cause that has one, by its id; empty without dates."""
    if not study.weeks:
        return {}
    chief = study.main_cause
    found = {chief.id: OWN_COLUMN} if chief is not None and chief.weekly else {}
    others = [one for one in study.causes_by_size if one.weekly and one.id not in found]
    found |= {one.id: at for at, one in enumerate(others[:MOST_CAUSES], start=_FIRST_CAUSE)}
    return found


def weekly_cells(study: Study, column: int) -> CellRange:
    """Return the cells of a column of weeks."""
    return CellRange(HEADER_ROW + 1, column, HEADER_ROW + len(study.weeks), column)
