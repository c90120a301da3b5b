"""The same cause handled by different groups: who does better is said only if the interval says so."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from supportlens.domain import Field, HandlingMeasure, Tickets
from supportlens.i18n import words_for
from supportlens.i18n.standing.handling import group_line
from supportlens.moments import compare_handling, measure_handling

GROUPS = ("Norte", "Sur", "Centro")


def some_tickets(north: float, *, size: int = 240, hours: float = 8.0) -> Tickets:
    """Return tickets of three groups, of which the marks of the north are higher by `north`."""
    rng = np.random.default_rng(7)
    teams = np.array([GROUPS[at % 3] for at in range(size)])
    marks = np.clip(rng.normal(3.0 + north * (teams == "Norte"), 0.8), 1, 5)
    opened = pd.date_range("2026-01-01", periods=size, freq="h")
    took = pd.to_timedelta(np.where(teams == "Sur", hours, 8.0) * np.exp(rng.normal(0, 0.3, size)), unit="h")
    frame = pd.DataFrame(
        {
            Field.TEAM.value: teams,
            Field.AGENT.value: [f"Agente {at % 6}" for at in range(size)],
            Field.SATISFACTION.value: marks,
            Field.CREATED_AT.value: opened,
            Field.RESOLVED_AT.value: opened + took,
        }
    )
    return Tickets(frame, frame, ())


def test_a_group_that_satisfies_more_is_the_one_to_learn_from() -> None:
    (found,) = compare_handling(measure_handling(some_tickets(1.0)), np.ones(240, dtype=bool))

    assert [group.value for group in found.better] == ["Norte"]
    (figure,) = found.better[0].better_by
    assert figure.measure is HandlingMeasure.SATISFACTION
    assert figure.low < 1.0 < figure.high
    assert "Norte (80 tickets): Satisfacción" in group_line(found.better[0], words_for("es"))


def test_a_group_that_solves_sooner_is_found_by_its_hours() -> None:
    (found,) = compare_handling(measure_handling(some_tickets(0.0, hours=4.0)), np.ones(240, dtype=bool))

    assert [group.value for group in found.better] == ["Sur"]
    (figure,) = found.better[0].better_by
    assert figure.measure is HandlingMeasure.TIME
    assert figure.value == pytest.approx(4.0, rel=0.15)


def test_groups_that_do_alike_are_not_ranked() -> None:
    (found,) = compare_handling(measure_handling(some_tickets(0.0)), np.ones(240, dtype=bool))

    assert found.better == ()
    assert {group.value for group in found.groups} == set(GROUPS)


def test_few_tickets_and_named_people_are_not_compared() -> None:
    basis = measure_handling(some_tickets(1.0))

    assert compare_handling(basis, np.arange(240) < 30) == ()
    assert {one.field for one in compare_handling(basis, np.ones(240, dtype=bool))} == {"team"}
