"""Concludes from symptoms: their causes, the verdict, the moments and the plan, and another cut of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from supportlens import __version__
from supportlens.app.analysis.desk_changes import keep_own_words, list_desk_changes, mark_new_languages
from supportlens.app.analysis.glimpsing import (
    glimpse_groups,
)
from supportlens.app.analysis.language_names import name_languages
from supportlens.app.analysis.searching_ahead import Ahead, wait_for
from supportlens.app.analysis.setting_apart import without_causes
from supportlens.app.analysis.stage_clock import StageClock
from supportlens.app.analysis.ticket_columns import fingerprint, mark_noise, ticket_columns
from supportlens.app.analysis.translated_names import NameTranslator
from supportlens.app.standing.carrying import carry_desk_moments
from supportlens.app.statements.answering import plan_again
from supportlens.app.statements.carrying_over import carry_over_statements
from supportlens.app.statements.coding_practice import correct_codes
from supportlens.app.statements.following_up import (
    measure_taken,
    review_care,
    with_actions,
    without_trainings,
)
from supportlens.domain import (
    HERE,
    Derived,
    Engine,
    Stage,
    StageResults,
    Study,
    silent,
)
from supportlens.i18n.kinds import cause_words

if TYPE_CHECKING:
    from supportlens.domain import (
        Amendment,
        Change,
        Continuation,
        KnownCause,
        Playbook,
        Progress,
        Screening,
        TakenAction,
        Tickets,
        Workers,
    )

SEED = 20_260_101
"""The one seed of the program: the same files give the same answer on any day. Its value is arbitrary;
another moves only what is drawn at random."""

NOTHING_AHEAD = Ahead()


def conclude(
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
    ahead: Ahead = NOTHING_AHEAD,
) -> Study:
    """Cut the tree into symptoms, and find their causes, the verdict, the moments and the plan.

    The causes that continue `known_causes`, or those of the earlier study, keep their ids. What is searched
    `ahead` is waited for where it is needed.
    """
    from supportlens import causes, moments, symptoms, training  # noqa: PLC0415 - see analyse
    from supportlens.resources import open_phrases  # noqa: PLC0415 - as above

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
    own = keep_own_words(tickets, cleaned.removed, stage_results.desk_changes)
    texts = own.frame[Derived.TEXT].tolist()
    listed = symptoms.learn_listed_names(playbook.lexicon, tickets)
    grouping = symptoms.apply_corrections(
        grouping,
        tickets,
        vectors,
        corrections,
        stage_results.leaves,
        lambda members: symptoms.name_subset(texts, members, listed, languages=cleaned.languages),
    )
    tickets, own = mark_noise(tickets, grouping), mark_noise(own, grouping)
    lexicon = symptoms.learn_listed_names(playbook.lexicon, tickets)
    names = NameTranslator(lexicon)
    grouping = names.translate_symptoms(grouping)
    changes = without_trainings(calendar)
    wait_for(ahead.signals, workers, lambda _: clock(Stage.GROUP, 1.0))
    attribution = causes.attribute(
        own,
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
    wait_for(ahead.words, workers, lambda _: clock(Stage.MATCH, 0.0))
    matched = moments.match_moments(
        tickets,
        attribution,
        playbook,
        progress=clock,
        cache=stage_results.cache,
        workers=workers,
        phrases=open_phrases(),
    )
    measured, phased = measure_taken(
        tickets, attribution.assignment, attribution.causes, taken, stage_results.country
    )
    attribution = replace(attribution, causes=with_actions(attribution.causes, (*measured, *phased)))
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
        phased=phased,
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
    cut = conclude(
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
