"""A table arrives from the worker as it was, in pieces of a modest size."""

from __future__ import annotations

import pytest

from supportlens.domain import Rejection
from supportlens.ingest.files.table_transfer import TableAssembly, empty_tables, split_tables
from supportlens.ingest.tables.table import Grid, Origin, make_table

ORIGIN = Origin("/log.csv", named=True, format="csv", sha256="1")


def transfer(tables):
    assembly = TableAssembly()
    pieces = list(split_tables(tables))
    for piece in pieces:
        assembly.add_piece(piece)
    return pieces, assembly.fill_tables(empty_tables(tables))


@pytest.mark.parametrize("rows", [0, 1, 12_345])
def test_a_table_arrives_as_it_was(rows):
    grid = Grid(
        ("Folio", "Asunto"),
        [[str(n), f"No abre {n}"] for n in range(rows)],
        range(2, rows + 2),
        tuple(Rejection(n, "no_text") for n in range(rows)),
        1,
    )
    table = make_table(ORIGIN, grid)
    pieces, (arrived,) = transfer((table,))
    assert arrived.frame.equals(table.frame)
    assert list(arrived.frame.columns) == ["Folio", "Asunto"]
    assert (arrived.origin, arrived.rows, arrived.rejections) == (table.origin, table.rows, table.rejections)
    assert all(len(piece.cells) <= 5_000 for piece in pieces)


def test_long_cells_travel_in_pieces_of_a_megabyte():
    tables = tuple(
        make_table(ORIGIN, Grid(("Asunto",), [["x" * 400_000] for _ in range(count)], range(count)))
        for count in (10, 1)
    )
    pieces, arrived = transfer(tables)
    assert [len(piece.cells) for piece in pieces] == [3, 3, 3, 1, 1]
    assert [one.frame.equals(other.frame) for one, other in zip(arrived, tables, strict=True)] == [True, True]
