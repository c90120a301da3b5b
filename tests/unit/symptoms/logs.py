"""Logs for the tests of the engine, and the road from texts to symptoms as the program takes it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.app.analysis.concluding import SEED
from supportlens.domain import Tickets, silent
from supportlens.resources import load_playbook, open_bridge, open_language_model
from supportlens.symptoms import find_leaves, group
from supportlens.text import Network, clean_tickets, encode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.domain import BridgeTable, Cleaned, Grouping, LanguageModel, Leaves, Progress, Vectors

LEXICON = load_playbook().lexicon


@cache
def model() -> LanguageModel:
    """Open the shipped model once for all tests."""
    return open_language_model()


@cache
def bridge() -> BridgeTable:
    """Open the shipped bilingual table once for all tests."""
    return open_bridge()


@dataclass(frozen=True)
class Run:
    """A log and what the engine made of it, step by step."""

    tickets: Tickets
    cleaned: Cleaned
    vectors: Vectors
    leaves: Leaves
    grouping: Grouping

    def at(self, level: int) -> Grouping:
        """Cut the same tree at another level."""
        return group(self.tickets, self.cleaned, self.vectors, self.leaves, LEXICON, level=level)


def tickets_of(texts: Sequence[str]) -> Tickets:
    """Make tickets that have a text and nothing else."""
    frame = pd.DataFrame({"text": list(texts), "informative": True})
    frame["ticket_id"] = [f"T{number}" for number in range(len(frame))]
    return Tickets(frame, frame, ())


def placed(
    texts: Sequence[str],
    *,
    read_by: LanguageModel | None = None,
    read_before: Vectors | None = None,
    progress: Progress = silent,
) -> tuple[Cleaned, Vectors]:
    """Clean texts and place them."""
    cleaned = clean_tickets(tickets_of(texts), LEXICON, progress=progress)
    vectors = encode(
        cleaned,
        network=Network(read_by or model()),
        bridge=bridge,
        lexicon=LEXICON,
        seed=SEED,
        read_before=read_before,
        progress=progress,
    )
    return cleaned, vectors


def understood(
    texts: Sequence[str], *, read_by: LanguageModel | None = None, progress: Progress = silent
) -> Run:
    """Go from texts to named symptoms."""
    tickets = tickets_of(texts)
    cleaned, vectors = placed(texts, read_by=read_by, progress=progress)
    leaves = find_leaves(vectors, cleaned, seed=SEED, progress=progress)
    grouping = group(tickets, cleaned, vectors, leaves, LEXICON, progress=progress)
    return Run(tickets, cleaned, vectors, leaves, grouping)
