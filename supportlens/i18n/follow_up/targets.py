"""Words about the target of a cause: how many tickets a week are aimed at, and whether that is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import weekly_target

if TYPE_CHECKING:
    from supportlens.domain import Study
    from supportlens.i18n.words import Words


def target_phrase(study: Study, cause_id: str, words: Words) -> str:
    """Return the target of a cause, after an action with whether it is reached; "" without a target."""
    target = weekly_target(study, cause_id)
    if target is None:
        return ""
    shown = words.number(target, 1)
    line = next((one for one in study.untaught if one.cause_id == cause_id), None)
    effect = line.taken.effect if line is not None and line.taken is not None else None
    if effect is None:
        return words.say("Target: {target} a week", target=shown)
    now = words.number(effect.weekly_after, 1)
    if effect.weekly_after <= target:
        return words.say("Target: {target} a week, reached: {now} now", target=shown, now=now)
    return words.say("Target: {target} a week, not reached yet: {now} now", target=shown, now=now)
