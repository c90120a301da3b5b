"""The report: shares with their counts and intervals, broken down, and every miss by its number."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from supportlens.statistics import wilson_interval
from tests.benchmarks.evidence.scoring import Criterion
from tests.benchmarks.evidence.trials import Trick

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tests.benchmarks.evidence.running import Outcome
    from tests.benchmarks.evidence.trials import Trial

TARGETS = {
    Criterion.SCOPE: 0.95,
    Criterion.ONSET: 0.90,
    Criterion.CHANGE: 0.95,
    Criterion.KIND: 0.90,
    Criterion.SHARE: 0.90,
}
MOST_FALSE = 0.05
SIZES = (700, 2000, 6000)
"""Tickets at which the breakdown by size is cut."""


def meets_targets(outcomes: Sequence[Outcome]) -> bool:
    """Return whether every target is met."""
    rates = [(_rate(_asked(outcomes, criterion)), least) for criterion, least in TARGETS.items()]
    false = [_rate(_claims(outcomes, trick)) for trick in (Trick.NONE, Trick.SHUFFLED)]
    # What was not asked has no rate, and no comparison with it holds: nothing is missed there.
    return not (any(rate < least for rate, least in rates) or any(rate > MOST_FALSE for rate in false))


def report(outcomes: Sequence[Outcome]) -> str:
    """Report all outcomes in lines of text."""
    planted = [outcome for outcome in outcomes if outcome.score]
    lines = [f"{len(outcomes)} logs, {sum(outcome.seconds for outcome in outcomes):.0f} s of analysis", ""]
    lines += [
        _line(criterion, _asked(outcomes, criterion), f"at least {least:.0%}")
        for criterion, least in TARGETS.items()
    ]
    lines += [
        _line(f"false claim, {trick}", _claims(outcomes, trick), f"at most {MOST_FALSE:.0%}")
        for trick in (Trick.NONE, Trick.SHUFFLED)
    ]
    lines += _both(planted)
    for title, part in BREAKDOWNS.items():
        lines += ["", *_broken_down(title, planted, part)]
    return "\n".join([*lines, "", *_misses(outcomes)])


def one_line(outcome: Outcome) -> str:
    """Describe one outcome in a line, as soon as it is there."""
    if outcome.score:
        said = f"missed {', '.join(outcome.score.missed)}" if outcome.score.missed else "right"
    else:
        said = f"false claim {outcome.claimed!r}" if outcome.claimed else "right"
    return f"{outcome.trial.name:<14}{outcome.seconds:7.1f} s  {said}"


def _asked(outcomes: Iterable[Outcome], criterion: Criterion) -> list[bool]:
    return [o.score.right[criterion] for o in outcomes if o.score and criterion in o.score.right]


def _claims(outcomes: Iterable[Outcome], trick: Trick) -> list[bool]:
    return [bool(outcome.claimed) for outcome in outcomes if outcome.trial.trick is trick]


def _rate(hits: Sequence[bool]) -> float:
    """Return the part of the hits, not a number where nothing was asked."""
    return sum(hits) / len(hits) if hits else float("nan")


def _line(name: str, hits: Sequence[bool], target: str) -> str:
    if not hits:
        return f"{name:<24}not asked"
    low, high = wilson_interval(sum(hits), len(hits))
    return (
        f"{name:<24}{sum(hits):>4} of {len(hits):<4}{_rate(hits):>7.1%}  ({low:.1%} to {high:.1%})  {target}"
    )


def _both(planted: Sequence[Outcome]) -> list[str]:
    """Return how many of the causes of a log with two were found, the second ones included."""
    scores = [score for outcome in planted for score in outcome.beside]
    return [
        _line(f"of two causes, {criterion}", [s.right[criterion] for s in scores if criterion in s.right], "")
        for criterion in Criterion
        if scores
    ]


def _size(trial: Trial) -> str:
    upper = next((size for size in SIZES if trial.scenario.tickets <= size), None)
    return f"to {upper}" if upper else f"over {SIZES[-1]}"


def _shape(trial: Trial) -> str:
    return str(trial.scenario.shape_of(trial.scenario.kinds[0]))


def _share(trial: Trial) -> str:
    return f"{10 * int(10 * max(trial.scenario.shares))} % and over"


def _columns(trial: Trial) -> str:
    scenario = trial.scenario
    had = {"calendar": scenario.calendar, "versions": scenario.versions, "resolutions": scenario.resolutions}
    return ", ".join(name for name, there in had.items() if there) or "none of them"


BREAKDOWNS: dict[str, Callable[[Trial], str]] = {
    "kind": lambda trial: str(trial.scenario.kinds[0]),
    "shape": _shape,
    "language": lambda trial: str(trial.scenario.language),
    "tickets": _size,
    "share": _share,
    "causes": lambda trial: str(len(trial.scenario.kinds)),
    "columns": _columns,
    "people": lambda trial: "few, often" if trial.scenario.people else "many, once",
}


def _broken_down(title: str, planted: Sequence[Outcome], part: Callable[[Trial], str]) -> list[str]:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in planted:
        groups[part(outcome.trial)].append(outcome)
    lines = [f"{'by ' + title:<36}{'logs':>5}" + "".join(f"{criterion:>16}" for criterion in Criterion)]
    for name, group in sorted(groups.items()):
        cells = "".join(f"{_cell(_asked(group, criterion)):>16}" for criterion in Criterion)
        lines.append(f"  {name:<34}{len(group):>5}{cells}")
    return lines


def _cell(hits: Sequence[bool]) -> str:
    return f"{sum(hits)}/{len(hits)} {_rate(hits):.0%}" if hits else "-"


def _misses(outcomes: Iterable[Outcome]) -> list[str]:
    lines = []
    for outcome in outcomes:
        if outcome.score and outcome.score.missed:
            missed = ", ".join(outcome.score.missed)
            lines.append(f"{outcome.trial.name} missed {missed}  ({_describe(outcome.trial)})")
            lines += [f"    planted: {outcome.score.truth}", f"    said:    {outcome.score.said}"]
        for score in outcome.beside:
            if score.missed and not (outcome.score and score.truth == outcome.score.truth):
                lines.append(f"{outcome.trial.name} beside missed {', '.join(score.missed)}")
                lines += [f"    planted: {score.truth}", f"    said:    {score.said}"]
        if not outcome.score and outcome.claimed:
            lines.append(
                f"{outcome.trial.name} false claim {outcome.claimed!r}  ({_describe(outcome.trial)})"
            )
    return lines


def _describe(trial: Trial) -> str:
    scenario = trial.scenario
    kinds = "+".join(scenario.kinds) or f"trap {scenario.trap}".strip()
    extras = [
        f"{scenario.people:.2f} people a ticket" if scenario.people else "",
        "narrow" if scenario.narrow else "",
        f"ramp of {scenario.ramp_weeks} weeks" if scenario.ramp_weeks else "",
    ]
    told = [kinds, scenario.language, f"{scenario.tickets} tickets", _columns(trial), *filter(None, extras)]
    return ", ".join((*told, f"{scenario.first}..{scenario.last}", f"growth {scenario.growth}"))
