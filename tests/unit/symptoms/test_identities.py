"""Who is who at every cut, and what a person mended."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from supportlens.domain import (
    Continuation,
    Grouping,
    Leaves,
    Moved,
    Name,
    Renamed,
    Symptom,
    SymptomTree,
    SymptomTrend,
    Tickets,
    Trend,
    Vectors,
    hash_text,
    trace_ancestors,
)
from supportlens.symptoms import apply_corrections, assign_ids

TEXTS = ["jam one", "jam two", "bill one", "bill two", "bill three", "lost pass", "hm"]
CODES = np.array([0, 0, 1, 2, 2, 3, 4])
LEAVES = Leaves(
    np.array([0, 1, 2, 3, -1]), (None,) * 5, SymptomTree(4, ((1, 2), (0, 1), (0, 3)), (0.9, 0.5, 0.1), 3),
    ("S4", "S9", "S9", "S2"),
)  # fmt: skip


def tickets() -> Tickets:
    frame = pd.DataFrame({"text": TEXTS, "ticket_id": [f"T{row}" for row in range(len(TEXTS))]})
    return Tickets(frame, frame, ())


def vectors() -> Vectors:
    ones = np.ones(5, dtype=np.int64)
    return Vectors(
        CODES, np.eye(5, dtype=np.float32), ("a", "b", "c", "d", "e"), ones, 0 * ones, None, 5, "x", 0
    )


def cut(labels: list[int], *names: str) -> Grouping:
    rows = np.array(labels)
    symptoms = tuple(
        Symptom(f"S{place + 1}", Name(es=name, en=name), int((rows == place).sum()), None, ())
        for place, name in enumerate(names)
    )
    reasons = tuple(None for _ in labels)
    return Grouping(rows, np.full(len(rows), 0.5), np.full(len(rows), -1), reasons, symptoms, 0, 1)


def ids(grouping: Grouping) -> list[str]:
    return [symptom.id for symptom in grouping.symptoms]


def test_whole_blocks_bear_their_ids():
    grouping = assign_ids(cut([1, 1, 0, 0, 0, 2, -1], "Bill", "Jam", "Pass"), vectors(), LEAVES, None)
    assert ids(grouping) == ["S9", "S4", "S2"]


def test_parts_and_unions_are_named_after_their_block():
    parts = cut([1, 1, 2, 0, 0, 3, -1], "Bills", "Jam", "Bill", "Pass")
    assert ids(assign_ids(parts, vectors(), LEAVES, None)) == ["S9.1", "S4", "S9.2", "S2"]
    union = cut([0, 0, 0, 0, 0, 1, -1], "All", "Pass")
    assert ids(assign_ids(union, vectors(), LEAVES, None)) == ["S9+1", "S2"]


@pytest.mark.parametrize(
    ("derived", "chain"), [("S3", ("S3",)), ("S3.2", ("S3.2", "S3")), ("S3.1+2", ("S3.1+2", "S3.1", "S3"))]
)
def test_an_id_tells_what_it_is_derived_from(derived, chain):
    assert trace_ancestors(derived) == chain


def test_a_moved_ticket_takes_along_what_shares_its_text_and_counts_follow():
    settled = assign_ids(cut([1, 1, 0, 0, 0, 2, -1], "Bill", "Jam", "Pass"), vectors(), LEAVES, None)
    grouping = apply_corrections(settled, tickets(), vectors(), (Moved("T3", hash_text("Bill  TWO"), "S4"),))
    held = [grouping.symptoms[place].id if place >= 0 else "" for place in grouping.labels.tolist()]
    assert held == ["S4", "S4", "S9", "S4", "S4", "S2", ""]
    assert {one.id: one.tickets for one in grouping.symptoms} == {"S4": 4, "S9": 1, "S2": 1}
    assert grouping.confidence[3] == 1.0
    assert (grouping.runners_up != grouping.labels).any()


def test_the_last_word_on_a_ticket_and_on_a_name_holds():
    settled = assign_ids(cut([1, 1, 0, 0, 0, 2, -1], "Bill", "Jam", "Pass"), vectors(), LEAVES, None)
    words = (
        Moved("T5", hash_text("lost pass"), "S4"),
        Moved("T5", hash_text("lost pass"), "S9"),
        Renamed("S9", Name(es="Uno", en="One")),
        Renamed("S9", Name(es="Dos", en="Two")),
    )
    grouping = apply_corrections(settled, tickets(), vectors(), words)
    assert ids(grouping) == ["S9", "S4"]  # S2 has lost its only ticket
    assert grouping.symptoms[0].name.in_("en") == "Two"
    assert grouping.symptoms[grouping.labels[5]].id == "S9"


def test_a_ticket_that_was_in_none_can_be_put_into_a_symptom():
    settled = assign_ids(cut([1, 1, 0, 0, 0, 2, -1], "Bill", "Jam", "Pass"), vectors(), LEAVES, None)
    grouping = apply_corrections(settled, tickets(), vectors(), (Moved("T6", hash_text("hm"), "S2"),))
    assert grouping.symptoms[grouping.labels[6]].id == "S2"
    assert grouping.unassigned == 0


def test_a_part_fares_as_the_symptom_it_is_a_part_of():
    name = Name(es="Cobros", en="Charges")
    told = Continuation(
        (SymptomTrend("S9", name, Trend.GROWING, 3, 30, 0.001),), date(2026, 1, 1), date(2026, 1, 31), 31, 31,
        by_days=True,
    )  # fmt: skip
    assert told.trend("S9.2") is told.trend("S9+1") is Trend.GROWING
    assert told.trend("S90") is None
