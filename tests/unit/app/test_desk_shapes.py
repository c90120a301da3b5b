"""Another desk has other columns and other values; another month or export of the same desk has not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from supportlens.app.intake.desk_shapes import is_other_desk
from supportlens.domain import Origin, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

OURS = {
    "Número": "T-{n}",
    "Asunto": "Texto {n} de alguien",
    "Aplicación": ["Atlas", "Brisa"],
    "Sede": ["Norte", "Sur"],
}


def a_table(columns: dict[str, str | Sequence[str]], rows: int = 40, aside: str = "") -> Table:
    cells = {
        name: [form.format(n=n) if isinstance(form, str) else form[n % len(form)] for n in range(rows)]
        for name, form in columns.items()
    }
    origin = Origin("a.csv", named=True, format="csv", sha256="")
    return Table(origin, pd.DataFrame(cells, dtype="str"), tuple(range(rows)), aside=aside)


@pytest.mark.parametrize(
    ("columns", "other"),
    [
        (OURS, False),
        ({**OURS, "Estado": ["Cerrado"], "Aplicación": ["Coral", "Delta"]}, False),  # new applications
        (
            {"Ticket": "{n}", "Title": "Texto {n}", "App": ["Atlas", "Brisa"], "Office": ["Norte"]},
            False,
        ),  # another tool
        (
            {
                "Request": "{n}",
                "Message": "Text {n}",
                "Building": ["Tower", "Annex"],
                "Kind": ["Lamp", "Lift"],
            },
            True,
        ),
    ],
)
def test_a_desk_is_another_if_neither_columns_nor_values_are_shared(
    columns: dict[str, str | Sequence[str]], *, other: bool
) -> None:
    assert is_other_desk([a_table(columns)], [a_table(OURS)]) is other


def test_what_shows_too_little_is_no_other_desk() -> None:
    strange = {"Day": "2026-01-{n}", "Change": "Update {n}", "Who": ["Ann", "Bob"]}
    assert not is_other_desk([a_table(strange, rows=5)], [a_table(OURS)])
    assert not is_other_desk([a_table(strange, aside="mail")], [a_table(OURS)])
    assert not is_other_desk([], [a_table(OURS)])
    assert not is_other_desk([a_table(strange), a_table(OURS)], [a_table(OURS)])
    assert is_other_desk([a_table(strange)], [a_table(OURS)])
