"""The audience of a training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import AudienceGroup, Field, count_people

if TYPE_CHECKING:
    import pandas as pd

USER_FIELDS = (Field.ROLE, Field.SITE, Field.TEAM, Field.CUSTOMER)
"""Fields that group users, by precedence; the first with values is used."""
SERVICE_FIELDS = (Field.TEAM, Field.SITE)
"""The same for service agents."""
MAX_GROUPS = 12
"""Maximum groups in a plan.

Judgement: fits a page; people are counted over all groups.
"""


def count_trainees(inside: pd.DataFrame, *, service: bool) -> int | None:
    """Count the people to train: those who asked, or agents for `service`; None if the log names none."""
    return count_people(inside, (Field.AGENT.value,)) if service else count_people(inside)


def group_audience(inside: pd.DataFrame, *, service: bool) -> tuple[AudienceGroup, ...]:
    """Group the people of a cause by the first field with values, the largest group first.

    Users are grouped by role, else site, team or customer; agents by team, else site. A group without named
    people has 0 of them, and its tickets. At most twelve groups.
    """
    fields = SERVICE_FIELDS if service else USER_FIELDS
    field = next((one for one in fields if one.value in inside and inside[one.value].ne("").any()), None)
    if field is None:
        return ()
    named = inside[inside[field.value].ne("")]
    groups = [
        AudienceGroup(field.value, str(value), count_trainees(part, service=service) or 0, len(part))
        for value, part in named.groupby(field.value, sort=True)
    ]
    groups.sort(key=lambda group: (-group.people, -group.tickets, group.value))
    return tuple(groups[:MAX_GROUPS])
