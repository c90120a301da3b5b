"""Each action finds its cause, its window and what it is held against."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from supportlens.app.statements.following_up import (
    join_actions,
    list_calendar_actions,
    with_actions,
    without_trainings,
)
from supportlens.domain import (
    ActionSource,
    Assigned,
    Change,
    Derived,
    EffectControl,
    EffectGap,
    EffectVerdict,
    Field,
    MeasuredAction,
    Onset,
    Shape,
    TakenAction,
    TakenKind,
    Tickets,
)
from supportlens.domain.findings.effects import list_worked
from supportlens.effect import LogOfCauses, combine_phases, measure_actions
from supportlens.i18n import words_for
from supportlens.i18n.follow_up.effects import gap_sentence
from tests.builders import a_study

FIRST, LAST, HELD = date(2026, 3, 2), date(2026, 8, 30), date(2026, 6, 15)
CHIEF = replace(a_study().causes[0], id="C1", onset=None, change=None, hours=50.0, taken=None)


def a_log(rates: dict[str, tuple[float, float]], others: float = 20.0) -> LogOfCauses:
    """Return a log with the tickets a week at each site before and since HELD, and so many others a week."""
    dice = np.random.default_rng(2)
    rows: list[tuple[date, str, str]] = []
    for offset in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=offset)
        for site, (before, since) in rates.items():
            rows += [(day, site, "C1")] * int(dice.poisson((since if day >= HELD else before) / 7))
        rows += [(day, "North", "C2")] * int(dice.poisson(others / 7))
    days, sites, causes = zip(*rows, strict=True)
    frame = pd.DataFrame(
        {
            Field.TICKET_ID.value: [f"T{n}" for n in range(len(rows))],
            Field.CREATED_AT.value: pd.to_datetime(list(days)),
            Field.SITE.value: sites,
            Field.REQUESTER.value: [f"P{n % 40}" for n in range(len(rows))],
            Derived.TEXT: "",
        }
    )
    chief = replace(CHIEF, tickets=causes.count("C1"))
    other = replace(CHIEF, id="C2", tickets=causes.count("C2"), scope=(), combinations=())
    assignment = pd.DataFrame({Assigned.CAUSE: causes})
    return LogOfCauses(Tickets(frame, frame[[]], ()), assignment, (chief, other), lambda _action: "C1")


def training(start: date = HELD, **facts: object) -> TakenAction:
    return replace(TakenAction(TakenKind.TRAINING, "Training", start, about="C1"), **facts)  # type: ignore[arg-type]  # any field


def one(log: LogOfCauses, *actions: TakenAction) -> MeasuredAction:
    return measure_actions(log, actions)[0]


def test_a_group_is_held_against_those_who_were_not_trained() -> None:
    # Everything about the cause halved by itself; in the north it fell by nine of ten.
    log = a_log({"North": (30, 3), "South": (30, 15)})

    found = one(log, training(field="site", value="NORTH"))

    assert found.effect is not None
    assert found.effect.control is EffectControl.UNTRAINED
    assert found.effect.verdict is EffectVerdict.FELL
    assert found.effect.low <= -0.8 <= found.effect.high


@pytest.mark.parametrize("lasting", [0, 4])
def test_what_is_left_counts_from_the_week_after_an_action_of_several_days(lasting: int) -> None:
    # Nobody asks any more from the day after the training; on its own days as many ask as before.
    log = a_log({"North": (35, 0)})
    frame, held = log.tickets.frame, pd.Timestamp(HELD)
    asked = frame[frame[Field.CREATED_AT.value].between(held - pd.Timedelta(days=7), held, inclusive="left")]
    again = asked.assign(**{Field.CREATED_AT.value: asked[Field.CREATED_AT.value] + pd.Timedelta(days=7)})
    again = again[again[Field.CREATED_AT.value] <= held + pd.Timedelta(days=lasting)]
    causes = log.assignment.loc[again.index]
    frame = pd.concat([frame, again], ignore_index=True)
    assignment = pd.concat([log.assignment, causes], ignore_index=True)
    log = replace(log, tickets=Tickets(frame, frame[[]], ()), assignment=assignment)

    found = one(log, training(end=HELD + timedelta(days=lasting)))

    assert found.effect is not None
    assert found.effect.verdict is EffectVerdict.FELL
    assert (found.effect.weekly_after == 0) == bool(lasting)


def test_trainings_one_after_another_are_held_against_those_still_to_come() -> None:
    log = a_log({"North": (30, 6), "South": (30, 30)})
    later = training(date(2026, 8, 3), name="Second", field="site", value="South")

    first, _ = measure_actions(log, (training(field="site", value="North"), later))

    assert first.effect is not None
    assert first.effect.control is EffectControl.UNTRAINED
    assert first.effect.period_after.last < later.start
    assert first.effect.verdict is EffectVerdict.FELL


def test_phases_that_reached_everybody_are_measured_together() -> None:
    # A week apart, none has two weeks of its own beside those still to be trained.
    log = a_log({"North": (15, 15), "South": (15, 15), "East": (15, 15)}, others=60)
    starts = {site: HELD + timedelta(days=7 * at) for at, site in enumerate(("North", "South", "East"))}
    frame = log.tickets.frame
    held = frame[Field.SITE.value].map(starts)
    taught = (frame[Field.CREATED_AT.value].dt.date >= held) & log.assignment[Assigned.CAUSE].eq("C1")
    left = ~taught | (taught.cumsum() % 10 < 3)
    log = replace(
        log,
        tickets=Tickets(frame[left].reset_index(drop=True), frame[left][[]].reset_index(drop=True), ()),
        assignment=log.assignment[left].reset_index(drop=True),
    )
    rows = [training(start, name=site, field="site", value=site) for site, start in starts.items()]
    measured = measure_actions(log, rows)

    (together,) = combine_phases(log, measured)

    assert together.effect is not None
    assert together.parts == ("T1", "T2", "T3")
    assert together.effect.verdict is EffectVerdict.FELL
    assert together.effect.low <= -0.7 <= together.effect.high
    assert with_actions(log.causes, (*measured, together))[0].taken == together
    # Where a third is still to be trained, the cause is not dealt with.
    assert combine_phases(log, measured[:2]) == ()
    chief = with_actions(log.causes, measured[:2])[0]
    assert chief.taken is None
    assert [one.groups for one in chief.taken_in_part] == [("North",), ("South",)]
    assert with_actions(log.causes, (*measured, together))[0].taken_in_part == ()


def test_what_two_actions_of_one_day_avoided_is_counted_once() -> None:
    log = a_log({"North": (30, 6)})

    measured = measure_actions(
        log, (training(), training(name="Notice"), training(date(2026, 5, 4), name="Early"))
    )

    assert [one.gap for one in measured] == [None, EffectGap.TOGETHER, EffectGap.TOGETHER]
    assert [one.action.name for one in list_worked(measured, ())] == ["Notice"]


def test_a_group_that_the_log_does_not_know_is_said_and_one_that_it_does_not_tell_is_not() -> None:
    log = a_log({"North": (30, 6), "South": (30, 6)})

    wrong = one(log, training(field="site", value="Nroth"))
    untold = one(log, training(field="team", value="Desk 1"))

    assert (wrong.gap, wrong.effect, wrong.is_for_all) == (EffectGap.NO_GROUP, None, False)
    assert "Nroth" in gap_sentence(wrong, words_for("en"))
    assert (untold.gap, untold.is_for_all) == (None, False)
    assert untold.effect is not None


def test_a_row_that_names_all_groups_is_for_everybody_and_one_of_them_is_not() -> None:
    log = a_log({"North": (20, 4), "South": (20, 4), "East": (0.2, 0)})

    found = one(log, training(field="site", value="north, South"))
    some = one(log, training(field="site", value="north"))

    assert found.groups == ("North", "South")
    assert found.is_for_all
    assert with_actions(log.causes, [found])[0].taken == found
    assert not some.is_for_all
    assert with_actions(log.causes, [some])[0].taken_in_part == (some,)


@pytest.mark.parametrize(("ended", "verdict"), [(3, EffectVerdict.FELL), (20, EffectVerdict.BEFORE)])
def test_a_spike_that_ends_with_the_training_fell_by_it_and_an_earlier_one_by_itself(
    ended: int, verdict: EffectVerdict
) -> None:
    """What still comes about the same matters is no longer the cause's, and counts all the same."""
    log = a_log({"North": (30, 4)})
    frame = log.tickets.frame
    days = frame[Field.CREATED_AT.value].dt.date
    end = HELD - timedelta(days=ended)
    mine = log.assignment[Assigned.CAUSE].eq("C1")
    left = ~(mine & (days > end) & (days < HELD))
    assignment = log.assignment.assign(**{Assigned.SYMPTOM: mine.map({True: "S1", False: "S2"})})
    assignment.loc[mine & (days > end), Assigned.CAUSE] = ""
    onset = Onset(FIRST, FIRST, FIRST, Shape.SPIKE, 9.0, 5.0, 12.0, 1.0, 30.0, end)
    chief = replace(log.causes[0], symptoms=("S1",), onset=onset)
    log = replace(
        log,
        tickets=Tickets(frame[left].reset_index(drop=True), frame[left][[]].reset_index(drop=True), ()),
        assignment=assignment[left].reset_index(drop=True),
        causes=(chief, log.causes[1]),
    )

    found = one(log, training())

    assert found.effect is not None
    assert found.effect.verdict is verdict
    assert found.effect.after > 20


def test_tickets_and_hours_avoided_follow_from_the_effect_and_who_asked_again_is_counted() -> None:
    found = one(a_log({"North": (40, 8)}), training())

    assert found.effect is not None
    weeks = ((LAST - HELD).days + 1) / 7
    assert found.effect.tickets_avoided == pytest.approx(32 * weeks, rel=0.35)
    assert found.effect.hours_avoided == pytest.approx(
        found.effect.tickets_avoided * 50 / found_tickets(found), rel=0.01
    )
    assert (found.askers_before, found.asked_again) == (40, 35)


def found_tickets(found: MeasuredAction) -> int:
    assert found.effect is not None
    return found.effect.before + found.effect.after


@pytest.mark.parametrize(
    ("action", "gap"),
    [
        (training(about="Zeppelin"), EffectGap.NO_CAUSE),
        (training(FIRST - timedelta(days=1)), EffectGap.BEFORE_LOG),
        (training(LAST + timedelta(days=1)), EffectGap.AFTER_LOG),
        (training(), None),
    ],
)
def test_an_action_that_cannot_be_measured_says_why(action: TakenAction, gap: EffectGap | None) -> None:
    found = one(a_log({"North": (30, 6)}), action)

    assert found.gap is gap
    assert (found.effect is None) is (gap is not None)


def test_two_actions_on_one_day_share_what_came_of_them() -> None:
    notice = replace(training(), kind=TakenKind.NOTICE, name="Notice")
    found = measure_actions(a_log({"North": (30, 6)}), (training(), notice))

    assert [one.gap for one in found] == [EffectGap.TOGETHER, EffectGap.TOGETHER]
    assert found[0].effect == found[1].effect


def test_rows_of_a_calendar_that_say_what_was_done_are_actions_and_trainings_are_no_changes() -> None:
    calendar = (
        Change(HELD, "Capacitación de Atlas", "Atlas"),
        Change(HELD, "Atlas in ten minutes", "Atlas", "Training"),
        Change(HELD, "Hotfix 5.2.1", "Atlas", "Release"),
        Change(HELD, "Actualización 5.2 de Atlas", "Atlas", "Actualización"),
        Change(HELD, "New price list", "Billing", "price"),
    )

    assert [one.kind for one in list_calendar_actions(calendar)] == [
        TakenKind.TRAINING, TakenKind.TRAINING, TakenKind.FIX,
    ]  # fmt: skip
    assert [change.name for change in without_trainings(calendar)] == [
        "Hotfix 5.2.1", "Actualización 5.2 de Atlas", "New price list",
    ]  # fmt: skip


def test_a_fix_of_the_calendar_that_no_cause_had_asked_for_is_no_action() -> None:
    fix = TakenAction(TakenKind.FIX, "Patch", HELD, about="C1", source=ActionSource.CALENDAR)

    assert measure_actions(a_log({"North": (30, 30)}), (fix,)) == ()
    assert len(measure_actions(a_log({"North": (30, 30)}), (replace(fix, source=ActionSource.FILE),))) == 1


def test_an_action_that_is_given_again_counts_once_as_written_last() -> None:
    assert join_actions((training(),), (training(owner="Ana"),)) == (training(owner="Ana"),)


def test_tickets_whose_dates_tell_no_rise_are_left_out_of_what_is_measured() -> None:
    log = a_log({"North": (40.0, 8.0)})
    marked = np.zeros(len(log.tickets), dtype=bool)
    marked[::3] = True
    frame = log.tickets.frame.assign(**{Derived.UNCOMPARED: marked})

    whole, rest = (
        one(log, training()),
        one(replace(log, tickets=replace(log.tickets, frame=frame)), training()),
    )

    assert found_tickets(rest) < found_tickets(whole)
