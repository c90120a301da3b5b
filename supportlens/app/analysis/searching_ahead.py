"""Searches what later stages look for in the texts, while the encoder leaves the interpreter free."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.app.analysis.translated_names import known_glossaries

if TYPE_CHECKING:
    from supportlens.domain import (
        CustomerFiles,
        FractionProgress,
        Playbook,
        RecutCache,
        SideWork,
        Tickets,
        Workers,
    )

MOST_LANES = 8
"""Maximum batches that the encoder reads at a time. Judgement: more would wait for the interpreter."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is searched beside the stages before conclusions."""

    words: SideWork[None] | None = None
    """The codes and moments that words show."""
    signals: SideWork[None] | None = None
    """The signals of kinds."""


def wait_for(found: SideWork[None] | None, workers: Workers, progress: FractionProgress) -> None:
    """Wait until something is found, and help `workers` with it; `progress` ends the waiting by raising."""
    if found is not None:
        with workers.hasten_behind():
            found.wait(progress)


def identify_ahead(
    tickets: Tickets, files: CustomerFiles, cache: RecutCache, workers: Workers, progress: FractionProgress
) -> None:
    """Fill `cache` with who is who among the customers of tickets and `files`, as in `hear_ahead`."""
    from supportlens import customers, ingest  # noqa: PLC0415 - as in hear_ahead

    progress(0.0)
    ids = ingest.find_customer_ids(tickets.original)
    customers.identify_ahead(tickets, files, ids, cache, workers.behind, progress)


def hear_ahead(
    tickets: Tickets, playbook: Playbook, cache: RecutCache, workers: Workers, progress: FractionProgress
) -> None:
    """Fill `cache` with the codes and moments that the words of tickets show, whatever their symptoms.

    It needs no cleaned texts, so it begins beside the cleaning: most of it is a search that leaves the
    interpreter free, and other `workers` do it whenever nothing else is left for them. `progress` stops the
    work by raising.
    """
    from supportlens import moments  # noqa: PLC0415 - loaded beside the cleaning as well
    from supportlens.resources import open_phrases  # noqa: PLC0415 - as above

    progress(0.0)
    moments.read_words(tickets, playbook, cache, progress, open_phrases(), workers.behind)


def search_ahead(
    own: Tickets, playbook: Playbook, cache: RecutCache, workers: Workers, progress: FractionProgress
) -> None:
    """Fill `cache` with the signals of kinds, whatever the symptoms of tickets are.

    They are searched in the `own` words of tickets, without what the desk has added. `workers` and `progress`
    are as in `hear_ahead`.
    """
    # Loading these parts takes half a second, which passes beside the encoder as well.
    from supportlens import causes, training  # noqa: F401, PLC0415

    progress(0.0)
    known_glossaries()
    causes.search_texts(own, playbook, cache, progress, workers.behind)


def count_lanes() -> int:
    """Return how many batches the encoder may read at a time on this machine."""
    has_affinity = hasattr(os, "sched_getaffinity")
    cores = len(os.sched_getaffinity(0)) if has_affinity else (os.cpu_count() or 1)
    return min(cores, MOST_LANES)
