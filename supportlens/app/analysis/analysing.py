"""Runs the parts one after another, from files to a study."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from supportlens import __version__
from supportlens.app.analysis.customers_alone import review_customers_alone
from supportlens.app.analysis.desk_changes import list_desk_changes, mark_new_languages
from supportlens.app.analysis.glimpsing import (
    SAMPLED_FROM,
    glimpse_groups,
    glimpse_weeks,
    heaps_of,
    sample_tables,
)
from supportlens.app.analysis.language_names import name_languages
from supportlens.app.analysis.searching_ahead import count_lanes, search_ahead
from supportlens.app.analysis.setting_apart import set_apart, without_causes
from supportlens.app.analysis.stage_clock import StageClock
from supportlens.app.analysis.ticket_columns import fingerprint, mark_noise, ticket_columns
from supportlens.app.analysis.translated_names import NameTranslator
from supportlens.app.intake.inputs import record_inputs
from supportlens.app.intake.reading_files import read_files
from supportlens.app.standing.carrying import carry_desk_moments
from supportlens.app.statements.answering import plan_again
from supportlens.app.statements.carrying_over import carry_over_statements, restore_statements
from supportlens.app.statements.coding_practice import correct_codes
from supportlens.app.statements.following_up import (
    drop_future_births,
    join_actions,
    list_calendar_actions,
    measure_taken,
    review_care,
    with_actions,
    without_trainings,
)
from supportlens.app.statements.kind_corrections import apply_learnt_weights, learn_weights
from supportlens.domain import (
    HERE,
    Derived,
    Engine,
    Glimpse,
    NoTextColumn,
    NothingToAnalyse,
    NoTickets,
    RecutCache,
    SideWork,
    Stage,
    StageResults,
    Study,
    record_decisions,
    silent,
)
from supportlens.i18n.kinds import cause_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from supportlens.domain import (
        ActiveUsers,
        Amendment,
        Change,
        Continuation,
        Correction,
        CustomerFiles,
        Decide,
        DeskChange,
        EarlierStudy,
        KnownCause,
        Playbook,
        Progress,
        ReadFiles,
        Screening,
        Show,
        TakenAction,
        Tickets,
        Vectors,
        Workers,
    )

SEED = 20_260_101
"""The one seed of the program: the same files give the same answer on any day. Its value is arbitrary;
another moves only what is drawn at random."""


_SCREENING, _CLEANING = 0.05, 0.2
"""Parts of the time of reading texts after which screening and cleaning are done. Judgement; they move the
progress shown and no result."""


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
    # The analysis needs pandas, SciPy and scikit-learn, which take seconds to import.
    from supportlens import causes, desk, ingest  # noqa: PLC0415
    from supportlens.resources import follow_up_words, load_playbook, reading_words  # noqa: PLC0415

    paths, customers = tuple(paths), tuple(customers)
    clock = StageClock(progress, show)
    learnt = learn_weights(load_playbook(), corrections)
    playbook = apply_learnt_weights(load_playbook(), learnt)
    read = read_files(paths, customers, earlier, workers=workers, progress=clock)
    given_changes = ingest.read_calendar(changes) if changes else ()
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
        customer_files = ingest.read_other_inputs((*read.logs, *read.customers)).customers
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
    study = find_causes(tickets, given, known, counted, clock)
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


@dataclass(frozen=True, slots=True)
class StageInputs:
    """What the stages after reading need besides the tickets."""

    calendar: tuple[Change, ...]
    playbook: Playbook
    users: tuple[ActiveUsers, ...]
    country: str | None
    model_folder: Path | None
    desk_changes: tuple[DeskChange, ...] = ()
    customer_files: CustomerFiles | None = None
    taken: tuple[TakenAction, ...] = ()
    workers: Workers = HERE
    read_before: Vectors | None = None


def find_causes(
    tickets: Tickets,
    given: StageInputs,
    known: EarlierStudy | None,
    counted: frozenset[str],
    clock: StageClock,
) -> Study:
    """Set apart what is nobody's request, and conclude from the rest."""
    from supportlens import desk, symptoms, text  # noqa: PLC0415 - see analyse
    from supportlens.resources import open_bridge, open_language_model  # noqa: PLC0415

    lexicon = given.playbook.lexicon
    tickets, screening = set_apart(tickets, counted, _part_of(clock, 0.0, _SCREENING))
    passages = text.find_desk_passages(tickets)
    cleaned = text.clean_tickets(
        tickets,
        lexicon,
        passages=passages,
        workers=given.workers,
        progress=_part_of(clock, _SCREENING, _CLEANING),
    )
    cache = RecutCache()
    with SideWork(partial(search_ahead, tickets, given.playbook, cache, given.workers)) as ahead:
        vectors = text.encode(
            symptoms.append_representatives(cleaned, known) if known else cleaned,
            model=open_language_model(given.model_folder),
            bridge=open_bridge,
            lexicon=lexicon,
            seed=SEED,
            lanes=count_lanes(),
            read_before=given.read_before,
            workers=given.workers,
            progress=_part_of(clock, _CLEANING, 1.0),
        )
        ahead.wait(lambda _: clock(Stage.ENCODE, 1.0))
    if known:
        texts = tickets.frame[Derived.TEXT].tolist()
        vectors, leaves = symptoms.continue_known(
            cleaned, vectors, texts, known, seed=SEED, workers=given.workers, progress=clock
        )
    else:
        leaves = symptoms.find_leaves(vectors, cleaned, seed=SEED, workers=given.workers, progress=clock)
    stage_results = StageResults(
        cleaned,
        vectors,
        leaves,
        known,
        given.users,
        given.country,
        (
            *(one for one in given.desk_changes if not one.is_of_texts),
            *passages.changes,
            *desk.find_new_languages(tickets, cleaned.languages),
        ),
        cache,
    )
    amended = known.corrections if known else ()
    study = _conclude(
        tickets,
        given.calendar,
        given.playbook,
        stage_results,
        0,
        clock,
        amended,
        screening,
        taken=given.taken,
        workers=given.workers,
    )
    return review_care(replace(study, customer_files=given.customer_files))


def recut(
    study: Study, level: int, *, known_causes: tuple[KnownCause, ...] = (), progress: Progress = silent
) -> Study:
    """Return the study with its tree cut into `level` symptoms; 0 lets the program choose.

    A finer cut only splits symptoms, a coarser one only merges them; no ticket moves between others.
    Causes, verdict, moments and plan are computed anew; the causes that continue `known_causes`, or those
    of the earlier study, keep their ids. Raises what `progress` raises to stop the work.
    """
    if study.stage_results is None:
        return study
    clock = StageClock(progress)
    clock.seconds.update(study.engine.seconds)
    cut = _conclude(
        study.tickets,
        study.calendar,
        study.playbook,
        study.stage_results,
        level,
        clock,
        study.corrections,
        study.screening,
        known_causes,
        study.taken,
    )
    recut_study = replace(
        cut,
        learnt=study.learnt,
        inputs=study.inputs,
        extension=study.extension,
        customer_files=study.customer_files,
        care=study.care,
        pilots=study.pilots,
    )
    recut_study = review_care(recut_study)
    if study.code_corrections:
        recut_study = correct_codes(recut_study, study.code_corrections)
    carried = carry_over_statements(study, keep_continuation(recut_study, study.continuation))
    return carry_desk_moments(study, carried)


def keep_continuation(study: Study, before: Continuation | None) -> Study:
    """Return the study with the continuation it had `before`, if it has no new period of its own."""
    if before is None or (study.continuation is not None and study.continuation.span_now):
        return study
    return replace(study, continuation=before)


def _conclude(
    tickets: Tickets,
    calendar: tuple[Change, ...],
    playbook: Playbook,
    stage_results: StageResults,
    level: int,
    clock: StageClock,
    corrections: tuple[Amendment, ...],
    screening: Screening,
    known_causes: tuple[KnownCause, ...] = (),
    taken: tuple[TakenAction, ...] = (),
    workers: Workers = HERE,
) -> Study:
    """Cut the tree into symptoms, and find their causes, the verdict, the moments and the plan.

    The causes that continue `known_causes`, or those of the earlier study, keep their ids.
    """
    from supportlens import causes, moments, symptoms, training  # noqa: PLC0415 - see analyse

    cleaned, vectors = stage_results.cleaned, stage_results.vectors
    grouping = symptoms.group(
        tickets,
        cleaned,
        vectors,
        stage_results.leaves,
        playbook.lexicon,
        level=level or None,
        cache=stage_results.cache,
        workers=workers,
        progress=clock,
    )
    grouping = name_languages(grouping)
    if clock.seen is not None:
        clock.show(glimpse_groups(clock.seen, grouping.symptoms))
    grouping = symptoms.assign_ids(grouping, vectors, stage_results.leaves, stage_results.known)
    texts = tickets.frame[Derived.TEXT].tolist()
    listed = symptoms.learn_listed_names(playbook.lexicon, tickets)
    grouping = symptoms.apply_corrections(
        grouping,
        tickets,
        vectors,
        corrections,
        stage_results.leaves,
        lambda members: symptoms.name_subset(texts, members, listed, languages=cleaned.languages),
    )
    tickets = mark_noise(tickets, grouping)
    lexicon = symptoms.learn_listed_names(playbook.lexicon, tickets)
    names = NameTranslator(lexicon)
    grouping = names.translate_symptoms(grouping)
    changes = without_trainings(calendar)
    attribution = causes.attribute(
        tickets,
        grouping,
        changes,
        playbook,
        phrase=lambda members, rest, place: names.translate_phrase(
            symptoms.find_shared_phrase(
                texts, members, rest, lexicon, without=place, languages=cleaned.languages
            )
        ),
        words=cause_words(),
        users=stage_results.users,
        country=stage_results.country,
        cache=stage_results.cache,
        corrections=corrections,
        known=known_causes or (stage_results.known.causes if stage_results.known else ()),
        alike=mark_new_languages(stage_results.desk_changes, tickets),
        workers=workers,
        progress=clock,
    )
    attribution = replace(attribution, causes=names.translate_causes(attribution.causes))
    if screening.is_all:
        attribution = without_causes(attribution)
    today = datetime.now(tz=UTC).date()
    verdict = causes.judge(
        attribution, tickets, changes, country=stage_results.country, today=today, progress=clock
    )
    matched = moments.match_moments(
        tickets, attribution, playbook, progress=clock, cache=stage_results.cache, workers=workers
    )
    measured = measure_taken(
        tickets, attribution.assignment, attribution.causes, taken, stage_results.country
    )
    attribution = replace(attribution, causes=with_actions(attribution.causes, measured))
    plan = training.plan_training(
        tickets,
        attribution,
        verdict,
        playbook,
        causes.find_holidays(stage_results.country, tickets.last_date),
        progress=clock,
    )
    clock(Stage.PLAN, 1.0)
    assignment = attribution.assignment.join(matched.assignment).assign(**ticket_columns(grouping, cleaned))
    concluded = Study(
        tickets=tickets,
        assignment=assignment,
        symptoms=attribution.symptoms,
        causes=attribution.causes,
        verdict=verdict,
        moments=matched.moments,
        coding=matched.coding,
        journey=matched.journey,
        plan=plan.actions,
        untaught=plan.untaught,
        taken=taken,
        measured=measured,
        service_training=training.plan_service(tickets, matched.coding, playbook),
        calendar=calendar,
        playbook=playbook,
        engine=Engine(__version__, SEED, vectors.encoder, clock.seconds, fingerprint(tickets, assignment)),
        weeks=attribution.weeks,
        weekly=attribution.weekly,
        duplicates_folded=vectors.folded,
        noise=grouping.noise,
        unassigned=grouping.unassigned,
        field_gaps=attribution.field_gaps,
        desk_changes=list_desk_changes(stage_results.desk_changes, attribution, tickets),
        level=level,
        stage_results=stage_results,
        corrections=corrections,
        continuation=symptoms.find_trends(
            tickets,
            grouping,
            vectors,
            stage_results.leaves,
            symptoms.merge_known(stage_results.known, corrections),
        )
        if stage_results.known
        else None,
        screening=screening,
    )
    # Which cause an action from the plan means is known by its symptoms, once there is a study.
    return plan_again(concluded, playbook.plan_rules) if any(one.is_from_plan for one in taken) else concluded


def _part_of(progress: Progress, low: float, high: float) -> Progress:
    """Return the progress callback for a part of a stage, from `low` to `high` of the whole."""
    return lambda stage, fraction: progress(stage, low + (high - low) * fraction)
