"""Puts the parts in a row: from files to a study."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens import __version__
from supportlens.domain import NOISE, Engine, Made, Stage, Study, silent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from supportlens.domain import Decide, Grouping, Progress, Tickets

SEED = 20_260_101
"""The one seed of the program: the same files give the same answer on any day."""


class _Clock:
    """Seconds per stage, taken where the stages change."""

    def __init__(self, listener: Progress) -> None:
        self.seconds: dict[str, float] = {}
        self._listener = listener
        self._stage: Stage | None = None
        self._since = time.perf_counter()

    def __call__(self, stage: Stage, fraction: float) -> None:
        now = time.perf_counter()
        if self._stage is not None:
            self.seconds[self._stage] = self.seconds.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = stage, now
        self._listener(stage, fraction)


def analyse(
    paths: Iterable[Path],
    *,
    changes: Path | None = None,
    country: str | None = None,
    progress: Progress = silent,
    decide: Decide | None = None,
) -> Study:
    """Learn from the logs at `paths` (files or folders) why customers call.

    `changes` is a change calendar; calendars, files of active users and of customers among `paths` are
    recognised by their content. `country` (ISO 3166) says whose public holidays are no working days. `decide`
    is told how each file of tickets would be read, and may say how else.
    Raises an `InputError` for a file that cannot be used, `NothingToAnalyse` where no ticket with
    text is left, and whatever `progress` raises to stop the work (`Cancelled`).
    """
    # The thinking parts need pandas, SciPy and scikit-learn: seconds that a window must not wait for.
    from supportlens import causes, ingest, moments, symptoms, text, training  # noqa: PLC0415
    from supportlens.resources import load_playbook  # noqa: PLC0415

    clock = _Clock(progress)
    playbook = load_playbook()
    tables = ingest.read(paths, progress=clock)
    calendar = ingest.read_calendar(changes) if changes else ()
    tickets, found = ingest.normalise(tables, progress=clock, decide=decide)
    calendar = tuple(sorted({*calendar, *found}, key=lambda change: (change.day, change.name)))
    beside = ingest.other_inputs(tables)
    tickets = causes.join_spellings(causes.with_segments(tickets, beside.customers))
    vectors = text.encode(tickets, playbook.lexicon, seed=SEED, progress=clock)
    grouping = symptoms.group(tickets, vectors, playbook.lexicon, seed=SEED, progress=clock)
    tickets = _with_noise_marked(tickets, grouping)
    lexicon = symptoms.without_people(playbook.lexicon, tickets)
    said = tickets.frame[Made.TEXT].tolist()
    attribution = causes.attribute(
        tickets,
        grouping,
        calendar,
        playbook,
        phrase=lambda members, place: symptoms.name_apart(said, members, lexicon, without=place),
        users=beside.users,
        country=country,
        progress=clock,
    )
    verdict = causes.judge(attribution, tickets, calendar, country=country, progress=clock)
    matched, per_ticket = moments.match(tickets, attribution, playbook, progress=clock)
    plan = training.prepare(tickets, attribution, verdict, progress=clock)
    clock(Stage.PLAN, 1.0)
    assignment = attribution.assignment.join(per_ticket)
    return Study(
        tickets=tickets,
        assignment=assignment,
        symptoms=attribution.symptoms,
        causes=attribution.causes,
        verdict=verdict,
        moments=matched,
        plan=plan,
        calendar=calendar,
        playbook=playbook,
        engine=Engine(__version__, SEED, vectors.encoder, clock.seconds),
        weeks=attribution.weeks,
        weekly=attribution.weekly,
        duplicates_folded=vectors.folded,
        noise=grouping.noise,
        unassigned=grouping.unassigned,
        field_gaps=attribution.field_gaps,
    )


def _with_noise_marked(tickets: Tickets, grouping: Grouping) -> Tickets:
    """Mark the tickets that were found to say nothing, so that every page counts them alike."""
    return replace(tickets, frame=tickets.frame.assign(**{Made.INFORMATIVE: grouping.labels != NOISE}))
