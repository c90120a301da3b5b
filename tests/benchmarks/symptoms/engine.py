"""The one place where the benchmark calls the program: change it here when the program changes."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from supportlens import symptoms, text
from supportlens.app.analysis.analysing import analyse
from supportlens.app.analysis.concluding import SEED
from supportlens.app.analysis.searching_ahead import count_lanes
from supportlens.app.projects.remembering import remember
from supportlens.domain import NOISE, UNASSIGNED, Assigned, Derived, Field, SourceFile, Stage, Tickets, Trend
from supportlens.resources import load_playbook, open_bridge, open_language_model
from tests.benchmarks.symptoms.clocks import Took, started

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from supportlens.domain import Leaves, Study

    Labels = npt.NDArray[np.int64]


STEP = 0.97
"""Each level that is scored has so many times the groups of the one before it."""


@dataclass(frozen=True)
class Found:
    """Groups of n texts: `labels` (n) at the program's own granularity, and the tree they are a cut of."""

    labels: Labels
    took: Took
    silence: float
    """The longest time between two reports of progress: how long a cancel may have to wait."""
    leaves: Leaves
    codes: Labels
    """The row in `leaves` of each text, below 0 for one that says nothing."""

    @property
    def cuts(self) -> tuple[Labels, ...]:
        """Levels of the tree (each n), finest first, in steps of `STEP`; the program's own is among them."""
        tree, levels = self.leaves.tree, set()
        groups = float(tree.leaves)
        while groups >= 2:
            levels.add(round(groups))
            groups *= STEP
        return tuple(self._cut(level) for level in sorted(levels | {tree.default}, reverse=True))

    def _cut(self, groups: int) -> Labels:
        if not self.leaves.tree.leaves:
            return self.labels
        group_of = np.array(self.leaves.tree.cut(groups), dtype=np.int64)
        unique = np.where(self.leaves.labels >= 0, group_of[self.leaves.labels], UNASSIGNED)
        return np.where(self.codes >= 0, unique[np.maximum(self.codes, 0)], NOISE)


class Listener:
    """A progress callback that records the time of the last report and the longest gap."""

    def __init__(self) -> None:
        self.silence = 0.0
        self._heard = time.perf_counter()

    def __call__(self, stage: Stage, fraction: float) -> None:
        """Record the time since the last report."""
        now = time.perf_counter()
        self.silence = max(self.silence, now - self._heard)
        self._heard = now


def tickets_of(texts: Sequence[str]) -> Tickets:
    """Make tickets that have a text and nothing else: no fields, dates or language to lean on."""
    numbers = range(1, len(texts) + 1)
    frame = pd.DataFrame(
        {
            Field.TICKET_ID.value: [f"T{number:08d}" for number in numbers],
            Field.DESCRIPTION.value: texts,
            Derived.TEXT: texts,
            Derived.SOURCE_FILE: "benchmark.csv",
            Derived.SOURCE_ROW: [number + 1 for number in numbers],
            Derived.INFORMATIVE: [bool(said.strip()) for said in texts],
        }
    )
    source = SourceFile("benchmark.csv", "csv", "utf-8", ",", len(frame))
    return Tickets(frame, frame[[Field.DESCRIPTION.value]], (source,))


def grouped(texts: Sequence[str], *, offset: int = 0, every_text: bool = False) -> Found:
    """Group texts as `analyse` does, from text to named symptoms; `offset` is added to the program's seed.

    With `every_text` the transformer reads all of them and nothing is learnt from a sample.
    """
    tickets, lexicon, listener = tickets_of(texts), load_playbook().lexicon, Listener()
    del texts  # a million texts are not to be counted twice
    clock, seed = started(), SEED + offset
    cleaned = text.clean_tickets(tickets, lexicon, progress=listener)
    vectors = text.encode(
        cleaned,
        network=text.Network(open_language_model()),
        bridge=open_bridge,
        lexicon=lexicon,
        seed=seed,
        every_text=every_text,
        lanes=count_lanes(),
        progress=listener,
    )
    leaves = symptoms.find_leaves(vectors, cleaned, seed=seed, lanes=count_lanes(), progress=listener)
    grouping = symptoms.group(tickets, cleaned, vectors, leaves, lexicon, progress=listener)
    listener(Stage.GROUP, 1.0)
    return Found(grouping.labels, clock(), listener.silence, leaves, vectors.codes)


def analysed(files: Sequence[Path]) -> dict[str, Any]:
    """Analyse files as the window would; return the seconds in all, those of each stage, and the study."""
    listener = Listener()
    clock = started()
    study = analyse(files, progress=listener)
    return {
        **asdict(clock()),
        "silence": listener.silence,
        "stages": study.engine.seconds,
        "groups": len(study.symptoms),
        "unassigned": (study.unassigned + study.noise) / len(study.tickets),
        "tickets": len(study.tickets),
        "hash": fingerprint(study),
    }


def fingerprint(study: Study) -> str:
    """Return one hash of everything a study says about symptoms, independent of row order."""
    ids = study.tickets.frame[Field.TICKET_ID.value]
    confidence = study.assignment[Assigned.CONFIDENCE].round(6)
    rows = sorted(zip(ids, study.assignment[Assigned.SYMPTOM], confidence, strict=True))
    names = [
        (found.id, found.name.in_("es"), found.name.in_("en"), found.tickets) for found in study.symptoms
    ]
    said: list[Any] = [rows, names]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def kept(first: Sequence[Path], later: Sequence[Path]) -> dict[str, Any]:
    """Analyse month one, then later tickets knowing it.

    Gives the share of month one's assigned tickets that kept their symptom (NaN where `later` has
    none of them), how many symptoms there were and how many fare in each way.
    """
    before = analyse(first)
    after = analyse(later, known=remember(before))
    old, new = _symptoms(before), _symptoms(after)
    old = old[old.ne("") & old.index.isin(new.index)]
    told = after.continuation.trends if after.continuation else ()
    return {
        "kept": float((new.reindex(old.index) == old).mean()),
        "before": len(before.symptoms),
        "trends": {trend.value: sum(one.trend is trend for one in told) for trend in Trend},
    }


def _symptoms(study: Study) -> pd.Series[str]:
    return pd.Series(
        study.assignment[Assigned.SYMPTOM].to_numpy(), index=study.tickets.frame[Field.TICKET_ID.value]
    )
