"""Of which kind: adds up visible signals for and against each kind of cause."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import Field, Kind, Made, Shape, Signal
from supportlens.domain.folding import fold, unfolded

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from supportlens.domain import Onset, Playbook, SignalRule, Tickets

    Mask = npt.NDArray[np.bool_]

LEAST_SHARE = 0.04
LEAST_SCORE = 0.35
"""A kind below this score is not claimed."""
LEAST_MARGIN = 1.15
"""The first kind must outdo the second by this factor, or the answer is unclear."""
LONGEST_BURST = 3
FEWEST_AGAINST = 3
SELF_EVIDENT = frozenset({"burst", "one_site"})
"""Measures that are evidence without words."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which tickets show each wordy signal: a mask over n tickets and the words that were met."""

    rules: tuple[SignalRule, ...]
    masks: dict[str, Mask]
    words: dict[str, npt.NDArray[np.object_]]
    originals: dict[str, pd.Series]
    """The columns that were read, by the name that rules give them."""


def gather_evidence(tickets: Tickets, playbook: Playbook) -> Evidence:
    """Look every wordy signal up in every ticket, each different text once."""
    originals = {"words": tickets.frame[Made.TEXT]}
    if tickets.has(Field.RESOLUTION):
        originals["resolution"] = tickets.frame[Field.RESOLUTION.value]
    sources = {where: _different(column) for where, column in originals.items()}
    masks: dict[str, Mask] = {}
    words: dict[str, npt.NDArray[np.object_]] = {}
    for rule in playbook.signals:
        if rule.where not in sources or not rule.patterns:
            continue
        codes, texts = sources[rule.where]
        pattern = re.compile("|".join(rule.patterns))
        hits = [pattern.search(text) for text in texts]
        met = np.array([hit.group(0).strip() if hit else "" for hit in hits], dtype=object)
        words[rule.id] = met[codes]
        masks[rule.id] = words[rule.id] != ""
    return Evidence(playbook.signals, masks, words, originals)


def sounding(evidence: Evidence) -> tuple[Mask, ...]:
    """Give, for each kind of cause in the playbook, the tickets whose words speak for it."""
    kinds = sorted({rule.kind for rule in evidence.rules if rule.id in evidence.masks})
    return tuple(
        np.any(
            [
                evidence.masks[rule.id]
                for rule in evidence.rules
                if rule.kind is kind and rule.id in evidence.masks
            ],
            axis=0,
        )
        for kind in kinds
    )


def _different(column: pd.Series) -> tuple[npt.NDArray[np.int64], list[str]]:
    codes, unique = column.factorize()
    return np.asarray(codes), [fold(str(text)) for text in unique]


def classify(
    tickets: Tickets, members: Mask, onset: Onset | None, evidence: Evidence
) -> tuple[Kind, dict[Kind, float], tuple[Signal, ...], tuple[Signal, ...]]:
    """Give the kind, the score per kind, and the signals for and against, strongest first.

    A wordy signal adds weight x share inside x (1 + c) / 2, c = 1 - share outside / share inside
    (nought if negative): what is said everywhere counts half. A measure adds weight x strength
    (0 to 1). Not enough, or two kinds alike, is `Kind.UNCLEAR`.
    """
    contributions: list[tuple[float, Signal]] = []
    for rule in evidence.rules:
        found = (
            _wordy(rule, members, evidence)
            if rule.id in evidence.masks
            else _measured(rule, tickets, members, onset)
        )
        if found is not None and found[0] > 0:
            contributions.append(found)
    scores = _added(contributions)
    contributions = [item for item in contributions if item[1].kind in scores]
    ordered = sorted(scores, key=lambda kind: (-scores[kind], kind.value))
    kind = _chosen(ordered, scores)
    ranked = [signal for _, signal in sorted(contributions, key=lambda item: (-item[0], item[1].id))]
    believed = kind if kind is not Kind.UNCLEAR else (ordered[0] if ordered else Kind.UNCLEAR)
    support = tuple(signal for signal in ranked if signal.kind is believed)
    against = tuple(signal for signal in ranked if signal.kind is not believed and _speaks(signal))[:4]
    return kind, {key: round(scores[key], 4) for key in ordered}, support, against


def _speaks(signal: Signal) -> bool:
    """Say whether a signal is commoner inside than outside: one met everywhere contradicts nothing."""
    if signal.share_inside is None:
        return True
    return signal.tickets >= FEWEST_AGAINST and signal.share_inside > (signal.share_outside or 0.0)


def _added(contributions: list[tuple[float, Signal]]) -> dict[Kind, float]:
    """Add up per kind; what people did not say only confirms: it counts as much as words do at most.

    A burst and a single site stand by themselves: they are what an outage and a wrong setting look
    like even where nobody finds the words.
    """
    said: dict[Kind, float] = {}
    measured: dict[Kind, float] = {}
    for score, signal in contributions:
        worded = signal.share_inside is not None or signal.id in SELF_EVIDENT
        part = said if worded else measured
        part[signal.kind] = part.get(signal.kind, 0.0) + score
    return {kind: said[kind] + min(said[kind], measured.get(kind, 0.0)) for kind in said}


def _chosen(ordered: list[Kind], scores: dict[Kind, float]) -> Kind:
    if not ordered or scores[ordered[0]] < LEAST_SCORE:
        return Kind.UNCLEAR
    if len(ordered) > 1 and scores[ordered[0]] < LEAST_MARGIN * scores[ordered[1]]:
        return Kind.UNCLEAR
    return ordered[0]


def _wordy(rule: SignalRule, members: Mask, evidence: Evidence) -> tuple[float, Signal] | None:
    mask = evidence.masks[rule.id]
    hits = int((mask & members).sum())
    inside = hits / max(1, int(members.sum()))
    outside = float(mask[~members].mean()) if (~members).any() else 0.0
    if inside < LEAST_SHARE or hits < 2:
        return None
    contrast = max(0.0, 1.0 - outside / inside)
    common = Counter(evidence.words[rule.id][mask & members]).most_common(20)
    frequent = [word for word, _ in sorted(common, key=lambda item: (-item[1], item[0]))][:3]
    phrases = tuple(_as_written(rule, word, members, evidence) for word in frequent)
    signal = Signal(rule.id, rule.kind, rule.weight, inside, outside, None, hits, phrases)
    return rule.weight * inside * (1.0 + contrast) / 2.0, signal


def _as_written(rule: SignalRule, word: str, members: Mask, evidence: Evidence) -> str:
    """Give a folded phrase with its accents, as the first ticket that holds it has them."""
    row = int(np.argmax((evidence.words[rule.id] == word) & members))
    return unfolded(str(evidence.originals[rule.where].iloc[row]), word).lower()


def _measured(
    rule: SignalRule, tickets: Tickets, members: Mask, onset: Onset | None
) -> tuple[float, Signal] | None:
    measure = _MEASURES.get(rule.where)
    found = measure(tickets, members, onset) if measure else None
    if found is None:
        return None
    strength, value = found
    return rule.weight * strength, Signal(
        rule.id, rule.kind, rule.weight, None, None, value, int(members.sum())
    )


def _one_each(tickets: Tickets, members: Mask, onset: Onset | None) -> tuple[float, float] | None:
    """Tickets per person: strong when many people ask once or twice, nought from four each on."""
    del onset
    if not tickets.has(Field.REQUESTER):
        return None
    people = tickets.frame.loc[members, Field.REQUESTER.value]
    people = people[people.ne("")]
    different = people.nunique()
    if different < 8:
        return None
    each = len(people) / different
    return float(np.clip((4.0 - each) / 3.0, 0.0, 1.0)), each


def _short_handling(tickets: Tickets, members: Mask, onset: Onset | None) -> tuple[float, float] | None:
    """Median minutes of handling, strong when well below everybody else's."""
    del onset
    if not tickets.has(Field.MINUTES):
        return None
    minutes = tickets.frame[Field.MINUTES.value].to_numpy(float)
    inside, outside = minutes[members & ~np.isnan(minutes)], minutes[~members & ~np.isnan(minutes)]
    if len(inside) < 10 or len(outside) < 10:
        return None
    middle, rest = float(np.median(inside)), float(np.median(outside))
    return float(np.clip((0.9 - middle / max(rest, 1e-9)) / 0.5, 0.0, 1.0)), middle


def _reopened(tickets: Tickets, members: Mask, onset: Onset | None) -> tuple[float, float] | None:
    """Share of reopened tickets, strong when clearly above everybody else's; the value is in %."""
    del onset
    if not tickets.has(Field.REOPENED):
        return None
    again = tickets.frame[Field.REOPENED.value].to_numpy(float) > 0
    inside, outside = float(again[members].mean()), float(again[~members].mean()) if (~members).any() else 0.0
    return float(np.clip((inside - 1.5 * outside) / 0.25, 0.0, 1.0)), 100.0 * inside


def _burst(tickets: Tickets, members: Mask, onset: Onset | None) -> tuple[float, float] | None:
    """Measure a spike in days: strong up to three, nought from ten on."""
    del tickets, members
    if onset is None or onset.shape is not Shape.SPIKE or onset.end is None:
        return None
    days = (onset.end - onset.day).days + 1
    return (
        1.0 if days <= LONGEST_BURST else float(np.clip(1.0 - (days - LONGEST_BURST) / 7.0, 0.0, 1.0))
    ), float(days)


def _one_site(tickets: Tickets, members: Mask, onset: Onset | None) -> tuple[float, float] | None:
    """Measure the share of the most frequent site, strong when it is nearly alone there; in %."""
    del onset
    if not tickets.has(Field.SITE):
        return None
    sites = tickets.frame[Field.SITE.value]
    inside, outside = sites[members & sites.ne("").to_numpy()], sites[~members & sites.ne("").to_numpy()]
    if len(inside) < 10 or outside.nunique() < 3:
        return None
    top = inside.value_counts().index[0]
    share, rest = float(inside.eq(top).mean()), float(outside.eq(top).mean())
    return float(np.clip((share - 0.6) / 0.3, 0.0, 1.0)) * float(rest < 0.6), 100.0 * share


def _many_sites(tickets: Tickets, members: Mask, onset: Onset | None) -> tuple[float, float] | None:
    """How many sites a burst reaches; says nothing without one."""
    if not tickets.has(Field.SITE) or onset is None or onset.shape is not Shape.SPIKE:
        return None
    sites = tickets.frame.loc[members, Field.SITE.value]
    reached = sites[sites.ne("")].nunique()
    return (1.0 if reached >= 3 else 0.0), float(reached)


def _plateau(tickets: Tickets, members: Mask, onset: Onset | None) -> tuple[float, float] | None:
    """Weeks at the new level: an outage does not last for months."""
    if onset is None or onset.shape is not Shape.STEP or not members.any():
        return None
    last = tickets.frame.loc[members, Field.CREATED_AT.value].max()
    weeks = (last.date() - onset.day).days / 7.0
    return float(np.clip((weeks - 3.0) / 5.0, 0.0, 1.0)), weeks


_MEASURES = {
    "one_each": _one_each,
    "short_handling": _short_handling,
    "reopened": _reopened,
    "burst": _burst,
    "one_site": _one_site,
    "many_sites": _many_sites,
    "plateau": _plateau,
}
