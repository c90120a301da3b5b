"""A study of files about customers without any ticket: what is due to them can be said all the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens import __version__
from supportlens.app.statements.following_up import drop_future_births, review_care
from supportlens.domain import (
    Assigned,
    Derived,
    Engine,
    Field,
    NoVerdict,
    Rejection,
    SideFileKind,
    SourceFile,
    Study,
    Tickets,
    Verdict,
)

if TYPE_CHECKING:
    from datetime import date

    from supportlens.domain import Playbook, ReadFiles, Table

_KINDS = frozenset(kind.value for kind in SideFileKind)


def review_customers_alone(read: ReadFiles, playbook: Playbook, today: date, seed: int) -> Study | None:
    """Return a study of what files say about customers, None unless all files are about them."""
    import pandas as pd  # noqa: PLC0415 - slow

    from supportlens import ingest  # noqa: PLC0415 - as above

    tables = (*read.logs, *read.customers)
    kinds = [ingest.other_kind(table) for table in read.logs]
    kinds += [ingest.customer_kind(table) for table in read.customers]
    if not tables or not _KINDS.issuperset(kinds):
        return None
    files = drop_future_births(ingest.read_other_inputs(read.logs, read.customers).customers, today)
    if not files:
        return None
    columns = (Field.TICKET_ID.value, Derived.SOURCE_FILE, Derived.SOURCE_ROW, Derived.TEXT)
    frame = pd.DataFrame({name: pd.Series(dtype=str) for name in columns})
    frame[Derived.INFORMATIVE] = pd.Series(dtype=bool)
    names = [name for name in vars(Assigned) if name.isupper()]
    assignment = pd.DataFrame({getattr(Assigned, name): pd.Series(dtype=str) for name in names})
    assignment[Assigned.CONFIDENCE] = pd.Series(dtype=float)
    sources = tuple(_describe(table, kind) for table, kind in zip(tables, kinds, strict=True))
    tickets = Tickets(frame, pd.DataFrame(index=frame.index), sources, read=read)
    study = Study(
        tickets=tickets,
        assignment=assignment,
        symptoms=(),
        causes=(),
        verdict=Verdict(None, reason=NoVerdict.NO_TICKETS),
        moments=(),
        plan=(),
        calendar=(),
        playbook=playbook,
        engine=Engine(__version__, seed, "", {}),
    )
    return review_care(replace(study, customer_files=files))


def _describe(table: Table, kind: str) -> SourceFile:
    origin = table.origin
    return SourceFile(
        path=origin.path,
        format=origin.format,
        encoding=origin.encoding,
        delimiter=origin.delimiter,
        rows_read=0,
        rejections=(Rejection(0, kind),),
        sha256=origin.sha256,
        header_row=origin.header_row,
        sheet=origin.sheet,
    )
