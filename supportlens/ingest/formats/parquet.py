"""Reads Parquet if pyarrow, an optional extra, is installed."""

from __future__ import annotations

import io

import pandas as pd

from supportlens.domain import Damaged, NoReader, TooLarge
from supportlens.ingest.formats.workbooks import cell_text
from supportlens.ingest.tables.table import Grid


def read_parquet(path: str, data: bytes, most_columns: int) -> Grid:
    """Return a table as a grid; raises NoReader without pyarrow, Damaged or TooLarge."""
    try:
        frame = pd.read_parquet(io.BytesIO(data), engine="pyarrow", dtype_backend="numpy_nullable")
    except ImportError as error:
        raise NoReader(path, "pyarrow") from error
    except (ValueError, OSError, KeyError, NotImplementedError, TypeError) as error:
        raise Damaged(path, "parquet") from error
    if frame.shape[1] > most_columns:
        raise TooLarge(path, "columns")
    frame = frame if isinstance(frame.index, pd.RangeIndex) else frame.reset_index()
    columns = [_to_texts(frame.iloc[:, at]) for at in range(frame.shape[1])]
    rows = [list(row) for row in zip(*columns, strict=True)]
    return Grid(tuple(map(str, frame.columns)), rows, range(1, len(rows) + 1))


def _to_texts(values: pd.Series) -> list[str]:
    missing = values.isna()
    return ["" if gone else cell_text(value) for value, gone in zip(values.tolist(), missing, strict=True)]
