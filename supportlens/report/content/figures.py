"""The four figures of the summary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.domain import Firmness, Shape
from supportlens.i18n.amounts import onset_firmness
from supportlens.report.layout.styles import DAY, INTEGER, PERCENT, RATE, RATIO

if TYPE_CHECKING:
    from supportlens.domain import Cause, Onset, Study
    from supportlens.i18n import Words
    from supportlens.report.layout.cells import Value

_WANTED = 4


@dataclass(frozen=True, slots=True)
class SummaryFigure:
    """A figure of the summary with its caption."""

    value: Value
    format: str
    caption: str
    accent: bool = False


def choose_figures(study: Study, words: Words) -> list[SummaryFigure]:
    """Choose four figures, about the verdict's cause if there is one."""
    chief = study.main_cause
    found = _study_figures(study, words) if chief is None else _cause_figures(chief, study, words)
    return found[:_WANTED]


def _cause_figures(cause: Cause, study: Study, words: Words) -> list[SummaryFigure]:
    share = SummaryFigure(
        cause.share,
        PERCENT,
        words.say(
            "of the tickets: {count} of {total} (95% interval {low} to {high})",
            count=words.number(cause.tickets),
            total=words.number(len(study.tickets)),
            low=words.percent(cause.share_low),
            high=words.percent(cause.share_high),
        ),
        accent=True,
    )
    found = [share]
    if cause.onset is not None:
        found += _onset_figures(cause.onset, words)
    if cause.customers is not None:
        found.append(
            SummaryFigure(
                cause.customers,
                INTEGER,
                words.say_n("person asked", "different people asked", cause.customers),
            )
        )
    if cause.hours is not None:
        found.append(
            SummaryFigure(
                cause.hours,
                INTEGER,
                words.say_amount("handling hour so far", "handling hours so far", words.number(cause.hours)),
            )
        )
    if cause.angry_share is not None:
        found.append(SummaryFigure(cause.angry_share, PERCENT, words.say("of these tickets sound annoyed")))
    found.append(
        SummaryFigure(
            len(cause.symptoms),
            INTEGER,
            words.say_n("symptom with this cause", "symptoms that share this cause", len(cause.symptoms)),
        )
    )
    return found


def _onset_figures(onset: Onset, words: Words) -> list[SummaryFigure]:
    began = (
        words.say("the day it began")
        if onset.low == onset.high
        else words.say(
            "when it began (between {low} and {high})", low=words.day(onset.low), high=words.day(onset.high)
        )
    )
    day = SummaryFigure(onset.day, DAY, began)
    untold = _rate_caption(onset, words)
    if untold:
        return [SummaryFigure(onset.after_per_week, RATE, untold), day]
    caption = words.say(
        "the previous weekly level (95% interval {low} to {high})",
        low=words.number(onset.rate_low, 1),
        high=words.number(onset.rate_high, 1),
    )
    return [SummaryFigure(onset.rate_ratio, RATIO, caption), day]


def _rate_caption(onset: Onset, words: Words) -> str:
    """Return the caption of the weekly rate if no ratio can be given, else ""."""
    firmness = onset_firmness(onset)
    if firmness is Firmness.FIRM:
        return ""
    none = firmness is Firmness.NONE_BEFORE
    shown = words.rate(onset.after_per_week)
    if onset.shape is Shape.SPIKE and none:
        return words.say_amount(
            "ticket a week while it lasted; none at other times",
            "tickets a week while it lasted; none at other times",
            shown,
        )
    if onset.shape is Shape.SPIKE:
        return words.say_amount(
            "ticket a week while it lasted; almost none at other times",
            "tickets a week while it lasted; almost none at other times",
            shown,
        )
    if none:
        return words.say_amount(
            "ticket a week since then; none before", "tickets a week since then; none before", shown
        )
    return words.say_amount(
        "ticket a week since then; almost none before", "tickets a week since then; almost none before", shown
    )


def _study_figures(study: Study, words: Words) -> list[SummaryFigure]:
    tickets, symptoms, apart, silent = len(study.tickets), len(study.symptoms), study.unassigned, study.noise
    captions = {
        words.say_n("ticket read", "tickets read", tickets): tickets,
        words.say_n("symptom found", "symptoms found", symptoms): symptoms,
        words.say_n("ticket unlike any other", "tickets unlike any other", apart): apart,
        words.say_n("ticket without content", "tickets without content", silent): silent,
    }
    return [SummaryFigure(count, INTEGER, caption) for caption, count in captions.items()]
