"""Joins mail threads whose messages are separate files."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.ingest.formats import mail

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.ingest.tables.table import Table


def join_mail_files(tables: Iterable[Table]) -> list[Table]:
    """Add the replies to a message to its table; theirs are set aside."""
    threads: dict[str, list[Table]] = defaultdict(list)
    given = list(tables)
    for table in given:
        if table.origin.format == "eml" and table.fault is None and _cell(table, mail.ID):
            threads[_cell(table, mail.ID)].append(table)
    instead: dict[str, Table] = {}
    for letters in threads.values():
        if len(letters) > 1:
            first, *answers = sorted(letters, key=_order)
            instead[first.origin.path] = _add_answers(first, answers)
            for answer in answers:
                instead[answer.origin.path] = replace(answer, aside="joined_message")
    return [instead.get(table.origin.path, table) for table in given]


def _cell(table: Table, column: str) -> str:
    return str(table.frame[column].iloc[0])


def _order(table: Table) -> tuple[bool, str, str]:
    """Return a key that sorts mails by date, undated ones last."""
    created = _cell(table, mail.CREATED)
    return not created, created, table.origin.path


def _add_answers(first: Table, answers: list[Table]) -> Table:
    row = {str(column): _cell(first, str(column)) for column in first.frame.columns}
    for answer in answers:
        text = _cell(answer, mail.TEXT)
        if _cell(answer, mail.SENDER) != row[mail.SENDER]:
            row[mail.ANSWER], row[mail.AGENT] = text or row[mail.ANSWER], _cell(answer, mail.SENDER)
        elif text not in row[mail.TEXT]:
            row[mail.TEXT] = f"{row[mail.TEXT]}\n{text}".strip()
        row[mail.UPDATED] = max(row[mail.UPDATED], _cell(answer, mail.CREATED))
    return replace(first, frame=pd.DataFrame([row], dtype="str"))
