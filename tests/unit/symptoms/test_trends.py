"""New, gone, growing and falling are told where chance alone does not tell them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from supportlens.domain import (
    EarlierStudy,
    Grouping,
    KnownSymptom,
    Leaves,
    Name,
    Symptom,
    SymptomTree,
    Tickets,
    Trend,
    Vectors,
)
from supportlens.symptoms import find_trends


def told(
    before: dict[str, int], now: dict[str, int], *, days: int = 30, start: str = "2026-02-01", dated=True
):
    """Compare a saved January of 31 days with tickets from `start` on."""
    blocks = tuple(now)
    labels = np.repeat(np.arange(len(blocks)), list(now.values()))
    frame = pd.DataFrame({"informative": True, "ticket_id": [f"T{row}" for row in range(len(labels))]})
    if dated:
        offsets = np.arange(len(labels)) * days // max(len(labels), 1)
        frame["created_at"] = (np.datetime64(start) + offsets.astype("timedelta64[D]")).astype(
            "datetime64[ns]"
        )
        frame.loc[len(frame) - 1, "created_at"] = pd.Timestamp(start) + pd.Timedelta(days=days - 1)
    rows = np.arange(len(blocks))
    vectors = Vectors(
        labels, np.eye(len(blocks), dtype=np.float32), blocks, np.bincount(labels), 0 * rows, None,
        len(blocks), "x", 0,
    )  # fmt: skip
    none = (None,) * len(labels)
    grouping = Grouping(
        labels,
        np.ones(len(labels)),
        labels * 0 - 1,
        none,
        tuple(Symptom(each, Name(es=each, en=each), count, None, ()) for each, count in now.items()),
        0,
        0,
    )
    leaves = Leaves(rows, (None,) * len(blocks), SymptomTree(len(blocks), (), (), len(blocks)), blocks)
    january = (date(2026, 1, 1), date(2026, 1, 31)) if dated else (None, None)
    known = EarlierStudy(
        tuple(KnownSymptom(each, Name(es=each, en=each), count, ()) for each, count in before.items()),
        {}, 99, sum(before.values()), *january, "x",
    )  # fmt: skip
    return find_trends(Tickets(frame, frame, ()), grouping, vectors, leaves, known)


def test_each_symptom_is_told_as_it_fares():
    found = told({"S1": 40, "S2": 40, "S3": 40, "S4": 30}, {"S1": 41, "S2": 120, "S3": 8, "S9": 12})
    assert {one.symptom_id: one.trend for one in found.trends} == {
        "S1": Trend.STEADY,
        "S2": Trend.GROWING,
        "S3": Trend.FALLING,
        "S4": Trend.GONE,
        "S9": Trend.NEW,
    }


def test_a_few_tickets_more_or_less_are_chance():
    found = told({"S1": 4, "S2": 3, "S3": 2}, {"S1": 7, "S2": 1})
    assert {one.trend for one in found.trends} == {Trend.STEADY}


def test_a_longer_period_with_as_many_tickets_a_day_is_no_growth():
    assert told({"S1": 62}, {"S1": 360}, days=180).trend("S1") is Trend.STEADY
    assert told({"S1": 62}, {"S1": 62}, days=180).trend("S1") is Trend.FALLING


def test_without_dates_shares_of_the_tickets_are_compared():
    found = told({"S1": 50, "S2": 50}, {"S1": 500, "S2": 500}, dated=False)
    assert not found.by_days
    assert {one.trend for one in found.trends} == {Trend.STEADY}
    assert told({"S1": 90, "S2": 10}, {"S1": 500, "S2": 500}, dated=False).trend("S2") is Trend.GROWING


def test_the_same_log_again_says_nothing_new():
    found = told({"S1": 40, "S2": 9}, {"S1": 40, "S2": 9}, start="2026-01-01")
    assert found.span_now == 0
    assert {one.trend for one in found.trends} == {Trend.STEADY}


def test_only_tickets_after_the_saved_period_count_as_now():
    found = told({"S1": 31}, {"S1": 59}, days=59, start="2026-01-01")
    assert found.span_now == 28
    assert found.trends[0].now == pytest.approx(28, abs=2)
    assert found.trend("S1") is Trend.STEADY
