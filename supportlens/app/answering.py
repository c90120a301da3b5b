"""Takes in what people answered and judges a study anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import Attribution

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Answer, Study


def answer(study: Study, answers: Iterable[Answer]) -> Study:
    """Give the study as the log and all `answers` together tell it.

    `answers` are all there are: one that is left out is undone. Kinds, changes, the order of the
    causes, the verdict, the moments and the plan follow; ids, symptoms and tickets stay.
    """
    from supportlens import causes, moments, training  # noqa: PLC0415 - pandas: no window must wait for it

    first, last = study.tickets.first_date, study.tickets.last_date
    days = (last - first).days + 1 if first and last else 0
    answered = causes.answer(study.causes, answers, study.playbook, days)
    judged = causes.judge_causes(answered, study.tickets, study.calendar)
    verdict = replace(judged, gaps=study.verdict.gaps)  # what the log lacks, no answer about a cause gives
    attribution = Attribution(answered, study.symptoms, study.assignment, study.weeks, study.weekly)
    matched, _ = moments.match(study.tickets, attribution, study.playbook)
    plan = training.prepare(study.tickets, attribution, verdict)
    return replace(study, causes=answered, verdict=verdict, moments=matched, plan=plan)
