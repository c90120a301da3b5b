"""The values of a field are squeezed, also where one of thousands alone is not tidy."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from supportlens.domain import Tickets
from tests.builders import some_tickets


def tickets_with(values: list[str]) -> Tickets:
    tickets = some_tickets()
    frame = pd.concat([tickets.frame.head(1)] * len(values), ignore_index=True).assign(product=values)
    return replace(tickets, frame=frame)


@pytest.mark.parametrize(
    "untidy", [" Atlas", "Atlas ", "Atlas  Web", "Atlas\tWeb", "Atlas\u00a0Web", "\n", " "]
)
def test_one_untidy_value_among_thousands_is_squeezed(untidy: str) -> None:
    values = [f"Atlas {number}" for number in range(2_500)]
    for place in (0, 999, 1_000, 2_499):
        written = [*values[:place], untidy, *values[place + 1 :]]
        found = tickets_with(written).values("product").tolist()
        assert found == [" ".join(one.split()) for one in written]
