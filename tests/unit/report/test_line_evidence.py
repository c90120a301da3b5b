"""Machines' lines that stand out in a cause."""

from __future__ import annotations

from dataclasses import replace

import pytest

from supportlens.app.queries.evidence import find_line_claims
from supportlens.domain import Assigned, LogTemplate, Study
from tests.builders import a_study, some_stage_results


def with_lines(events: dict[int, tuple[int, ...]], templates: int = 1) -> Study:
    """Return a study in which the tickets at some rows hold lines."""
    study = a_study()
    stage_results = some_stage_results(study)
    known = tuple(LogTemplate(f"L{n}", f"ERROR {n} at <*>", 1, f"ERROR {n} at x") for n in range(templates))
    told = tuple(events.get(row, ()) for row in range(len(study.tickets)))
    cleaned = replace(stage_results.cleaned, events=told, templates=known)
    return replace(study, stage_results=replace(stage_results, cleaned=cleaned))


def rows_of(study: Study, cause_id: str) -> list[int]:
    return [row for row, cause in enumerate(study.assignment[Assigned.CAUSE]) if cause == cause_id]


def test_a_line_met_only_inside_a_cause_is_its_evidence_with_its_tickets() -> None:
    study = a_study()
    study = replace(study, stage_results=some_stage_results(study))
    (claim,) = find_line_claims(study, "C3")
    assert claim.template.pattern == "ERROR <*> spooler stopped"
    assert claim.tickets == len(claim.ticket_ids) == claim.template.tickets
    assert claim.share_inside == pytest.approx(claim.tickets / 200)
    assert claim.share_outside == 0
    assert claim.lift_low > 1
    assert find_line_claims(study, "C1") == ()


def test_a_line_that_everybody_has_proves_nothing() -> None:
    everywhere = dict.fromkeys(range(1000), (0,))
    assert find_line_claims(with_lines(everywhere), "C3") == ()


def test_two_tickets_are_too_few_for_a_line_to_be_said_of_a_cause() -> None:
    inside = rows_of(a_study(), "C3")
    assert find_line_claims(with_lines(dict.fromkeys(inside[:2], (0,))), "C3") == ()
    assert len(find_line_claims(with_lines(dict.fromkeys(inside[:3], (0,))), "C3")) == 1


def test_a_line_counts_once_a_ticket_and_the_ratio_is_that_of_the_shares() -> None:
    study = a_study()
    inside, outside = rows_of(study, "C3"), rows_of(study, "C1")
    events = {**dict.fromkeys(inside[:40], (0, 0, 0)), **dict.fromkeys(outside[:16], (0,))}
    (claim,) = find_line_claims(with_lines(events), "C3")
    assert (claim.tickets, claim.share_inside, claim.share_outside) == (40, 0.2, 0.02)
    assert claim.lift == pytest.approx(10)
    assert claim.lift_low < 10 < claim.lift_high


def test_the_line_of_most_tickets_comes_first() -> None:
    inside = rows_of(a_study(), "C3")
    events = {**dict.fromkeys(inside[:5], (0,)), **dict.fromkeys(inside[5:30], (1,))}
    assert [claim.template.id for claim in find_line_claims(with_lines(events, 2), "C3")] == ["L1", "L0"]


def test_a_study_without_its_workings_has_no_lines() -> None:
    assert find_line_claims(a_study(), "C3") == ()
