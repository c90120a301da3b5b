"""Collects what the next study needs to know."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.app.analysis.concluding import recut
from supportlens.app.analysis.symptom_edits import know_causes
from supportlens.app.statements.carrying_over import collect_statements
from supportlens.domain import EarlierStudy

if TYPE_CHECKING:
    from supportlens.domain import Study


def remember(study: Study) -> EarlierStudy:
    """Return what the next study needs to know from this one and from those before it."""
    from supportlens import symptoms  # noqa: PLC0415 - needs SciPy

    stage_results = study.stage_results
    if stage_results is None:
        known = EarlierStudy((), {}, 1, 0, None, None, study.engine.encoder, study.corrections)
    else:
        known = replace(symptoms.remember_symptoms(study, stage_results), country=stage_results.country)
    return restate(known, study)


def remember_uncorrected(study: Study) -> EarlierStudy:
    """Return what the next study needs to know, with the symptoms as they were before a person's corrections.

    The corrections are applied anew to the next study, so that they can still be taken back there.
    """
    known = remember(study)
    if not study.corrections or study.stage_results is None:
        return known
    before = remember(recut(replace(study, corrections=()), study.level))
    return replace(
        before,
        corrections=study.corrections,
        said=known.said,
        continuation=known.continuation,
        causes=known.causes,
    )


def restate(known: EarlierStudy, study: Study) -> EarlierStudy:
    """Return what is known with everything that a person said and chose in a study."""
    return replace(
        known,
        said=collect_statements(study),
        inputs=study.inputs,
        level=study.level,
        continuation=study.continuation,
        counted_apart=tuple(sorted(study.screening.counted)),
        causes=know_causes(study) or known.causes,
    )


def restate_named(known: EarlierStudy, study: Study) -> EarlierStudy:
    """Return what is known with what a person said and chose, and with the symptoms' present names."""
    names = {one.id: one.name for one in study.symptoms}
    symptoms = tuple(replace(one, name=names.get(one.id, one.name)) for one in known.symptoms)
    return restate(replace(known, symptoms=symptoms, corrections=study.corrections), study)
