"""Writes standing moments and the log of moments as files."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from supportlens.domain import Occurrence, Study
    from supportlens.i18n import Words


def write_logbook(
    study: Study, path: Path, words: Words, chosen: Iterable[Occurrence] | None = None, *, mask: bool = True
) -> int:
    """Write the log of moments as CSV, all of it or the occurrences `chosen`; return the number of rows.

    Raises `OutputError` if that fails.
    """
    from supportlens.domain.logbook.listing import list_occurrences  # noqa: PLC0415 - needs pandas
    from supportlens.i18n.standing.occurrences import OccurrenceWriter, occurrence_columns  # noqa: PLC0415 - as above
    from supportlens.report import Masker, mask_findings  # noqa: PLC0415 - needs openpyxl

    rows = list_occurrences(study) if chosen is None else tuple(chosen)
    masker = Masker(study, words) if mask else None
    shown = mask_findings(study, masker) if masker else study
    writer = OccurrenceWriter(shown, words)
    table: list[tuple[object, ...]] = [occurrence_columns(words)]
    for one in rows:
        day, ticket, customer, *rest = writer.write(one)
        hidden = masker.mask_person(str(customer)) if masker and customer else customer
        table.append((day.isoformat() if day else "", ticket, hidden, *rest))  # type: ignore[attr-defined]  # a date
    _write_rows(path, table)
    return len(rows)


def write_sheets(study: Study, path: Path, words: Words, *, mask: bool = True) -> int:
    """Write every standing moment as a row of CSV, a column for each part; return their number.

    Raises `OutputError` if that fails.
    """
    from supportlens.app.output.exporting import study_to_show  # noqa: PLC0415 - as above
    from supportlens.domain import SheetPart  # noqa: PLC0415 - as above
    from supportlens.i18n.standing.lives import (  # noqa: PLC0415 - needs Babel
        part_name,
        reading_line,
        state_name,
        target_line,
    )

    shown = study_to_show(study, words.language, mask=mask)
    head = (words.say("Sheet"), *(part_name(part, words) for part in SheetPart))
    more = (words.say("State"), words.say("Owner"), words.say("Target"), words.say("Last reading"))
    table: list[tuple[object, ...]] = [(*head, *more, words.say("Review date"))]
    table += [
        (
            one.id,
            *(words.bare(one.text(part)) for part in SheetPart),
            state_name(one.state, words),
            one.owner,
            target_line(one, words),
            reading_line(one.reading, words) if one.reading else "",
            one.review.isoformat() if one.review else "",
        )
        for one in shown.desk_moments.moments
    ]
    _write_rows(path, table)
    return len(table) - 1


def _write_rows(path: Path, table: Iterable[tuple[object, ...]]) -> None:
    from supportlens.report import csv_safe, replace_file  # noqa: PLC0415 - needs openpyxl

    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in table:
        writer.writerow([csv_safe(cell) if isinstance(cell, str) else cell for cell in row])
    with replace_file(path) as stream:
        stream.write(text.getvalue().encode("utf-8-sig", errors="replace"))
