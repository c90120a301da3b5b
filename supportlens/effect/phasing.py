"""What came of a training that was given to one group after another: its phases taken together.

A stepped wedge (Hussey and Hughes 2007, Design and analysis of stepped wedge cluster randomized trials,
Contemporary Clinical Trials 28, 182-191), simplified: the series of each group is laid so that its own start
is day zero, and their sums are measured like one action, against the other causes of the same groups.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import EffectControl, EffectVerdict
from supportlens.effect.describing import describe_effect
from supportlens.effect.estimating import has_control
from supportlens.effect.judging import LEAST_DAYS, judge_action
from supportlens.effect.measuring import Measurer, find_spike_end
from supportlens.effect.series import count_weeks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import numpy.typing as npt

    from supportlens.domain import Cause, MeasuredAction
    from supportlens.effect.measuring import LogOfCauses

    Days = npt.NDArray[np.int64]

COVERED = 0.8
"""Share of a cause's tickets before the first phase that the groups must have brought to be taken together.

Judgement: with less, there are enough others to hold each phase against."""


def combine_phases(log: LogOfCauses, measured: Sequence[MeasuredAction]) -> tuple[MeasuredAction, ...]:
    """Return for each cause whose groups had the same kind of action in turn what came of all together.

    Causes of which large groups have not had it yet are left out: phases are then held against these.
    """
    phases = [one for one in measured if one.action.field and one.effect is not None]

    def key(one: MeasuredAction) -> tuple[str, str, str]:
        return one.cause_id or "", one.action.kind.value, one.action.field

    causes = {cause.id: cause for cause in log.causes}
    found = []
    for (cause_id, _, _), members in groupby(sorted(phases, key=key), key):
        together = _combine(log, list(members), causes[cause_id])
        if together is not None:
            found.append(together)
    return tuple(found)


def _combine(log: LogOfCauses, phases: list[MeasuredAction], cause: Cause) -> MeasuredAction | None:
    if len({one.action.value for one in phases}) < 2:
        return None
    measurer = Measurer(log, [(one.action, cause) for one in phases])
    own = measurer.mask_cause(cause)
    begin = min(one.action.start for one in phases)
    groups = [measurer.mask_group(one.action) for one in phases]
    before = own & (measurer.days < begin.toordinal())
    reached = np.logical_or.reduce(groups)
    if not before.any() or (before & reached).sum() < COVERED * before.sum():
        return None
    first, last = measurer.find_span(cause, begin)
    others = measurer.find_others(cause, own, first, last)
    mine: list[Days] = []
    rest: list[Days] = []
    taken = np.zeros(len(own), dtype=bool)
    for one, group in zip(phases, groups, strict=True):
        shift = begin.toordinal() - one.action.start.toordinal()
        fresh = group & ~taken
        taken |= group
        mine.append(measurer.within(own & fresh, first, last) + shift)
        rest.append(measurer.within(others & fresh, first, last) + shift)
    end = last - (max(one.action.start for one in phases) - begin)
    if (end - begin).days < LEAST_DAYS:
        end = last
    series = [np.concatenate(parts) for parts in (mine, rest)]
    inside = [_cut(days, first, end) for days in series]
    weeks = count_weeks(begin, first, end, inside[0], inside[1], log.holidays)
    lasting = max((one.action.last_day - one.action.start).days for one in phases)
    judged = judge_action(weeks, lasting=lasting, ended=find_spike_end(cause, begin))
    kind = EffectControl.OTHER_CAUSES if has_control(weeks) else EffectControl.NONE
    effect = describe_effect(weeks, judged, kind, first, last, cause, lasting)
    if effect.verdict is EffectVerdict.FELL and effect.change > -1:
        # The early groups have had more days since their start than all groups have in common.
        beyond = float((series[0] > end.toordinal()).sum()) * (1 / (1 + effect.change) - 1)
        saved = effect.tickets_avoided + beyond
        hours = saved * cause.hours / cause.tickets if cause.hours is not None and cause.tickets else None
        effect = replace(effect, tickets_avoided=saved, hours_avoided=hours)
    ordered = sorted(phases, key=lambda one: (one.action.start, one.id))
    reached_groups = tuple(sorted({group for one in phases for group in one.groups}))
    action = replace(
        ordered[0].action,
        end=max(one.action.last_day for one in phases),
        value=", ".join(dict.fromkeys(one.action.value for one in ordered)),
    )
    return replace(
        ordered[0],
        id="+".join(one.id for one in ordered),
        action=action,
        effect=effect,
        gap=None,
        askers_before=sum(one.askers_before for one in phases),
        asked_again=sum(one.asked_again for one in phases),
        parts=tuple(one.id for one in ordered),
        groups=reached_groups,
        covers=measurer.reaches_all(cause, reached_groups, replace(action, start=begin)),
    )


def _cut(days: Days, first: date, last: date) -> Days:
    return days[(days >= first.toordinal()) & (days <= last.toordinal())]
