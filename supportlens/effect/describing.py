"""Says what came of an action: its counts, periods, rates, and what it avoided."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import EffectVerdict, MeasuredEffect, Period
from supportlens.effect.series import WEEK

if TYPE_CHECKING:
    from datetime import date

    from supportlens.domain import Cause, EffectControl
    from supportlens.effect.judging import Judgement
    from supportlens.effect.series import WeeksAround


def describe_effect(
    weeks: WeeksAround,
    judged: Judgement,
    kind: EffectControl,
    first: date,
    last: date,
    cause: Cause,
    lasting: int = 0,
) -> MeasuredEffect:
    """Return what was judged with its counts, periods and what it avoided.

    `lasting` are the days that the action took after its first.
    """
    after = weeks.after
    kept = after & (weeks.firsts < judged.kept)
    before_count, after_count = float(weeks.own[~after].sum()), float(weeks.own[kept].sum())
    spans = [max(weeks.days_before, 1) / WEEK, max(min(judged.kept, weeks.days_after), 1) / WEEK]
    change, low, high = judged.change.relative
    own_change, own_low, own_high = judged.own.relative
    avoided = max(judged.avoided, 0.0) if judged.verdict is EffectVerdict.FELL else 0.0
    hours = avoided * cause.hours / cause.tickets if cause.hours is not None and cause.tickets else None
    return MeasuredEffect(
        verdict=judged.verdict,
        change=change,
        low=low,
        high=high,
        control=kind,
        before=int(before_count),
        after=int(weeks.own[after].sum()),
        period_before=Period(first, max(weeks.start - timedelta(days=1), first)),
        period_after=Period(weeks.start, max(last, weeks.start)),
        control_before=int(weeks.control[~after].sum()),
        control_after=int(weeks.control[after].sum()),
        own_change=own_change,
        own_low=own_low,
        own_high=own_high,
        tickets_avoided=avoided,
        hours_avoided=hours,
        weekly_before=before_count / spans[0],
        weekly_after=_count_left(weeks, judged.kept, lasting),
        weekly_expected=(after_count + avoided) / spans[1],
        weeks_needed=judged.weeks_needed,
        fell_on=judged.fell_on,
        relapse=judged.relapse,
        fading=judged.fading,
        ramp_days=judged.ramp,
    )


def _count_left(weeks: WeeksAround, kept: int, lasting: int) -> float:
    """Return the tickets a week that are left in the weeks after an action's last day.

    Where there are none yet, all weeks since it began count.
    """
    since = weeks.after & (weeks.firsts < kept)
    settled = since & (weeks.firsts > lasting) if lasting else since
    counted = settled if settled.any() else since
    days = float((np.minimum(weeks.lasts[counted] + 1, kept) - weeks.firsts[counted]).sum())
    return float(weeks.own[counted].sum()) * WEEK / max(days, 1.0)
