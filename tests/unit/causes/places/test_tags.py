"""Tags are places: each of several in a cell is compared like the value of a field."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from supportlens.causes.places.combinations import find_combinations
from supportlens.causes.places.field_columns import EMPTY, build_columns, find_column
from supportlens.causes.places.scopes import compare_values, select_claims
from supportlens.causes.places.spellings import join_spellings
from supportlens.domain import Tickets


def tagged(*cells):
    frame = pd.DataFrame({"text": ["no abre"] * len(cells), "tags": pd.Series(cells, dtype="str")})
    return Tickets(frame, pd.DataFrame(index=frame.index), ())


def log(count=400):
    """Half of the tickets of the cause are tagged brisa, one in ten of all others; web means nothing."""
    products = ["brisa" if n % 2 or n % 20 == 0 else "orion" for n in range(count // 4)]
    products += [("cartera", "orion", "almacen")[n % 3] if n % 10 else "brisa" for n in range(count * 3 // 4)]
    return tagged(*(f"{product}; {('web', 'movil')[n % 2]}" for n, product in enumerate(products)))


def claims(tickets, inside):
    columns, _ = build_columns(tickets)
    (found,) = select_claims(compare_values(0, columns, inside, ~inside), 1)
    return columns, found


def test_the_tag_of_a_cause_is_its_place():
    tickets = log()
    inside = np.arange(400) < 100
    columns, found = claims(tickets, inside)
    assert [(claim.field, claim.value) for claim in found] == [("tags", "brisa")]
    column = find_column(columns, found[0])
    counted = column.mask(column.labels.index("brisa"))
    assert counted.tolist() == tickets.mask("tags", "brisa").tolist()


def test_tags_that_never_stand_together_share_a_column():
    columns, _ = build_columns(log())
    assert sorted(sorted(column.labels) for column in columns) == [
        ["almacen", "brisa", "cartera", "orion"],
        ["movil", "web"],
    ]


@pytest.mark.parametrize("order", ["a; b; c", "c; b; a", "b; a; c"])
def test_the_order_of_tags_does_not_matter(order):
    columns, _ = build_columns(tagged(*[order] * 20, *["a"] * 20, *[""] * 5))
    sizes = {
        label: int(column.mask(at).sum()) for column in columns for at, label in enumerate(column.labels)
    }
    assert sizes == {"a": 40, "b": 20, "c": 20}
    assert all((column.codes[-5:] == EMPTY).all() for column in columns)


def test_a_tag_of_every_ticket_and_a_rare_one_are_no_places():
    columns, _ = build_columns(tagged(*["all; few"] * 3, *["all; some"] * 20, *["all"] * 20))
    assert [column.labels for column in columns] == [("some",)]


def test_spellings_of_a_tag_are_joined():
    joined = join_spellings(tagged(*["Brisa; web"] * 30, *["brisa; WEB"] * 5, *["orion"] * 20))
    assert joined.frame["tags"].unique().tolist() == ["Brisa; web", "orion"]
    assert joined.mask("tags", "Brisa").sum() == 35


def test_two_tags_may_be_one_place():
    cells = [*["brisa; web"] * 60, *["orion; movil"] * 40, *["brisa; movil"] * 60, *["orion; web"] * 60]
    cells += ["orion; movil"] * 80
    inside = np.arange(len(cells)) < 100
    columns, _ = build_columns(tagged(*cells))
    trials = find_combinations(0, columns, inside, ~inside)
    assert {trial.claim.parts for trial in trials if trial.claim} == {(("tags", "brisa"), ("tags", "web"))}


def test_a_tag_that_repeats_the_value_of_another_field_is_no_second_place():
    tags = ["atlas-52; web" if n < 60 else "atlas-51; movil" if n % 2 else "atlas-51" for n in range(200)]
    tickets = tagged(*tags)
    tickets.frame["version"] = ["5.2" if n < 61 else "5.1" for n in range(200)]
    columns, _ = build_columns(tickets)
    labels = {label for column in columns for label in column.labels}
    assert labels == {"5.2", "5.1", "movil"}
    columns, _ = build_columns(tagged(*tags))
    assert "atlas-52" in {label for column in columns for label in column.labels}
