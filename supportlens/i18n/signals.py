"""Sentences about the basis of a finding: where it concentrates, and the signals for its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import names_only_customers
from supportlens.i18n.amounts import lift_phrase, minutes_phrase, tickets_phrase
from supportlens.i18n.answers import answer_signal_line
from supportlens.i18n.locations import place_label

if TYPE_CHECKING:
    from supportlens.domain import ScopeClaim, Signal, Study
    from supportlens.i18n.words import Words


def scope_line(claim: ScopeClaim, words: Words) -> str:
    """Return where a cause concentrates: inside, outside, ratio, interval and count."""
    figures = {
        "inside": words.percent(claim.share_inside),
        "outside": words.share(claim.share_outside),
        "count": words.number(claim.tickets),
        "tickets": tickets_phrase(claim.known or claim.tickets, words),
        "lift": lift_phrase(claim.lift, claim.lift_low, claim.lift_high, words),
    }
    return words.say(
        "{place}: {inside} of this cause ({count} of {tickets}) against {outside} of the rest; {lift}.",
        place=place_label(claim, words),
        **figures,
    )


def signal_line(signal: Signal, study: Study, words: Words) -> str:
    """Return one visible reason for or against a kind, with its figures."""
    if signal.answer is not None:
        return answer_signal_line(signal, signal.answer, study, words)
    name = study.playbook.signal_names.get(signal.id)
    label = words.read(name) if name else signal.id
    label = label[:1].upper() + label[1:]
    if signal.share_inside is not None:
        text = words.say(
            "{label}: {inside} ({outside} in the rest)",
            label=label,
            inside=words.share(signal.share_inside),
            outside=words.share(signal.share_outside or 0.0),
        )
    elif signal.value is not None:
        text = words.say(
            "{label}: {value}", label=label, value=_measure_phrase(signal.id, signal.value, study, words)
        )
    else:
        text = label
    if signal.phrases:
        text += " \N{EM DASH} " + ", ".join(words.quoted(phrase) for phrase in signal.phrases[:3])
    return text


def _measure_phrase(signal_id: str, value: float, study: Study, words: Words) -> str:
    """Format the figure of a measure with its unit."""
    figure = words.number(value, 1)
    each = (
        words.say_amount("{count} ticket per customer", "{count} tickets per customer", figure)
        if names_only_customers(study.tickets.frame)
        else words.say_amount("{count} ticket per person", "{count} tickets per person", figure)
    )
    middle = words.say("a median of {minutes}", minutes=minutes_phrase(value, words))
    return {
        "one_each": each,
        "few_often": each,
        "short_handling": middle,
        "long_handling": middle,
        "learnt": words.say(
            "{figure} of repeated questions came soon after the first one", figure=words.percent(value / 100)
        ),
        "reopened": words.say("{figure} reopened", figure=words.percent(value / 100)),
        "burst": words.say_n("{count} day", "{count} days", round(value)),
        "one_site": words.say("{figure} of its tickets", figure=words.percent(value / 100)),
        "many_sites": words.say_n("{count} site", "{count} sites", round(value)),
        "plateau": words.say_n("{count} week so far", "{count} weeks so far", round(value)),
    }.get(signal_id, figure)
