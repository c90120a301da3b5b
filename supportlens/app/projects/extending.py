"""Adds files to a study, or takes some out: all tickets are analysed together, and what is known stays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.app.analysis.analysing import analyse
from supportlens.app.analysis.concluding import keep_continuation, recut
from supportlens.app.intake.desk_shapes import is_other_desk
from supportlens.app.intake.inputs import record_inputs
from supportlens.app.intake.reading_files import read_files
from supportlens.app.projects.said_verdicts import find_heir, record_verdict
from supportlens.app.standing.carrying import carry_desk_moments, read_desk_moments
from supportlens.app.standing.renumbering import follow_ids
from supportlens.app.statements.coding_practice import correct_codes
from supportlens.app.statements.following_up import review_care
from supportlens.domain import (
    HERE,
    Assigned,
    Correction,
    Derived,
    EarlierStudy,
    Extension,
    Field,
    InputRole,
    NothingToAnalyse,
    ReadFiles,
    SupportLensError,
    silent,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from supportlens.domain import Decide, Progress, Study, Tickets, Workers

_ID = Field.TICKET_ID.value
_STATES = (
    Field.STATUS,
    Field.RESOLVED_AT,
    Field.RESOLUTION,
    Field.SATISFACTION,
    Field.REOPENED,
    Field.MINUTES,
)
"""Fields in which a ticket has another state; its text may also grow."""
_BESIDE = frozenset({InputRole.CHANGES, InputRole.ACTIONS})
"""Roles of files that bring no rows of their own and are read from their path."""


class OtherDesk(SupportLensError):  # noqa: N818 - errors are named after the fact, as in the domain
    """Files of another desk that shall not be added to a project; `paths` are theirs."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        super().__init__(paths)
        self.paths = paths


@dataclass(frozen=True, slots=True)
class KnownProject:
    """What a project has: its study, its files as they were read, and what the next study needs to know."""

    study: Study
    files: ReadFiles
    known: EarlierStudy


@dataclass(frozen=True, slots=True)
class AnalysisSettings:
    """How an analysis is run: model, country, corrections of kinds, progress, questions about the import."""

    model_folder: Path | None = None
    country: str | None = None
    corrections: tuple[Correction, ...] = ()
    progress: Progress = silent
    decide: Decide | None = None
    counted_apart: tuple[str, ...] = ()
    """Groups that are set apart and shall count as requests."""
    workers: Workers = HERE
    """Who does what is done ticket by ticket."""
    keep_texts: bool | None = None
    """Whether the project holds what people wrote, else ids, counts and hashes; None for as it is."""
    accept_other_desk: Callable[[tuple[str, ...]], bool] | None = None
    """Called with the files that clearly come from another desk; None accepts them."""


def extend(
    project: KnownProject,
    paths: Iterable[Path],
    settings: AnalysisSettings,
    *,
    changes: Path | None = None,
    customers: Iterable[Path] = (),
    actions: Path | None = None,
) -> Study:
    """Return the study of the project's files and of those at `paths` together, with what they brought.

    Tickets that both have are one ticket; symptoms and causes that are known keep what identifies them, and
    what was said about them. Files that bring nothing new change nothing. Raises what `analyse` raises.
    """
    paths, customers = tuple(paths), tuple(customers)
    before = project.study
    together = read_files(
        paths, customers, project.files, workers=settings.workers, progress=settings.progress
    )
    given = record_inputs(paths, changes, customers, actions)
    added = tuple(dict.fromkeys(table.origin.path for table in together.logs[len(project.files.logs) :]))
    accept, arrived = settings.accept_other_desk, together.logs[len(project.files.logs) :]
    if accept is not None and is_other_desk(arrived, project.files.logs) and not accept(added):
        raise OtherDesk(added)
    asked_anew = changes is not None or actions is not None or settings.counted_apart
    if not added and len(together.customers) == len(project.files.customers) and not asked_anew:
        said = record_verdict(before)
        already = tuple(one.path for one in given)
        return replace(before, extension=Extension(said, already=already, cause_id=before.verdict.cause_id))
    after = read_desk_moments(before, _analyse_again(project, together, settings, changes, actions))
    known = {(one.role, one.sha256) for one in before.inputs}
    already = tuple(one.path for one in given if (one.role, one.sha256) in known)
    fresh = tuple(one for one in given if (one.role, one.sha256) not in known)
    after = replace(after, inputs=(*before.inputs, *fresh))
    beside = (
        *(table.origin.path for table in together.customers[len(project.files.customers) :]),
        *(one.path for one in fresh if one.role in _BESIDE),
    )
    brought = tuple(dict.fromkeys((*added, *beside)))
    return replace(after, extension=_compare(before, after, added=brought, already=already))


def analyse_again(project: KnownProject, settings: AnalysisSettings) -> Study:
    """Return the study of the same files as this version of the program analyses them."""
    after = _analyse_again(project, project.files, settings, None)
    return replace(after, inputs=project.study.inputs, extension=project.study.extension)


def remove_files(project: KnownProject, paths: Iterable[str], settings: AnalysisSettings) -> Study:
    """Return the study without some of its files, as `ReadFiles` names them.

    Raises KeyError for a file that the project does not have, and `NothingToAnalyse` if none is left.
    """
    wanted = set(paths)
    held = {table.origin.path for table in (*project.files.logs, *project.files.customers)}
    if unknown := sorted(wanted - held):
        raise KeyError(unknown[0])
    left = take_out(project.files, wanted)
    if not left:
        raise NothingToAnalyse
    after = _analyse_again(project, left, settings, None)
    after = replace(after, inputs=tuple(one for one in project.study.inputs if one.path not in wanted))
    removed = tuple(sorted(wanted))
    return replace(after, extension=_compare(project.study, after, removed=removed))


def take_out(files: ReadFiles, paths: Iterable[str]) -> ReadFiles:
    """Return files without those at some paths."""
    wanted = set(paths)
    return replace(
        files,
        logs=tuple(table for table in files.logs if table.origin.path not in wanted),
        customers=tuple(table for table in files.customers if table.origin.path not in wanted),
    )


def _analyse_again(
    project: KnownProject,
    files: ReadFiles,
    settings: AnalysisSettings,
    changes: Path | None,
    actions: Path | None = None,
) -> Study:
    """Analyse files with everything that a project knows, at the granularity that was chosen."""
    known = project.known
    after = analyse(
        (),
        changes=changes,
        actions=actions,
        taken=project.study.taken,
        model_folder=settings.model_folder,
        known=known,
        earlier=files,
        calendar=project.study.calendar,
        country=known.country or settings.country,
        corrections=settings.corrections,
        progress=settings.progress,
        decide=settings.decide,
        workers=settings.workers,
        counted_apart=settings.counted_apart,
        read_before=stage_results.vectors if (stage_results := project.study.stage_results) else None,
    )
    after = keep_continuation(after, known.continuation)
    after = replace(after, pilots=project.study.pilots)
    if project.study.care is not None:
        after = review_care(after, project.study.care.rules)
    if known.level in after.levels and known.level != after.default_level:
        after = recut(after, known.level, progress=settings.progress)
    if corrections := project.study.code_corrections:
        after = correct_codes(after, corrections)
    return carry_desk_moments(project.study, after)


def _compare(
    before: Study,
    after: Study,
    *,
    added: tuple[str, ...] = (),
    already: tuple[str, ...] = (),
    removed: tuple[str, ...] = (),
) -> Extension:
    """Return what further files brought: new and changed tickets, and those of the cause of the verdict."""
    renamed = follow_ids(before.tickets, after.tickets)
    had, has = before.tickets.frame[_ID].replace(renamed), after.tickets.frame[_ID]
    new = ~has.isin(set(had))
    said = record_verdict(before)
    heir = find_heir(said, after) if said.symptoms else None
    of_heir = after.assignment[Assigned.CAUSE].eq(heir) if heir else None
    first, last = (None, None) if of_heir is None else _find_days(after.tickets, of_heir & new)
    return Extension(
        said,
        added,
        already,
        removed,
        new=int(new.sum()),
        gone=int((~had.isin(set(has))).sum()),
        updated=_count_updated(before.tickets, after.tickets, renamed),
        cause_new=int((of_heir & new).sum()) if of_heir is not None else None,
        cause_id=heir,
        cause_first=first,
        cause_last=last,
    )


def _find_days(tickets: Tickets, among: pd.Series[bool]) -> tuple[date | None, date | None]:
    """Return the days of the oldest and the newest of some tickets, None without dates."""
    if not tickets.has(Field.CREATED_AT):
        return None, None
    days = tickets.frame.loc[among.to_numpy(), Field.CREATED_AT.value].dropna()
    return (None, None) if days.empty else (days.min().date(), days.max().date())


def _count_updated(before: Tickets, after: Tickets, renamed: Mapping[str, str]) -> int:
    """Count the tickets of both whose state or text differs; texts that were left out are not compared."""
    left_out = {Derived.TEXT, Field.RESOLUTION.value} if before.texts_left_out else set[str]()
    names = [
        name
        for name in (*(field.value for field in _STATES), Derived.TEXT)
        if name not in left_out and (name in before.frame.columns or name in after.frame.columns)
    ]
    old, now = (
        one.frame.reindex(columns=[_ID, *names]).drop_duplicates(_ID).set_index(_ID)
        for one in (before, after)
    )
    old = old.rename(index=renamed)
    both = old.index.intersection(now.index)
    differs = pd.Series(data=False, index=both)
    for name in names:
        was, becomes = (each.loc[both, name].astype(object) for each in (old, now))
        empty = (was.isna() | was.eq("")) & (becomes.isna() | becomes.eq(""))
        differs = differs | (was.ne(becomes) & ~empty)
    return int(differs.sum())
