"""Runs the parts one after another, from files to a study."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from supportlens.app.analysis.concluding import SEED
from supportlens.app.analysis.customers_alone import review_customers_alone
from supportlens.app.analysis.finding_causes import StageInputs, find_causes
from supportlens.app.analysis.glimpsing import (
    SAMPLED_FROM,
    glimpse_weeks,
    heaps_of,
    sample_tables,
)
from supportlens.app.analysis.stage_clock import StageClock
from supportlens.app.intake.inputs import record_inputs
from supportlens.app.intake.reading_files import read_files
from supportlens.app.statements.carrying_over import restore_statements
from supportlens.app.statements.following_up import (
    drop_future_births,
    join_actions,
    list_calendar_actions,
)
from supportlens.app.statements.kind_corrections import apply_learnt_weights, learn_weights
from supportlens.domain import (
    HERE,
    Glimpse,
    NoTextColumn,
    NothingToAnalyse,
    NoTickets,
    Stage,
    Study,
    record_decisions,
    silent,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from supportlens.domain import (
        Change,
        Correction,
        Decide,
        EarlierStudy,
        Progress,
        ReadFiles,
        Show,
        TakenAction,
        Vectors,
        Workers,
    )


def analyse(
    paths: Iterable[Path],
    *,
    changes: Path | None = None,
    model_folder: Path | None = None,
    known: EarlierStudy | None = None,
    earlier: ReadFiles | None = None,
    calendar: Iterable[Change] = (),
    customers: Iterable[Path] = (),
    actions: Path | None = None,
    taken: Iterable[TakenAction] = (),
    country: str | None = None,
    corrections: Iterable[Correction] = (),
    workers: Workers = HERE,
    progress: Progress = silent,
    decide: Decide | None = None,
    counted_apart: Iterable[str] = (),
    show: Show | None = None,
    read_before: Vectors | None = None,
) -> Study:
    """Analyse the logs at `paths` (files or folders) to find why customers call.

    The files of `earlier` studies and the changes of their `calendar` are analysed together with them.

    `changes` is a change calendar; calendars, files of active users and of customers among `paths` are
    recognised by their content; `customers` are always read as files about customers. `actions` is a file of
    actions that were taken, `taken` are those that are known already. The public holidays of
    `country` (ISO 3166) count as non-working days. `corrections` of kinds adjust the weights of the
    signals they involved. `decide` gets the way each file of tickets would be read, and may change it.
    Tickets that are nobody's request are set apart, but for groups whose id or kind is in `counted_apart`.
    The encoder does not read again what it has `read_before`.
    `show` receives what can be shown before that: weeks, groups and, of a large log, a study of a sample.
    `model_folder` holds a language model to use instead of the built-in one. Symptoms `known` from
    earlier studies keep their ids, names, tickets and corrections, and receive new tickets. Statements
    about earlier causes pass to the causes that continue them. `workers` do what is done ticket by
    ticket; the result is the same whoever they are. Raises an `InputError` for a file that cannot be
    used, `NothingToAnalyse` if no ticket with text is left, a `WorkersError` if the workers cannot go
    on, and whatever `progress` raises to stop the work (`Cancelled`).
    """
    # The analysis needs pandas and SciPy, which take a second to import.
    from supportlens import causes, desk, ingest  # noqa: PLC0415
    from supportlens.resources import follow_up_words, load_playbook, reading_words  # noqa: PLC0415

    paths, customers = tuple(paths), tuple(customers)
    clock = StageClock(progress, show)
    learnt = learn_weights(load_playbook(), corrections)
    playbook = apply_learnt_weights(load_playbook(), learnt)
    read = read_files(paths, customers, earlier, workers=workers, progress=clock)
    given_changes = ingest.read_calendar(changes, read.logs) if changes else ()
    given_actions = ingest.read_actions_file(actions) if actions else ()
    if clock.watched and known is None:
        _show_sample(read, StageInputs((), playbook, (), country, model_folder), clock)
    decide, decisions = record_decisions(read.decisions, decide)
    try:
        tickets, found = ingest.normalise(read.logs, progress=clock, decide=decide, workers=workers)
    except (NoTickets, NothingToAnalyse):
        alone = review_customers_alone(read, playbook, datetime.now(tz=UTC).date(), SEED)
        if alone is None:
            raise
        return replace(alone, inputs=record_inputs(paths, changes, customers, actions))
    tickets = replace(tickets, read=replace(read, decisions={**read.decisions, **decisions}))
    calendar = tuple(
        sorted(
            {*calendar, *given_changes, *found}, key=lambda change: (change.day, change.name, change.product)
        )
    )
    other_inputs = ingest.read_other_inputs(read.logs)
    customer_files = other_inputs.customers
    if read.customers:
        customer_files = ingest.read_other_inputs(read.logs, read.customers).customers
    customer_files = drop_future_births(customer_files, datetime.now(tz=UTC).date())
    tickets = causes.add_segments(tickets, customer_files.customers)
    tickets = causes.join_spellings(tickets, reading_words().versions)
    tickets, desk_changes = desk.find_desk_changes(tickets, follow_up_words().open_states)
    if clock.watched:
        weeks = glimpse_weeks(tickets)
        seen = clock.seen or weeks
        clock.show(replace(weeks, heaps=seen.heaps, sample=seen.sample))
    given = StageInputs(calendar, playbook, other_inputs.users, country, model_folder, desk_changes)
    given = replace(
        given,
        workers=workers,
        read_before=read_before,
        customer_files=customer_files or None,
        taken=join_actions(taken, list_calendar_actions(calendar), other_inputs.actions, given_actions),
    )
    counted = frozenset((*counted_apart, *(known.counted_apart if known else ())))
    read_tickets = [tickets]
    del tickets  # of a large log the frames with what is set apart would stay beside those without
    study = find_causes(read_tickets.pop(), given, known, counted, clock)
    study = replace(study, learnt=learnt, inputs=record_inputs(paths, changes, customers, actions))
    return restore_statements(study, known.said) if known else study


def _show_sample(read: ReadFiles, given: StageInputs, clock: StageClock) -> None:
    """Show a study of some rows of a large log, read as the program would by itself."""
    from supportlens import causes, ingest  # noqa: PLC0415 - see analyse
    from supportlens.resources import reading_words  # noqa: PLC0415

    rows = sum(len(table) for table in read.logs)
    if rows < SAMPLED_FROM:
        return
    clock.show(Glimpse(rows))

    def go_on(stage: Stage, fraction: float) -> None:  # noqa: ARG001 - what a progress gets
        clock(Stage.READ, 1.0)

    try:
        tickets, calendar = ingest.normalise(sample_tables(read.logs), progress=go_on)
        tickets = causes.join_spellings(tickets, reading_words().versions)
        given = replace(given, calendar=calendar)
        study = find_causes(tickets, given, None, frozenset(), StageClock(go_on))
    except (NoTextColumn, NoTickets, NothingToAnalyse):
        return  # what is wrong is said of the whole log
    study = replace(study, stage_results=None)
    clock.show(Glimpse(rows, heaps=heaps_of(study.symptoms, len(study.tickets)), sample=study))
