"""Agreement of the groups with the labels people gave, the number of groups not given."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import fmean
from typing import TYPE_CHECKING, Any

from tests.benchmarks.symptoms.children import Request, ask
from tests.benchmarks.symptoms.tables import NOTHING, against, index, seconds, share, table, whole
from tests.benchmarks.symptoms.targets import (
    ALL_BANKING,
    LARGEST_LOSS,
    LARGEST_UNASSIGNED,
    LEAST_JOINED,
    TARGETS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.symptoms.children import Facts

PROGRAM = "program"
EVERY_TEXT = "program, every text encoded"
BERTOPIC = "bertopic"
K_MEANS = ("k-means", "k-means, told k")
TITLES = {
    PROGRAM: "SupportLens",
    EVERY_TEXT: "SupportLens, every text through the transformer",
    BERTOPIC: "BERTopic, defaults",
    "k-means": "TF-IDF + k-means, k = √(n/2)",
    "k-means, told k": "TF-IDF + k-means, told the true k",
}
HEADER = (
    "data set", "method", "groups", "AMI", "ARI", "best cut: groups", "AMI ", "ARI ", "unassigned", "s",
    "CPU s", "MiB", "joined", "targets",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One method on one data set: the means over its runs, or why it has none."""

    data: str
    method: str
    runs: int = 0
    failed: str = ""
    facts: Facts = field(default_factory=dict)

    def fact(self, name: str) -> float | None:
        """Return the mean of one figure; a dot leads into a part: ``best.ami``."""
        found: Any = self.facts
        for part in name.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        return None if found is None else float(found)


def measure(folder: str, sets: Sequence[str], runs: int, *, rivals: bool, bertopic: bool) -> Iterator[Row]:
    """Group every data set by every method; the program's own seed and the next ones, rivals once."""
    for data in sets:
        yield _mean(data, PROGRAM, [ask(Request(PROGRAM, data, folder, seed)) for seed in range(runs)])
        if data == ALL_BANKING:
            yield _mean(data, EVERY_TEXT, [ask(Request(EVERY_TEXT, data, folder))])
        if rivals:
            methods = (*K_MEANS, BERTOPIC) if bertopic else K_MEANS
            yield from (_mean(data, method, [ask(Request(method, data, folder))]) for method in methods)


def _mean(data: str, method: str, found: Sequence[Facts]) -> Row:
    failed = next((run["failed"] for run in found if "failed" in run), "")
    if failed:
        return Row(data, method, 0, failed)
    return Row(data, method, len(found), "", mean(found))


def mean(found: Sequence[Facts]) -> Facts:
    """Average equal figures of several runs, parts inside parts too; None where a run has none."""
    means: Facts = {}
    for name, first in found[0].items():
        values = [run[name] for run in found]
        if isinstance(first, dict):
            means[name] = mean(values)
        elif isinstance(first, bool):
            means[name] = all(values)
        else:
            means[name] = None if None in values else fmean(values)
    return means


def laid_out(rows: Sequence[Row]) -> str:
    """Format the rows with their targets."""
    return table(HEADER, [_cells(row, rows) for row in rows])


def _cells(row: Row, rows: Sequence[Row]) -> list[str]:
    title = TITLES[row.method]
    if row.failed:
        return [row.data, title, *[NOTHING] * (len(HEADER) - 3), f"not measured: {row.failed}"]
    return [
        row.data, title, whole(row.fact("groups")), index(row.fact("ami")), index(row.fact("ari")),
        whole(row.fact("best.groups")), index(row.fact("best.ami")), index(row.fact("best.ari")),
        share(row.fact("unassigned")), seconds(row.fact("seconds")), seconds(row.fact("cpu")),
        whole(row.fact("peak")), _together(row),
        "; ".join(_verdicts(row, rows)) or NOTHING,
    ]  # fmt: skip


def _together(row: Row) -> str:
    """Write how many intents hold both languages, by either measure, at the default and the best cut."""
    intents = row.fact("joined.intents")
    if intents is None:
        return NOTHING
    here = f"{row.fact('joined.held'):.1f} of {intents:.0f}, strictly {row.fact('joined.strict'):.1f}"
    at_best = row.fact("best.joined.held")
    return here if at_best is None else f"{here}; best cut {at_best:.1f}"


def _verdicts(row: Row, rows: Sequence[Row]) -> Iterator[str]:
    if row.method != PROGRAM:
        return
    if target := TARGETS.get(row.data):
        yield f"AMI {against(row.fact('ami'), target.default)}"
        yield f"best AMI {against(row.fact('best.ami'), target.best)}"
        if target.best_ari:
            yield f"best ARI {against(row.fact('best.ari'), target.best_ari)}"
    if row.fact("joined.held") is not None:
        yield f"joined {against(row.fact('joined.held'), LEAST_JOINED, digits=0)}"
    yield f"unassigned {against(row.fact('unassigned'), LARGEST_UNASSIGNED, at_most=True, digits=2)}"
    if not row.facts.get("nested", True):
        yield "the cuts are not nested: missed"
    if loss := _loss(row, rows):
        yield loss


def _loss(row: Row, rows: Sequence[Row]) -> str:
    """Compare with encoding every text, where both were measured."""
    every = next((other for other in rows if other.data == row.data and other.method == EVERY_TEXT), None)
    if every is None or every.failed:
        return ""
    loss = (every.fact("ami") or 0.0) - (row.fact("ami") or 0.0)
    return f"AMI lost to encoding every text {loss:.3f} {against(loss, LARGEST_LOSS, at_most=True, digits=2)}"
