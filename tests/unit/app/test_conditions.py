"""Conditions on a study that scripts ask for."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from supportlens.app.queries.conditions import read_condition
from supportlens.domain.findings.condition_figures import ConditionFigure

STUDY = SimpleNamespace(
    main_cause=SimpleNamespace(share=0.4, tickets=400, excess=397.4),
    continuation=SimpleNamespace(with_trend=lambda trend: [1, 2] if trend.value == "new" else []),
)
CALM = SimpleNamespace(main_cause=None, continuation=None)


@pytest.mark.parametrize(
    "text",
    ["share>0.30", "share >= 40%", "SHARE>0,39", "tickets=400", "excess>397", "verdict", "new", "new>=2"],
)
def test_a_condition_that_holds(text):
    assert read_condition(text).holds(STUDY)


@pytest.mark.parametrize("text", ["share>0.4", "share<40%", "tickets>400", "new>2", "growing"])
def test_a_condition_that_does_not_hold(text):
    assert not read_condition(text).holds(STUDY)


@pytest.mark.parametrize("figure", list(ConditionFigure), ids=str)
def test_every_figure_is_zero_where_nothing_stands_out(figure):
    condition = read_condition(figure.value)
    assert condition.measure(CALM) == 0
    assert not condition.holds(CALM)
    assert replace(condition, sign="<=").holds(CALM)


@pytest.mark.parametrize(
    "text", ["", "share>", "share>>1", "shares>1", ">0.3", "share>-1", "share>1e400%%", "share 0.3"]
)
def test_what_is_no_condition_is_not_read(text):
    assert read_condition(text) is None
