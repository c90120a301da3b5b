"""Joins mail threads whose messages are separate files."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from supportlens.ingest.formats.mail_threads import Letter
from supportlens.ingest.formats.mail_tickets import COLUMNS, make_tickets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.ingest.tables.table import Table

FACTS = "\0mail"
"""The column with all of a mail that is a file, to join it with others; `join_mail_files` drops it."""


def join_mail_files(tables: Iterable[Table]) -> list[Table]:
    """Return tables in which a thread of mails is the table of its first request; all others are set aside.

    Whether a mail is a request, an answer or a copy is decided over all files, as it is within a mailbox.
    """
    given = list(tables)
    places = [at for at, table in enumerate(given) if FACTS in table.frame.columns]
    letters = [replace(_read_facts(given[at]), number=at) for at in places]
    found = make_tickets(letters)
    rows = dict(zip(found.numbers, found.rows, strict=True))
    reasons = {one.row: one.reason for one in found.rejections}
    for at in places:
        frame = given[at].frame.drop(columns=FACTS)
        if at in rows:
            frame = pd.DataFrame([rows[at]], columns=list(COLUMNS), dtype="str")
        given[at] = replace(given[at], frame=frame, aside=reasons.get(at, ""))
    return given


def write_facts(letter: Letter) -> str:
    """Return a mail as the text of a cell."""
    return json.dumps(asdict(letter), default=datetime.isoformat)


def _read_facts(table: Table) -> Letter:
    return _make_letter(json.loads(str(table.frame[FACTS].iloc[0])))


def _make_letter(facts: dict[str, Any]) -> Letter:
    """Return a mail from the values of its fields, in which tuples are lists."""
    values = {part.name: facts[part.name] for part in fields(Letter)}
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    moment, carrier = values["moment"], values["carrier"]
    values["moment"] = datetime.fromisoformat(moment) if moment else None
    values["carrier"] = _make_letter(carrier) if carrier else None
    return Letter(**values)
