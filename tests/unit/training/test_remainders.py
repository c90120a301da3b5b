"""An action that reached some groups leaves the others to be planned for."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from supportlens.domain import (
    EffectControl,
    EffectVerdict,
    Kind,
    MeasuredAction,
    MeasuredEffect,
    Period,
    TakenAction,
    TakenKind,
    Untaught,
)
from tests.builders import a_cause
from tests.unit.training.plans import START, a_plan, planned

HELD = (START + timedelta(days=60)).date()


def trained(*sites: str, verdict: EffectVerdict = EffectVerdict.FELL, weeks: int = 0) -> MeasuredAction:
    """Return what came of a training at some sites."""
    around = Period(START.date(), HELD)
    effect = MeasuredEffect(
        verdict, -0.7, -0.8, -0.5, EffectControl.UNTRAINED, 40, 5, around, around, 40, 40,
        -0.7, -0.8, -0.5, 20.0, None, 5.0, 1.5, 5.0, weeks_needed=weeks,
    )  # fmt: skip
    action = TakenAction(TakenKind.TRAINING, "Training", HELD, field="site", value=" and ".join(sites))
    return MeasuredAction("T1", action, "C1", effect, groups=sites)


def a_cause_taught(*done: MeasuredAction):
    return a_cause(kind=Kind.KNOWLEDGE_GAP, onset=None, typical_ids=(), taken_in_part=done)


def rows(quiet_since: date | None = HELD) -> list[dict[str, str]]:
    """Return a ticket a day from two sites in turn, and two people of each who never asked about it."""
    sites = ("North", "South")
    return [
        {
            "site": sites[n % 2],
            "requester": f"{sites[n % 2]} {n % 14}",
            "resolution": "Ventas > Menú > Listado",
        }
        for n in range(100)
        if not (quiet_since and n % 2 == 0 and (START + timedelta(days=n)).date() >= quiet_since)
    ]


def test_only_the_groups_that_are_left_are_planned_for() -> None:
    whole = planned(rows(), cause=a_cause_taught())

    action = planned(rows(), cause=a_cause_taught(trained("North")))

    assert whole.people == 14
    assert (action.people, [group.value for group in action.left]) == (7, ["South"])
    assert all(name.startswith("South") for name in action.askers)
    assert {group.value for group in action.audience} == {"South"}
    assert action.worth is not None
    assert action.worth.people == 7
    # The topics and their answers are those of the whole cause.
    assert sum(topic.tickets for topic in action.syllabus) == len(rows())


def test_the_target_is_that_of_the_whole_cause() -> None:
    still = rows(quiet_since=None)

    action = planned(still, cause=a_cause_taught(trained("North")))

    assert action.promise is not None
    assert action.worth is not None
    assert action.weekly_now == pytest.approx(2 * action.worth.weekly, rel=0.15)
    assert action.weekly_target > action.weekly_now - action.worth.weekly


def test_who_had_a_training_that_did_not_help_is_taught_again() -> None:
    done = trained("North", verdict=EffectVerdict.DID_NOT_FALL)

    action = planned(rows(), cause=a_cause_taught(done))

    assert (action.people, action.done, action.left) == (14, (), ())


@pytest.mark.parametrize(
    ("done", "reason"),
    [
        (trained("South"), Untaught.DONE_AND_FELL),
        (trained("South", verdict=EffectVerdict.TOO_FEW, weeks=4), Untaught.DONE_AND_WAITING),
    ],
)
def test_where_little_is_left_the_cause_gets_a_line_with_what_was_done(
    done: MeasuredAction, reason: Untaught
) -> None:
    few = [row for row in rows() if row["site"] == "South"] + [{"site": "North", "requester": "North 1"}] * 3

    plan = a_plan(few, cause=a_cause_taught(done))

    (line,) = plan.untaught
    assert (line.reason, line.taken, plan.actions) == (reason, done, ())
    assert a_plan(few, cause=replace(a_cause_taught(), taken_in_part=())).actions
