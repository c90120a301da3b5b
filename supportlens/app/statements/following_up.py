"""Actions with what came of them, and what is due to customers: both follow the causes as they now are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.app.statements.successors import find_successor
from supportlens.domain import (
    ActionSource,
    CauseStatement,
    CustomerFiles,
    MomentState,
    RowFault,
    SideFileKind,
    TakenAction,
    TakenKind,
    fold,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    import pandas as pd

    from supportlens.domain import CareRules, Cause, Change, MeasuredAction, MomentMatch, Study, Tickets


_BEGUN_WITH = 14
"""Days between an action and the beginning of what is left of its cause. Judgement: two weeks; onsets of few
tickets are known to no more, and a larger number takes a new rise of the same matter for a remainder."""


def list_calendar_actions(calendar: Iterable[Change]) -> tuple[TakenAction, ...]:
    """Return the rows of a calendar of changes that say what was done about a cause."""
    found = []
    for change in calendar:
        kind = _kind_of(change)
        if kind is not None and kind is not TakenKind.OTHER:
            found.append(
                TakenAction(
                    kind,
                    change.name,
                    change.day,
                    change.end,
                    about=change.product,
                    owner=change.owner,
                    field=change.field,
                    value=change.value,
                    source=ActionSource.CALENDAR,
                )
            )
    return tuple(found)


def drop_future_births(files: CustomerFiles, today: date) -> CustomerFiles:
    """Return the files without birth dates after a day, which are counted as a fault of their file."""
    born = [one for one in files.customers if one.birthday and one.birthday > today]
    if not born:
        return files
    customers = tuple(replace(one, birthday=None) if one in born else one for one in files.customers)
    first = next((one for one in files.files if one.kind is SideFileKind.CUSTOMERS), None)
    listed = tuple(
        replace(one, faults={**one.faults, RowFault.FUTURE_BIRTH.value: len(born)}) if one is first else one
        for one in files.files
    )
    return replace(files, customers=customers, files=listed)


def _kind_of(change: Change) -> TakenKind | None:
    from supportlens.resources import follow_up_words  # noqa: PLC0415 - read when a calendar is there

    words = follow_up_words()
    return words.kind_of(change.kind) or words.kind_of(change.name)


def without_trainings(calendar: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes of a calendar that may have caused something: a training answers a rise."""
    return tuple(change for change in calendar if _kind_of(change) is not TakenKind.TRAINING)


def join_actions(*given: Iterable[TakenAction]) -> tuple[TakenAction, ...]:
    """Return all actions once; of one that is given again the later row counts."""
    known: dict[tuple[str, ...], TakenAction] = {}
    for actions in given:
        for action in actions:
            key = (fold(action.name), action.start.isoformat(), fold(action.about), fold(action.value))
            known[key] = action
    return tuple(sorted(known.values(), key=lambda one: (one.start, one.name, repr(one))))


def measure_taken(
    tickets: Tickets,
    assignment: pd.DataFrame,
    causes: tuple[Cause, ...],
    taken: Iterable[TakenAction],
    country: str | None,
    study: Study | None = None,
) -> tuple[tuple[MeasuredAction, ...], tuple[MeasuredAction, ...]]:
    """Return each action with its cause and its effect, and those given in phases as one each.

    `study` finds the causes that statements mean.
    """
    taken = tuple(taken)
    if not taken:
        return (), ()
    from supportlens import causes as attribution  # noqa: PLC0415 - slow: needs pandas
    from supportlens import effect  # noqa: PLC0415 - as above

    log = effect.LogOfCauses(
        tickets,
        assignment,
        causes,
        lambda action: _find_heir(action, study) if study else "",
        attribution.find_holidays(country, tickets.last_date),
    )
    measured = effect.measure_actions(log, taken)
    return measured, effect.combine_phases(log, measured)


def _find_heir(action: TakenAction, study: Study) -> str:
    """Return the cause that continues the one an action was made for."""
    return find_successor(CauseStatement(action.known_as, action.symptoms), study)


def with_actions(causes: Iterable[Cause], measured: Iterable[MeasuredAction]) -> tuple[Cause, ...]:
    """Return the causes with what was done about each: the last action for everybody, and those for some.

    What was done for some groups before everybody had it is past.
    """
    measured = tuple(measured)
    told = [one for one in measured if one.cause_id and one.effect is not None and one.is_for_all]
    last = {one.cause_id: one for one in sorted(told, key=_last_start)}
    causes = tuple(causes)
    for cause in causes:
        rest = _find_rest_of(cause, causes, last) if cause.id not in last else None
        if rest is not None:
            last[cause.id] = rest
    return tuple(_with_taken(cause, last.get(cause.id), measured) for cause in causes)


def _with_taken(cause: Cause, last: MeasuredAction | None, measured: Iterable[MeasuredAction]) -> Cause:
    mine = [
        one for one in measured if one.cause_id == cause.id and one.effect is not None and not one.is_for_all
    ]
    together = {part for one in mine for part in one.parts}
    parts = tuple(
        one
        for one in mine
        if one.id not in together and one.groups and (last is None or one.action.start > _last_start(last))
    )
    if (cause.taken, cause.taken_in_part) == (last, parts):
        return cause
    return replace(cause, taken=last, taken_in_part=parts)


def _find_rest_of(
    cause: Cause, causes: Iterable[Cause], last: Mapping[str | None, MeasuredAction]
) -> MeasuredAction | None:
    """Return the action after which a cause is what is left of another: the same matters, begun with it.

    A large fall cuts a cause in two, a spike and what still comes; who was taught is not taught again for it.
    """
    for other in causes:
        action = last.get(other.id)
        if action is None or not action.worked or cause.onset is None or not cause.symptoms:
            continue
        begun = abs((cause.onset.day - action.action.start).days) <= _BEGUN_WITH
        if begun and set(cause.symptoms) <= set(other.symptoms):
            return action
    return None


def _last_start(measured: MeasuredAction) -> date:
    """Return the day from which all had an action: of one in phases, that of the last phase."""
    return measured.action.last_day if measured.parts else measured.action.start


def review_care(study: Study, rules: CareRules | None = None) -> Study:
    """Return the study with what is due to customers, by its codes and causes as they are.

    Raises `ProjectWithoutTexts` where the columns that name customers were left out.
    """
    study.tickets.require_texts()
    from supportlens import customers, ingest  # noqa: PLC0415 - slow: needs pandas
    from supportlens.resources import follow_up_words  # noqa: PLC0415 - as above

    log = customers.LogOfCustomers(
        study.tickets,
        study.assignment,
        study.coding,
        ingest.find_customer_ids(study.tickets.original),
        follow_up_words().open_states,
        study.stage_results.cache if study.stage_results else None,
    )
    files = study.customer_files or CustomerFiles()
    chosen = rules or (study.care.rules if study.care else None)
    given = list_given_data(files)
    return replace(
        study,
        care=customers.review_customers(log, files, chosen),
        moments=tuple(_with_data(match, given) for match in study.moments),
    )


def list_given_data(files: CustomerFiles) -> frozenset[str]:
    """Return the data that files give, by the names in which the moments of the catalogue ask for them."""
    there = {
        "renewal_date": any(one.renewal for one in files.customers),
        "founding_date": any(one.anniversary for one in files.customers),
        "birthday": any(one.birthday for one in files.customers),
        "invoices": bool(files.invoices),
        "due_date": any(one.due for one in files.invoices),
    }
    return frozenset(name for name, given in there.items() if given)


def _with_data(match: MomentMatch, given: frozenset[str]) -> MomentMatch:
    """Return a moment that no longer needs data where files give them; its days stand on the agenda."""
    lacking = match.state is MomentState.NEEDS_DATA and not given.issuperset(match.moment.needs)
    if match.state is not MomentState.NEEDS_DATA or lacking:
        return match
    return replace(match, state=MomentState.QUIET)
