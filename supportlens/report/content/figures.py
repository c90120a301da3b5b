"""The four figures of the summary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.domain import Firmness, Shape
from supportlens.i18n.ratios import onset_firmness
from supportlens.report.layout.styles import DAY, INTEGER, PERCENT, RATE, RATIO

if TYPE_CHECKING:
    from supportlens.domain import Cause, Onset, Study
    from supportlens.i18n import Words
    from supportlens.report.layout.cells import Value

_WANTED = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with what it means."""

    value: Value
    format: str
    caption: str
    accent: bool = False


def figures_of(study: Study, words: Words) -> list[Figure]:
    """Choose four figures, those of the verdict's cause where there is one."""
    chief = study.main_cause
    found = _of_study(study, words) if chief is None else _of_cause(chief, study, words)
    return found[:_WANTED]


def _of_cause(cause: Cause, study: Study, words: Words) -> list[Figure]:
    share = Figure(
        cause.share,
        PERCENT,
        words.say(
            "of the requests: {count} of {total} (95% interval {low} to {high})",
            count=words.number(cause.tickets),
            total=words.number(len(study.tickets)),
            low=words.percent(cause.share_low),
            high=words.percent(cause.share_high),
        ),
        accent=True,
    )
    found = [share]
    if cause.onset is not None:
        found += _of_onset(cause.onset, words)
    if cause.customers is not None:
        found.append(Figure(cause.customers, INTEGER, words.say("different people asked")))
    if cause.hours is not None:
        found.append(Figure(cause.hours, INTEGER, words.say("hours of attention it has taken")))
    if cause.angry_share is not None:
        found.append(Figure(cause.angry_share, PERCENT, words.say("of these requests sound annoyed")))
    found.append(Figure(len(cause.symptoms), INTEGER, words.say("symptoms that share this cause")))
    return found


def _of_onset(onset: Onset, words: Words) -> list[Figure]:
    began = (
        words.say("the day it began")
        if onset.low == onset.high
        else words.say(
            "when it began (between {low} and {high})", low=words.day(onset.low), high=words.day(onset.high)
        )
    )
    day = Figure(onset.day, DAY, began)
    untold = _without_ratio(onset, words)
    if untold:
        return [Figure(onset.after_per_week, RATE, untold), day]
    caption = words.say(
        "as many a week as before (95% interval {low} to {high})",
        low=words.number(onset.rate_low, 1),
        high=words.number(onset.rate_high, 1),
    )
    return [Figure(onset.rate_ratio, RATIO, caption), day]


def _without_ratio(onset: Onset, words: Words) -> str:
    """Return what the weekly rate is set against where there is no ratio to tell, "" where there is one."""
    firmness = onset_firmness(onset)
    if firmness is Firmness.FIRM:
        return ""
    none = firmness is Firmness.NONE_BEFORE
    if onset.shape is Shape.SPIKE:
        return (
            words.say("requests a week while it lasted; none at other times")
            if none
            else words.say("requests a week while it lasted; almost none at other times")
        )
    return (
        words.say("requests a week since then; none before")
        if none
        else words.say("requests a week since then; almost none before")
    )


def _of_study(study: Study, words: Words) -> list[Figure]:
    return [
        Figure(len(study.tickets), INTEGER, words.say("requests read")),
        Figure(len(study.symptoms), INTEGER, words.say("symptoms found")),
        Figure(study.unassigned, INTEGER, words.say("requests like no other")),
        Figure(study.noise, INTEGER, words.say("requests that say nothing")),
    ]
