"""The report on situations: a line for each, the sums against the targets, and every miss by its number."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from supportlens.statistics import wilson_interval
from tests.benchmarks.evidence.scoring import Criterion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.benchmarks.evidence.situations.situation_scoring import SituationOutcome

LEAST_RIGHT = 0.95
MOST_FALSE = 0.05
LEAST_NAMED = 0.90
COLUMNS = ("all right", *Criterion, "false claim", "named", "lost")


def meets_situation_targets(outcomes: Sequence[SituationOutcome]) -> bool:
    """Return whether true causes are right, false ones rare and situations named often enough."""
    cells = count_cells(outcomes)
    rates = {name: hits / asked for name, (hits, asked) in cells.items() if asked}
    right = all(rates.get(criterion, 1.0) >= LEAST_RIGHT for criterion in Criterion)
    return right and rates["false claim"] <= MOST_FALSE and rates["named"] >= LEAST_NAMED


def report_situations(outcomes: Sequence[SituationOutcome]) -> str:
    """Report all outcomes in lines of text."""
    groups: dict[str, list[SituationOutcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[str(outcome.trial.trick)].append(outcome)
    seconds = sum(outcome.seconds for outcome in outcomes)
    lines = [f"{len(outcomes)} logs with situations, {seconds:.0f} s of analysis", ""]
    lines.append(f"{'situation':<22}{'logs':>5}" + "".join(f"{name:>13}" for name in COLUMNS))
    lines += [_row(name, group) for name, group in groups.items()]
    lines += ["", _row("together", outcomes), ""]
    for part in (False, True):
        chosen = [each for each in outcomes if bool(each.trial.scenario.kinds) is part]
        lines.append(_row("with a cause" if part else "alone", chosen))
    for language in ("es", "en", "mixed"):
        lines.append(_row(language, [o for o in outcomes if o.trial.scenario.language == language]))
    return "\n".join([*lines, "", *_targets(outcomes), "", *_misses(outcomes)])


def situation_line(outcome: SituationOutcome) -> str:
    """Describe one outcome in a line, as soon as it is there."""
    said = [
        f"missed {', '.join(outcome.score.missed)}" if outcome.score and outcome.score.missed else "",
        f"false claim {outcome.false_claim!r}" if outcome.false_claim else "",
        "" if outcome.named else "not named",
        "cause set apart" if outcome.set_apart else "",
    ]
    return f"{outcome.trial.name:<26}{outcome.seconds:7.1f} s  {'; '.join(filter(None, said)) or 'right'}"


def count_cells(outcomes: Sequence[SituationOutcome]) -> dict[str, tuple[int, int]]:
    """Return each column's hits and how often it was asked."""
    scores = [outcome.score for outcome in outcomes if outcome.score]
    cells = {"all right": (sum(not score.missed for score in scores), len(scores))}
    for criterion in Criterion:
        asked = [score.right[criterion] for score in scores if criterion in score.right]
        cells[criterion] = (sum(asked), len(asked))
    cells["false claim"] = (sum(bool(outcome.false_claim) for outcome in outcomes), len(outcomes))
    cells["named"] = (sum(outcome.named for outcome in outcomes), len(outcomes))
    cells["lost"] = (sum(outcome.set_apart for outcome in outcomes), len(outcomes))
    return cells


def _row(name: str, outcomes: Sequence[SituationOutcome]) -> str:
    cells = count_cells(outcomes)
    texts = [f"{hits}/{asked}" if asked else "-" for hits, asked in (cells[each] for each in COLUMNS)]
    return f"{name:<22}{len(outcomes):>5}" + "".join(f"{text:>13}" for text in texts)


def _targets(outcomes: Sequence[SituationOutcome]) -> list[str]:
    cells = count_cells(outcomes)
    wanted = {
        **{str(criterion): f"at least {LEAST_RIGHT:.0%}" for criterion in Criterion},
        "false claim": f"at most {MOST_FALSE:.0%}",
        "named": f"at least {LEAST_NAMED:.0%}",
    }
    lines = []
    for name, target in wanted.items():
        hits, asked = cells[name]
        if asked:
            low, high = wilson_interval(hits, asked)
            lines.append(
                f"{name:<14}{hits:>4} of {asked:<4}{hits / asked:>7.1%}  ({low:.1%} to {high:.1%})  {target}"
            )
    return lines


def _misses(outcomes: Sequence[SituationOutcome]) -> list[str]:
    lines = []
    for outcome in outcomes:
        missed = outcome.score.missed if outcome.score else ()
        if not (missed or outcome.false_claim or outcome.set_apart or not outcome.named):
            continue
        scenario = outcome.trial.scenario
        kinds = "+".join(scenario.kinds) or "alone"
        length = (scenario.last - scenario.first).days + 1
        about = f"{kinds}, {scenario.language}, {scenario.tickets} tickets in {length} days"
        lines += [
            f"{situation_line(outcome).replace('  ', ' ')}  ({about})",
            f"    planted: {outcome.planted}",
        ]
        if outcome.score and missed:
            lines.append(f"    true:    {outcome.score.truth}")
        if missed or outcome.false_claim:
            lines.append(f"    said:    {outcome.verdict}")
        lines.append(f"    desk:    {outcome.said}")
    return lines
