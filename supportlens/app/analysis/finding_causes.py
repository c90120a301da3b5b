"""Finds causes in tickets that were read: sets apart, cleans, encodes, groups, and concludes."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from supportlens.app.analysis.concluding import SEED, conclude
from supportlens.app.analysis.desk_changes import keep_own_words
from supportlens.app.analysis.searching_ahead import (
    Ahead,
    count_lanes,
    hear_ahead,
    identify_ahead,
    search_ahead,
    wait_for,
)
from supportlens.app.analysis.setting_apart import set_apart
from supportlens.app.analysis.stage_clock import StageClock
from supportlens.app.statements.following_up import (
    review_care,
)
from supportlens.domain import (
    HERE,
    CustomerFiles,
    Derived,
    RecutCache,
    SideWork,
    Stage,
    StageResults,
    Study,
)

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import (
        ActiveUsers,
        Change,
        DeskChange,
        EarlierStudy,
        Playbook,
        Progress,
        TakenAction,
        Tickets,
        Vectors,
        Workers,
    )
    from supportlens.text import Network

_SCREENING, _CLEANING = 0.05, 0.2
"""Parts of the time of reading texts after which screening and cleaning are done. Judgement; they move the
progress shown and no result."""


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
    from supportlens.app.workers.rows_on_disk import hold_large_rows  # noqa: PLC0415 - as above
    from supportlens.resources import open_bridge  # noqa: PLC0415

    lexicon = given.playbook.lexicon
    cache, lanes = RecutCache(), count_lanes()
    with ExitStack() as beside:
        # Reading, verifying and opening the network needs no interpreter for two tenths of a second.
        opening = beside.enter_context(SideWork(lambda _: _open_network(given.model_folder)))
        apart = _part_of(clock, 0.0, _SCREENING)
        tickets, screening = set_apart(tickets, counted, apart, given.workers)
        heard = beside.enter_context(
            SideWork(partial(hear_ahead, tickets, given.playbook, cache, given.workers))
        )
        files = given.customer_files or CustomerFiles()
        identified = beside.enter_context(
            SideWork(partial(identify_ahead, tickets, files, cache, given.workers))
        )
        passages = text.find_desk_passages(tickets)
        cleaned = text.clean_tickets(
            tickets,
            lexicon,
            passages=passages,
            workers=given.workers,
            progress=_part_of(clock, _SCREENING, _CLEANING),
        )
        own = keep_own_words(tickets, cleaned.removed, passages.changes)
        searched = beside.enter_context(
            SideWork(partial(search_ahead, own, given.playbook, cache, given.workers))
        )
        vectors = text.encode(
            symptoms.append_representatives(cleaned, known) if known else cleaned,
            network=opening.wait(lambda _: clock(Stage.ENCODE, _CLEANING)),
            bridge=open_bridge,
            lexicon=lexicon,
            seed=SEED,
            lanes=lanes,
            read_before=given.read_before,
            workers=given.workers,
            hold=hold_large_rows,
            progress=_part_of(clock, _CLEANING, 1.0),
        )
        if known:
            texts = tickets.frame[Derived.TEXT].tolist()
            vectors, leaves = symptoms.continue_known(
                cleaned, vectors, texts, known, seed=SEED, workers=given.workers, lanes=lanes, progress=clock
            )
        else:
            leaves = symptoms.find_leaves(
                vectors, cleaned, seed=SEED, workers=given.workers, lanes=lanes, progress=clock
            )
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
        study = conclude(
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
            ahead=Ahead(heard, searched),
        )
        wait_for(identified, given.workers, lambda _: clock(Stage.PLAN, 1.0))
    return review_care(replace(study, customer_files=given.customer_files))


def _open_network(folder: Path | None) -> Network:
    """Read and verify the language model, and open its network if there may be something to read."""
    from supportlens.resources import open_language_model  # noqa: PLC0415 - loaded beside the screening
    from supportlens.text import Network  # noqa: PLC0415 - as above

    network = Network(open_language_model(folder))
    network.open_ahead()
    return network


def _part_of(progress: Progress, low: float, high: float) -> Progress:
    """Return the progress callback for a part of a stage, from `low` to `high` of the whole."""
    return lambda stage, fraction: progress(stage, low + (high - low) * fraction)
