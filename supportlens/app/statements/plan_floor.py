"""From where on a cause is worth a training: the floor that a person chose."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.app.statements.answering import plan_again

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.domain import Study


def apply_floor(study: Study, floor: Sequence[float]) -> Study:
    """Return the study with its plan from other tickets a week, people and hours a month on.

    Figures that are not given stay; the plan is computed anew only where one changes. The plan of a project
    without texts stays as it was told.
    """
    if study.tickets.texts_left_out:
        return study
    rules = study.playbook.plan_rules
    held = (rules.weekly, float(rules.people), rules.hours_a_month)
    weekly, people, hours = (*floor, *held[len(floor) :])
    chosen = replace(rules, weekly=weekly, people=math.ceil(people), hours_a_month=hours)
    return study if chosen == rules else plan_again(study, chosen)
