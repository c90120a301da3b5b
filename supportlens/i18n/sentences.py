"""Sentences about findings: what the window, the command line and the workbook all say alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.domain import ChangeSource, Field, Kind, NoVerdict, Question, Shape
from supportlens.domain.folding import uncapitalised
from supportlens.i18n.answering import answered_line
from supportlens.i18n.naming import field_name, verdict_clause
from supportlens.i18n.places import combined_place
from supportlens.i18n.ratios import lift_told, rise_told
from supportlens.i18n.since_when import spoken_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Cause, ChangeMatch, Onset, ScopeClaim, Signal, Study
    from supportlens.i18n.words import Words


ARTICLES = {
    **dict.fromkeys(
        "actualización versión migración mudanza renovación política nueva integración apertura instalación".split(),
        "la ",
    ),
    **dict.fromkeys(
        "cambio aumento traslado ingreso nuevo reacomodo cierre lanzamiento inicio".split(), "el "
    ),
}
"""Spanish articles of the nouns that changes are usually called by."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a sentence; what carries the finding is shown in the accent colour."""

    text: str
    accent: bool = False


def plain(segments: Iterable[Segment]) -> str:
    """Join segments into one string."""
    return "".join(segment.text for segment in segments)


def verdict_sentence(study: Study, words: Words) -> tuple[Segment, ...]:
    """Say the verdict in one sentence with its count, or why there is none."""
    cause = study.chief
    if cause is None:
        return (Segment(no_verdict_line(study, words)),)
    opening = words.say(
        "{share} of the requests ({count} of {total}) come from [place][when]: {what}",
        share=words.percent(cause.share),
        count=words.number(cause.tickets),
        total=words.number(len(study.tickets)),
        what=verdict_clause(cause, words),
    )
    return _filled(opening, {"[place]": _whole_place(cause, words), "[when]": _when(cause, words)})


def _filled(text: str, slots: dict[str, tuple[str, str]]) -> tuple[Segment, ...]:
    """Put (plain, accented) pairs in the place of the slots."""
    segments = [Segment(text)]
    for slot, (lead, accented) in slots.items():
        head, _, tail = segments[-1].text.partition(slot)
        segments[-1:] = [Segment(head + lead), Segment(accented, accent=True), Segment(tail)]
    return tuple(segment for segment in segments if segment.text)


def place_of(cause: Cause, words: Words) -> tuple[str, str]:
    """Say where a cause sits, as (what leads in, the name itself)."""
    place = cause.place
    if place is None:
        return words.say("one matter, "), words.quoted(cause.name.in_(words.language))
    if place.field == Field.PRODUCT:
        return "", place.value
    return f"{field_name(place.field, words).lower()} ", words.quoted(place.value)


def _whole_place(cause: Cause, words: Words) -> tuple[str, str]:
    """Say where a cause sits by as many values as it takes, in the same two parts."""
    where = cause.where
    if where is None or not where.also:
        return place_of(cause, words)
    return "", combined_place(where, words)


def somewhere(cause: Cause, words: Words) -> str:
    """Name what a cause is about, for a sentence that goes on."""
    if cause.place is None:
        return words.say("this matter")
    return "".join(place_of(cause, words))


def _when(cause: Cause, words: Words) -> tuple[str, str]:
    onset = cause.onset
    if onset is None:
        return "", ""
    if onset.shape is Shape.SPIKE and onset.end is not None:
        return words.say(", "), spike_span(onset, words)
    if cause.change is None:
        return words.say(" since {day}", day=""), words.day(onset.day)
    change = cause.change.change
    day = words.day(change.day)
    if change.source is ChangeSource.VERSION:
        return words.say(" since version "), f"{change.name.removeprefix(change.product).strip()} ({day})"
    if change.source is ChangeSource.TEXT:
        return words.say(" since what people call "), f"{words.quoted(change.name)} ({day})"
    article, name = with_article(short_name(change.name), words)
    return words.say(" since ") + article, f"{name} ({day})"


def with_article(name: str, words: Words) -> tuple[str, str]:
    """Split a change's name into its article and itself, where Spanish wants one before it."""
    first = name.split(" ", 1)[0].lower()
    article = ARTICLES.get(first, "") if words.language == "es" else ""
    return article, uncapitalised(name) if article else name


def spike_span(onset: Onset, words: Words) -> str:
    """Say from when to when a spike lasted."""
    end = onset.end or onset.day
    if end == onset.day:
        return words.say("all on {day}", day=words.day(onset.day))
    return words.say("from {first} to {last}", first=words.day(onset.day), last=words.day(end))


def short_name(name: str) -> str:
    """Cut a change's name at its explanation: what stands before the colon is what it is called."""
    head = name.split(":", 1)[0].strip()
    return head if len(head) >= 6 else name.strip()


def no_verdict_line(study: Study, words: Words) -> str:
    """Say why no cause is singled out."""
    if study.verdict.reason is NoVerdict.TOO_FEW_TICKETS:
        return words.say(
            "{count} tickets are too few to tell a cause from chance; with about fifty or more there is an answer.",
            count=words.number(len(study.tickets)),
        )
    if study.weeks:
        text = words.say("Nothing stands out: no reason for calling has risen beyond chance in this period.")
    else:
        text = words.say(
            "Nothing stands out: the requests are spread over many reasons and none sits in one place."
        )
    if not study.causes:
        return text
    first = study.causes[0]
    return (
        text
        + " "
        + words.say(
            "The most frequent, {name}, brings {share} ({count} tickets).",
            name=words.quoted(first.name.in_(words.language)),
            share=words.percent(first.share),
            count=words.number(first.tickets),
        )
    )


def onset_line(cause: Cause, words: Words) -> str:
    """Say since when, how sure the day is and by how much the rate rose."""
    onset = cause.onset
    if onset is None:
        return words.say("No change in time found.")
    ratio = rise_told(onset, words)
    if onset.shape is Shape.SPIKE and onset.end is not None:
        return _spike_line(cause, onset, words)
    if onset.shape is Shape.SLOPE:
        return words.say(
            "Rising little by little since about {day}; {ratio}.",
            day=words.day(onset.day, "long"),
            ratio=ratio,
        )
    if onset.low == onset.high:
        return words.say(
            "Began {day} and has stayed high; {ratio}.", day=words.day(onset.day, "long"), ratio=ratio
        )
    return words.say(
        "Began {day} (between {low} and {high}) and has stayed high; {ratio}.",
        day=words.day(onset.day, "long"),
        low=words.day(onset.low),
        high=words.day(onset.high),
        ratio=ratio,
    )


def _spike_line(cause: Cause, onset: Onset, words: Words) -> str:
    days = (onset.end - onset.day).days + 1 if onset.end else 1
    return words.say_n(
        "A spike, {span}: {tickets} tickets in {count} day; {before} a week at other times.",
        "A spike, {span}: {tickets} tickets in {count} days; {before} a week at other times.",
        days,
        span=spike_span(onset, words),
        tickets=words.number(cause.tickets),
        before=words.rate(onset.before_per_week),
    )


def change_line(cause: Cause, words: Words) -> str:
    """Say which change the onset coincides with, with its lag and the odds of coincidence."""
    if cause.change is None:
        return words.say("No known change coincides with it.")
    return change_match_line(cause.change, words)


def change_match_line(match: ChangeMatch, words: Words) -> str:
    """Say how one change fits an onset."""
    facts = {
        "name": words.quoted(match.change.name),
        "day": words.day(match.change.day, "long"),
        "chance": words.percent(match.chance, 0 if match.chance >= 0.1 else 1),
    }
    lag = abs(match.lag_days)
    if match.change.source is ChangeSource.TEXT:
        return spoken_line(match, words)
    if lag == 0:
        return words.say(
            "Coincides with {name}, on the same day, {day}; by pure chance in {chance} of calendars.", **facts
        )
    if match.lag_days < 0:
        return words.say_n(
            "Coincides with {name} of {day}, {count} day before that; by pure chance in {chance} of calendars.",
            "Coincides with {name} of {day}, {count} days before that; by pure chance in {chance} of calendars.",
            lag,
            **facts,
        )
    return words.say_n(
        "Coincides with {name} of {day}, {count} day after it; by pure chance in {chance} of calendars.",
        "Coincides with {name} of {day}, {count} days after it; by pure chance in {chance} of calendars.",
        lag,
        **facts,
    )


def scope_line(claim: ScopeClaim, words: Words) -> str:
    """Say where a cause concentrates: inside, outside, ratio, interval and count."""
    figures = {
        "inside": words.percent(claim.share_inside),
        "outside": words.percent(
            claim.share_outside, 0 if claim.share_outside >= 0.01 or claim.share_outside == 0 else 1
        ),
        "count": words.number(claim.tickets),
        "known": words.number(claim.known or claim.tickets),
        "lift": lift_told(claim.lift, claim.lift_low, claim.lift_high, words),
    }
    if claim.also:
        place = combined_place(claim, words)
        return words.say(
            "{place}: {inside} of this cause ({count} of {known} tickets) against {outside} of the rest; {lift}.",
            place=place[:1].upper() + place[1:],
            **figures,
        )
    return words.say(
        "{field} {value}: {inside} of this cause ({count} of {known} tickets) against {outside} of the rest; {lift}.",
        field=field_name(claim.field, words),
        value=words.quoted(claim.value),
        **figures,
    )


def signal_line(signal: Signal, study: Study, words: Words) -> str:
    """Say one visible reason for or against a kind, with its figures."""
    if signal.answer is not None:
        return answered_line(signal, signal.answer, study, words)
    name = study.playbook.signal_names.get(signal.id)
    label = name.in_(words.language) if name else signal.id
    label = label[:1].upper() + label[1:]
    if signal.share_inside is not None:
        text = words.say(
            "{label}: {inside} ({outside} in the rest)",
            label=label,
            inside=words.percent(signal.share_inside),
            outside=words.percent(signal.share_outside or 0.0),
        )
    elif signal.value is not None:
        text = words.say("{label}: {value}", label=label, value=_measure(signal.id, signal.value, words))
    else:
        text = label
    if signal.phrases:
        text += " \N{EM DASH} " + ", ".join(words.quoted(phrase) for phrase in signal.phrases[:3])
    return text


def _measure(signal_id: str, value: float, words: Words) -> str:
    """Write the figure of a measure with its unit."""
    figure = words.number(value, 1)
    return {
        "one_each": words.say("{figure} tickets a person", figure=figure),
        "few_often": words.say("{figure} tickets a person", figure=figure),
        "short_handling": words.say("a median of {figure} minutes", figure=figure),
        "long_handling": words.say("a median of {figure} minutes", figure=figure),
        "learnt": words.say(
            "{figure} of what they asked again came soon after", figure=words.percent(value / 100)
        ),
        "reopened": words.say("{figure} reopened", figure=words.percent(value / 100)),
        "burst": words.say_n("{count} day", "{count} days", round(value)),
        "one_site": words.say("{figure} of its tickets", figure=words.percent(value / 100)),
        "many_sites": words.say_n("{count} site", "{count} sites", round(value)),
        "plateau": words.say("{figure} weeks so far", figure=words.number(value)),
    }.get(signal_id, figure)


def action_line(cause: Cause, study: Study, words: Words) -> str:  # noqa: ARG001 - called like its like
    """Say what this cause asks for, and for whom."""
    place = somewhere(cause, words)
    who = _people(cause, words)
    facts = {"place": place, "who": who, "count": words.number(cause.tickets)}
    lines = {
        Kind.KNOWLEDGE_GAP: words.say(
            "Train {who} in {place}: what changed, where things are and how they are done.", **facts
        ),
        Kind.DEFECT: words.say(
            "Have {place} fixed, tell {who} what to do meanwhile, and say when it will be ready.", **facts
        ),
        Kind.ACCESS: words.say(
            "Put the access to {place} right for {who} and make the way to get it simple.", **facts
        ),
        Kind.CONFIGURATION: words.say(
            "Correct the settings of {place} and check that no other place has them.", **facts
        ),
        Kind.DATA: words.say(
            "Correct the records in {place} and find out where the wrong ones come in.", **facts
        ),
        Kind.OUTAGE: words.say(
            "Find out what stopped {place}, and agree who tells {who} when it happens again.", **facts
        ),
        Kind.REQUEST: words.say(
            "Make asking for it simple ({place}): a form, a clear time and somebody who decides.", **facts
        ),
        Kind.BILLING: words.say(
            "Explain the charge or promise to {who} before they ask, and correct what is wrong ({place}).",
            **facts,
        ),
        Kind.TREATMENT: words.say("Coach those who answer ({place}) and call back {who}.", **facts),
        Kind.UNCLEAR: words.say(
            "Read twenty of these tickets and ask the questions below before acting.", **facts
        ),
    }
    return lines[cause.kind]


def _people(cause: Cause, words: Words) -> str:
    if cause.customers is None:
        return words.say("those who ask")
    return words.say_n("{count} person", "{count} people", cause.customers)


def question_line(question: Question, cause: Cause, words: Words) -> str:
    """Ask what would decide between kinds of cause."""
    place = somewhere(cause, words)
    return {
        Question.WORKS_AS_DESIGNED: words.say("Does {place} work as designed?", place=place),
        Question.WHAT_CHANGED: words.say("What changed in {place}, and on what day?", place=place),
        Question.WHO_WAS_TOLD: words.say("Who was told of the change, and how?"),
        Question.SINCE_WHEN: words.say("Since when does it happen?"),
        Question.WHERE_SEEN: words.say("Does it happen everywhere or only in some places?"),
        Question.WHAT_WAS_PROMISED: words.say("What was promised to these customers, and by whom?"),
    }[question]
