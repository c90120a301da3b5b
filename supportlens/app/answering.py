"""Takes in what people answered, and the kinds they chose, and judges a study anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import Attribution, Kind, Question, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from supportlens.domain import Answer, Cause, Study


def answer(study: Study, answers: Iterable[Answer], kinds: Mapping[str, Kind] | None = None) -> Study:
    """Give the study as the log, all `answers` and the chosen `kinds` together tell it.

    `answers` are all there are: one that is left out is undone. `kinds` are those that a person
    chose, by the id of the cause; where it is None, those that the study has stay. Kinds, changes,
    the order of the causes, the verdict, the moments and the plan follow; ids, symptoms and
    tickets stay.
    """
    from supportlens import causes, moments, training  # noqa: PLC0415 - pandas: no window must wait for it

    said = tuple(answers)
    chosen = chosen_kinds(study) if kinds is None else kinds
    first, last = study.tickets.first_date, study.tickets.last_date
    days = (last - first).days + 1 if first and last else 0
    told = causes.answer(study.causes, said, study.playbook, days)
    found = causes.choose_kinds(told, chosen, study.playbook)
    verdict = _judged(study, found)
    attribution = Attribution(found, study.symptoms, study.assignment, study.weeks, study.weekly)
    matched, _ = moments.match(study.tickets, attribution, study.playbook)
    return replace(
        study,
        causes=found,
        verdict=verdict,
        moments=matched,
        plan=training.prepare(study.tickets, attribution, verdict),
        answers=said,
        unanswered_verdict=(study.unanswered_verdict or study.verdict) if said or chosen else None,
    )


def say(study: Study, said: Answer) -> Study:
    """Give the study with one more answer; an earlier one to the same question gives way."""
    kept = (one for one in study.answers if (one.cause_id, one.question) != (said.cause_id, said.question))
    return answer(study, (*kept, said))


def take_back(study: Study, said: Answer) -> Study:
    """Give the study without an answer."""
    return answer(study, (one for one in study.answers if one != said))


def choose_kind(study: Study, cause_id: str, kind: Kind | None) -> Study:
    """Give the study with a cause of the kind that a person chose, None for the one the log tells."""
    others = {each: chosen for each, chosen in chosen_kinds(study).items() if each != cause_id}
    return answer(study, study.answers, others if kind is None else {**others, cause_id: kind})


def chosen_kinds(study: Study) -> dict[str, Kind]:
    """Give the kinds that a person chose, by the id of the cause."""
    return {cause.id: cause.kind for cause in study.causes if cause.told_kind is not None}


def questions_about(cause: Cause) -> tuple[Question, ...]:
    """Give the questions that would still decide about a cause, whichever it is."""
    from supportlens import causes  # noqa: PLC0415 - as above

    return causes.open_questions(cause)


def carry(before: Study, after: Study) -> Study:
    """Give `after`, another cut of the same tickets, with what was said about the causes of `before`.

    What was said about a cause goes to the cause that now has most of its tickets; it stays by
    itself where none has any.
    """
    if not before.answers and not chosen_kinds(before):
        return after
    heirs = {cause.id: _heir(cause.id, before, after) for cause in before.causes}
    said = (replace(one, cause_id=heirs.get(one.cause_id) or one.cause_id) for one in before.answers)
    kinds = {heirs[cause_id]: kind for cause_id, kind in chosen_kinds(before).items() if heirs[cause_id]}
    return answer(after, said, kinds)


def _heir(cause_id: str, before: Study, after: Study) -> str:
    """Give the cause that has most tickets of an earlier one, "" where none has any."""
    held = after.assignment["cause_id"].to_numpy()[(before.assignment["cause_id"] == cause_id).to_numpy()]
    counts = {str(each): int((held == each).sum()) for each in sorted(set(held)) if each}
    return max(counts, key=lambda each: (counts[each], each), default="")


def _judged(study: Study, found: tuple[Cause, ...]) -> Verdict:
    from supportlens import causes  # noqa: PLC0415 - as above

    judged = causes.judge_causes(found, study.tickets, study.calendar)
    return replace(judged, gaps=study.verdict.gaps)  # what the log lacks, no answer about a cause gives
