"""Counts a group that was set apart as requests, or sets it apart again, as a person says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.app.analysis.finding_causes import StageInputs, find_causes
from supportlens.app.analysis.setting_apart import join_apart
from supportlens.app.analysis.stage_clock import StageClock
from supportlens.app.projects.remembering import remember
from supportlens.app.standing.carrying import carry_desk_moments
from supportlens.app.statements.carrying_over import restore_statements
from supportlens.app.statements.coding_practice import correct_codes
from supportlens.domain import silent

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import Progress, Study


def count_apart(
    study: Study,
    group_id: str,
    *,
    counted: bool,
    model_folder: Path | None = None,
    progress: Progress = silent,
) -> Study:
    """Return the study with a group of tickets counted as requests, or set apart again.

    Causes, verdict, moments and plan are computed anew from the tickets in memory. Raises `KeyError` for an
    unknown group, and what `progress` raises to stop the work.
    """
    group = study.screening.group(group_id)
    if group is None or study.stage_results is None:
        raise KeyError(group_id)
    others = study.screening.counted - {group.id, group.kind.value}
    if not counted and group.kind.value in study.screening.counted:
        others |= {each.id for each in study.apart if each.kind is group.kind and each.id != group.id}
    wanted = others | {group.id} if counted else others
    before = study.stage_results
    given = StageInputs(
        study.calendar,
        study.playbook,
        before.users,
        before.country,
        model_folder,
        before.desk_changes,
        study.customer_files,
        study.taken,
    )
    known = replace(remember(study), counted_apart=tuple(sorted(wanted)))
    again = find_causes(join_apart(study), given, known, wanted, StageClock(progress))
    again = replace(
        again,
        learnt=study.learnt,
        inputs=study.inputs,
        continuation=study.continuation,
        extension=study.extension,
        pilots=study.pilots,
    )
    again = restore_statements(again, known.said)
    if study.code_corrections:
        again = correct_codes(again, study.code_corrections)
    return carry_desk_moments(study, again)
