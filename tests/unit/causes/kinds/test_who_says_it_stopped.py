"""An outage stopped the work of those who say so, each once."""

from __future__ import annotations

import numpy as np
import pytest

from supportlens.causes.kinds.evidence import count_stopped, gather_evidence
from supportlens.domain import Field
from supportlens.resources import load_playbook
from tests.unit.screening.desks import Line, make_tickets

DOWN = {
    "en": "The system is down since nine, nobody can work.",
    "es": "El sistema está caído desde las nueve, nadie puede trabajar.",
}


def stopped(lines: list[Line], *without: Field) -> int | None:
    tickets = make_tickets(lines, without=without)
    return count_stopped(tickets, np.ones(len(lines), dtype=bool), gather_evidence(tickets, load_playbook()))


@pytest.mark.parametrize("language", ["en", "es"])
def test_one_person_who_writes_forty_times_is_one(language: str) -> None:
    many = [Line("front desk", "Down", DOWN[language], 3) for _ in range(40)]
    others = [Line(f"person{n}", "Down", DOWN[language], 3) for n in range(6)]

    assert stopped(many + others) == 7


def test_who_asks_for_something_else_on_that_day_is_not_counted() -> None:
    others = [Line(f"person{n}", "Mouse", "I need a new mouse, please.", 3) for n in range(20)]

    assert stopped([Line("ana", "Down", DOWN["en"], 3), *others]) == 1


def test_a_log_that_names_nobody_counts_nobody() -> None:
    assert stopped([Line("ana", "Down", DOWN["en"], 3)], Field.REQUESTER) is None
