"""Returns a study to what a person had said at an earlier moment, though tickets were added since."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.app.analysis.concluding import recut
from supportlens.app.analysis.symptom_edits import know_causes
from supportlens.app.projects.counting_apart import count_apart
from supportlens.app.statements.answering import answer
from supportlens.app.statements.carrying_over import collect_statements, restore_statements
from supportlens.app.statements.coding_practice import correct_codes
from supportlens.domain import ApartState, SaidSoFar, silent

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import Progress, Study


def collect_said(study: Study) -> SaidSoFar:
    """Return what a person has said and corrected in a study."""
    return SaidSoFar(
        study.corrections,
        collect_statements(study),
        study.code_corrections,
        tuple(sorted(study.screening.counted)),
        study.level,
    )


def say_again(
    study: Study, said: SaidSoFar, *, model_folder: Path | None = None, progress: Progress = silent
) -> Study:
    """Return a study in which exactly this was said; its tickets stay, its causes keep their ids.

    Raises what `progress` raises to stop the work.
    """
    known = know_causes(study)
    for group in study.apart:
        counted = group.id in said.counted or group.kind.value in said.counted
        if counted != (group.state is ApartState.COUNTED):
            study = count_apart(
                study, group.id, counted=counted, model_folder=model_folder, progress=progress
            )
    bare = replace(answer(study, (), {}, {}, ()), waiting=())
    regrouped = bare.corrections != said.corrections or bare.level != said.level
    bare = replace(bare, corrections=said.corrections)
    if regrouped and bare.stage_results is not None:
        level = said.level if said.level in bare.levels else 0
        bare = recut(bare, level, known_causes=known, progress=progress)
    if bare.code_corrections != said.code_corrections:
        bare = correct_codes(bare, said.code_corrections)
    return restore_statements(bare, said.statements)
