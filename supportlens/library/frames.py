"""DataFrames of tickets as tables that the program reads like a file."""

from __future__ import annotations

import hashlib
from typing import Any

import pandas as pd

from supportlens.domain import Origin, Table

FORMAT = "dataframe"
"""The format of a table that comes from memory, in place of a file's."""


def to_table(frame: pd.DataFrame, name: str) -> Table:
    """Return a DataFrame as a table of text, whose rows count from 1 as those of a file without a header.

    Dates are written in ISO 8601, missing values are empty, and everything else is `str` of the value. Raises
    `ValueError` if two columns have the same name.
    """
    columns = [str(column) for column in frame.columns]
    repeated = sorted({column for column in columns if columns.count(column) > 1})
    if repeated:
        raise ValueError(f"the DataFrame has several columns with the name {', '.join(repeated)}")
    texts = pd.DataFrame(
        {
            column: pd.Series(_write_cells(frame[key]), dtype="str")
            for column, key in zip(columns, frame.columns, strict=True)
        }
    )
    digest = hashlib.sha256("\x1f".join(columns).encode())
    for row in texts.itertuples(index=False, name=None):
        digest.update(("\x1e" + "\x1f".join(row)).encode("utf-8", errors="replace"))
    origin = Origin(name, named=True, format=FORMAT, sha256=digest.hexdigest())
    return Table(origin, texts, tuple(range(1, len(texts) + 1)))


def _write_cells(column: pd.Series[Any]) -> list[str]:
    empty = column.isna().tolist()
    return ["" if gone else _write_cell(value) for value, gone in zip(column.tolist(), empty, strict=True)]


def _write_cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():  # numbers beside missing values are floats in pandas
        return str(int(value))
    written = getattr(value, "isoformat", None)
    return str(written()) if callable(written) else str(value)
