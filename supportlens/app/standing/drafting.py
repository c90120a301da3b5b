"""Drafts standing moments from the causes of a study and from the moments of the catalogue."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from supportlens.app.statements.carrying_over import identify_cause
from supportlens.domain import (
    WEEK_DAYS,
    LifeState,
    LifeStep,
    Name,
    SheetPart,
    SheetText,
    StandingMoment,
    TargetOf,
    TextSource,
    codes_of,
)
from supportlens.domain.contacts.codes import Dimension
from supportlens.domain.logbook.marking import mark_tickets
from supportlens.domain.standing.moments import sheet_of
from supportlens.i18n.standing.sheet_drafts import (
    write_catalogue_sheet,
    write_cause_sheet,
    write_pilot_sheet,
)
from supportlens.i18n.words import LANGUAGES, words_for

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from supportlens.domain import Cause, Moment, Pilot, Study
    from supportlens.i18n.words import Words

REVIEW_DAYS = 30
"""Days to the review that a draft proposes. Judgement: when next month's file is there."""
ONE_A_WEEK = 1.0
"""Tickets a week below which a target is given for a month. Judgement: "0.2 a week" tells nobody anything."""
HALF = 0.5
"""The part of today's tickets that a draft proposes as the target of a cause without a plan. Judgement: what
the catalogue asks for complaints; any person may write another."""


def draft_of_cause(
    study: Study, cause_id: str, today: date, who: str = "", region: str = ""
) -> StandingMoment:
    """Return the standing moment of a cause: the one that the desk has, else a draft filled from this log.

    Its texts write numbers and dates as in a `region`, "" for the usual formats of each language.
    Raises KeyError for a cause that is not in the study.
    """
    cause = study.cause(cause_id)
    if cause is None:
        raise KeyError(cause_id)
    had = study.desk_moments.of_cause(cause_id)
    if had is not None:
        return had
    from supportlens.moments import list_questions, measure_weekly  # noqa: PLC0415 - needs pandas

    action = next((one for one in study.plan if one.cause_id == cause_id), None)
    untaught = next((one for one in study.untaught if one.cause_id == cause_id), None)
    moment = find_moment(study, cause)
    inside = mark_tickets(study, cause_id)
    weekly = measure_weekly(study.tickets, inside, cause, action)
    questions = list_questions(cause, action, untaught, study.symptoms)
    behaviours = (
        {code.id: study.coding.count(code.id, inside) for code in codes_of(Dimension.BEHAVIOUR)}
        if study.coding
        else {}
    )

    def write(words: Words) -> dict[SheetPart, tuple[str, TextSource]]:
        own = write_cause_sheet(cause, study, questions, behaviours, weekly, words)
        return {**write_catalogue_sheet(moment, words), **own}

    target, unit = None, _choose_unit(weekly)
    if weekly is not None:
        aimed = action.weekly_target if action and action.weekly_now > 0 else weekly * HALF
        target = round(aimed * unit.days / WEEK_DAYS, 1)
    return StandingMoment(
        study.desk_moments.next_id(),
        moment.id,
        identify_cause(study, cause_id),
        cause_id,
        sheet_of(_in_all_languages(write, region)),
        questions,
        baseline=weekly,
        target=target,
        target_of=unit,
        review=today + timedelta(days=REVIEW_DAYS),
        life=(LifeStep(LifeState.DETECTED, today, who),),
    )


def draft_of_moment(
    study: Study, moment_id: str, today: date, who: str = "", region: str = ""
) -> StandingMoment:
    """Return the standing moment of a moment of the catalogue: the one that the desk has, else a draft.

    Raises KeyError for an unknown moment.
    """
    moment = next((one for one in study.playbook.moments if one.id == moment_id), None)
    if moment is None:
        raise KeyError(moment_id)
    had = study.desk_moments.of_catalogue(moment_id)
    if had is not None:
        return had
    from supportlens.moments import measure_weekly  # noqa: PLC0415 - needs pandas

    inside = mark_tickets(study, "", moment_id)
    weekly = measure_weekly(study.tickets, inside, None, None) if inside.any() else None
    unit = _choose_unit(weekly)
    return StandingMoment(
        study.desk_moments.next_id(),
        moment.id,
        None,
        "",
        sheet_of(_in_all_languages(lambda words: write_catalogue_sheet(moment, words), region)),
        baseline=weekly,
        target=None if weekly is None else round(weekly * HALF * unit.days / WEEK_DAYS, 1),
        target_of=unit,
        review=today + timedelta(days=REVIEW_DAYS),
        life=(LifeStep(LifeState.DETECTED, today, who),),
    )


def draft_of_pilot(
    study: Study, pilot: Pilot, today: date, who: str = "", region: str = ""
) -> StandingMoment:
    """Return the standing moment of a pilot of calls: that which it became, else a draft with its result."""
    had = study.desk_moments.moment(pilot.moment_id) if pilot.moment_id else None
    if had is not None:
        return had
    return StandingMoment(
        study.desk_moments.next_id(),
        "",
        None,
        "",
        sheet_of(_in_all_languages(lambda words: write_pilot_sheet(pilot, words), region)),
        target=float(len(pilot.calls)),
        target_of=TargetOf.CALLS_A_MONTH,
        review=today + timedelta(days=REVIEW_DAYS),
        life=(LifeStep(LifeState.PILOT, today, who),),
    )


def _choose_unit(weekly: float | None) -> TargetOf:
    """Return the unit of a target: a month where less than one ticket comes in a week."""
    rare = weekly is not None and weekly < ONE_A_WEEK
    return TargetOf.TICKETS_A_MONTH if rare else TargetOf.TICKETS_A_WEEK


def find_moment(study: Study, cause: Cause) -> Moment:
    """Return the moment of the catalogue that a cause belongs to: by its kind, else that of most tickets."""
    catalogue = study.playbook.moments
    by_kind = next((moment for moment in catalogue if cause.kind in moment.kinds), None)
    if by_kind is not None:
        return by_kind
    found = [match.moment for match in study.moments if cause.id in match.cause_ids]
    return found[0] if found else catalogue[0]


def _in_all_languages(write: object, region: str) -> Mapping[SheetPart, SheetText]:
    """Return each part in every language of the program, so that it can be read in another one later.

    Numbers and dates are written as in a `region`, where a language has its formats: the sheet says the same
    figure as the pages do.
    """
    drafts = {code: write(words_for(code, region)) for code in LANGUAGES}  # type: ignore[operator]  # see the callers
    first = drafts[LANGUAGES[0]]
    return {
        part: SheetText(
            Name({code: draft[part][0] for code, draft in drafts.items() if part in draft}), source
        )
        for part, (_, source) in first.items()
    }
