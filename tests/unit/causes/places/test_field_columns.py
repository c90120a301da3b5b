"""Fields become numbers; those by which nothing can be said are named with the reason."""

from dataclasses import replace

import numpy as np
import pandas as pd

from supportlens.causes.places.field_columns import EMPTY, TOO_RARE, build_columns
from supportlens.domain import FieldGapReason
from tests.builders import some_tickets


def tickets_with(**columns: list[str]):
    tickets = some_tickets()
    count = len(tickets)
    own = {name: (values * count)[:count] for name, values in columns.items()}
    return replace(tickets, original=tickets.original.assign(**own), custom=tuple(columns))


def test_values_are_ordered_by_frequency_and_rare_ones_still_count_as_filled_in():
    tickets = tickets_with(Turno=["noche", "noche", "día", ""])
    tickets.original.loc[:3, "Turno"] = ["raro", "otro", "día", ""]
    column = next(column for column in build_columns(tickets)[0] if column.name == "Turno")
    assert column.labels == ("noche", "día")
    assert list(column.codes[:4]) == [TOO_RARE, TOO_RARE, 1, EMPTY]


def test_a_field_of_one_value_of_none_or_of_ever_new_ones_is_said_to_tell_nothing():
    count = len(some_tickets())
    tickets = tickets_with(Uno=["igual"], Nada=[""], Folio=[f"F{n}" for n in range(count)])
    gaps = {gap.field: gap for gap in build_columns(tickets)[1]}
    assert gaps["Uno"].reason is FieldGapReason.ONE_VALUE
    assert gaps["Nada"].reason is FieldGapReason.EMPTY
    assert (gaps["Folio"].reason, gaps["Folio"].different) == (FieldGapReason.SCATTERED, count)
    assert not {"Uno", "Nada", "Folio"} & {column.name for column in build_columns(tickets)[0]}


def test_every_ticket_of_every_column_has_a_code_that_means_what_it_says():
    tickets = some_tickets()
    for column in build_columns(tickets)[0]:
        written = tickets.values(column.name)
        for value, label in enumerate(column.labels):
            np.testing.assert_array_equal(column.mask(value), (written == label).to_numpy())


def test_missing_values_of_a_files_own_column_are_nothing_and_not_a_word():
    tickets = tickets_with(Turno=["noche"])
    tickets.original["Turno"] = pd.Series([None, float("nan"), "día"] * 400, dtype=object)[: len(tickets)]
    column = [gap for gap in build_columns(tickets)[1] if gap.field == "Turno"]
    assert [(gap.reason, gap.different) for gap in column] == [(FieldGapReason.ONE_VALUE, 1)]
