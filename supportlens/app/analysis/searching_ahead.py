"""Searches what later stages look for in the texts, while the encoder leaves the interpreter free."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from supportlens.app.analysis.translated_names import known_glossaries

if TYPE_CHECKING:
    from supportlens.domain import FractionProgress, Playbook, RecutCache, Tickets, Workers

MOST_LANES = 8
"""Maximum batches that the encoder reads at a time. Judgement: more would wait for the interpreter."""


def search_ahead(
    tickets: Tickets,
    own: Tickets,
    playbook: Playbook,
    cache: RecutCache,
    workers: Workers,
    progress: FractionProgress,
) -> None:
    """Fill `cache` with what the words of tickets show: signals of kinds, and codes of contacts.

    It depends on the tickets alone, and not on their symptoms; signals are searched in their `own` words,
    without what the desk has added. `workers` of other processes search later, all
    of them at once: then this does nothing. `progress` stops the work by raising.
    """
    if workers.are_apart:
        return
    # Loading these parts takes half a second, which passes beside the encoder as well.
    from supportlens import causes, moments, training  # noqa: F401, PLC0415

    progress(0.0)
    known_glossaries()
    causes.find_evidence(own, playbook, cache, lambda part: progress(0.5 * part))
    moments.read_words(tickets, playbook, cache, lambda part: progress(0.5 + 0.5 * part))


def count_lanes() -> int:
    """Return how many batches the encoder may read at a time on this machine."""
    has_affinity = hasattr(os, "sched_getaffinity")
    cores = len(os.sched_getaffinity(0)) if has_affinity else (os.cpu_count() or 1)
    return min(cores, MOST_LANES)
