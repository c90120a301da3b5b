"""Sentences beside the verdict: a larger rise later on, the rise of all traffic, and a second cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import DeskChange, Field, Kind, Shape, fold
from supportlens.i18n.amounts import tickets_phrase
from supportlens.i18n.labels import field_name, verdict_clause
from supportlens.i18n.onsets import larger_rise_line, spike_phrase
from supportlens.i18n.reading.desk_changes import desk_change_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.domain import Cause, GeneralRise, Study, UsualGrowth
    from supportlens.i18n.words import Words

SECOND_SHARE = 0.4
"""Tickets of a second cause, as a share of the first's, from which it is said beside the verdict.

Judgement: nearly half; smaller adds a sentence for every further cause, larger leaves out what a lead must know.
"""
DAYS_OF_OUTAGE, SHARE_OF_OUTAGE = 5, 0.1
"""Days of a spike that everybody remembers, and its tickets as a share of the first cause's, to be said as well.

Judgement: a working week, and a tenth: who leads the desk asks where that day is; larger leaves it out beside
a cause that goes on for months.
"""
USUAL_SHARE, MOST_USUAL = 0.05, 2
"""Excess of a value that brings more of the same, as a share of the log, and such values that are said.

Judgement: one ticket in twenty, and two; a log with many fields has a dozen smaller ones.
"""
MOST_OF_IT = 0.5
"""Share of the rise of all traffic outside its causes from which everything is said to have risen.

Judgement: half; where the causes are most of it, that more belongs to none is said by its number alone.
"""
OTHER_DAYS = 7
"""Days between two starts from which a second cause is another event."""


def beside_lines(study: Study, words: Words) -> list[str]:
    """Return what must be said beside the verdict, nothing if it says all.

    New values are said where the desk's changes are.
    """
    words, chief, general = words.of_log(study.tickets), study.main_cause, study.verdict.general
    lines = []
    if chief is not None and chief.onset is not None and (rise := chief.onset.larger_rise) is not None:
        lines.append(larger_rise_line(rise, words))
    if chief is not None and general is not None and general.is_wider:
        lines.append(_general_beside(chief, general, words))
    if chief is not None or general is None:
        lines += [usual_line(value, words) for value in _choose_usual(study, chief)]
    if chief is not None:
        lines += [_second_line(other, words) for other in _list_others(study, chief)]
    return lines


def _choose_usual(study: Study, chief: Cause | None) -> list[UsualGrowth]:
    """Return the values with more of the same that are large and no part of the first cause, each value once.

    Tags describe tickets in many ways at once: that one of them came into use is no news.
    """
    began = chief.onset.day if chief is not None and chief.onset is not None else None
    known = [
        value
        for value in study.verdict.usual
        if not value.is_new
        and value.field != Field.TAGS
        and value.excess >= USUAL_SHARE * len(study.tickets)
        and (began is None or abs((value.onset.day - began).days) > OTHER_DAYS)
    ]
    largest = sorted(known, key=lambda value: (-value.excess, value.field, value.value))
    return list({fold(value.value): value for value in reversed(largest)}.values())[::-1][:MOST_USUAL]


def general_sentence(general: GeneralRise, words: Words) -> str:
    """Return since when, how much and by how many tickets all traffic rose."""
    onset = general.onset
    facts = {"ratio": words.number(onset.rate_ratio, 1), "count": words.number(general.excess)}
    if onset.shape is Shape.SPIKE and onset.end == onset.day:
        return words.say(
            "On {day} there were {ratio} times as many tickets as usual: {count} more.",
            day=words.day(onset.day),
            **facts,
        )
    if onset.shape is Shape.SPIKE and onset.end is not None:
        return words.say(
            "From {first} to {last} there were {ratio} times as many tickets as usual: {count} more.",
            first=words.day(onset.day),
            last=words.day(onset.end),
            **facts,
        )
    return words.say(
        "Since {day} there have been {ratio} times as many tickets: {count} more than before.",
        day=words.day(onset.day),
        **facts,
    )


def everything_rose_line(general: GeneralRise, usual: Sequence[UsualGrowth], words: Words) -> str:
    """Return the verdict of a log in which all reasons rose at once, and which values brought more of the same."""
    began = [value for value in usual if general.began_with(value.onset)]
    if began:
        more = " ".join(usual_line(value, words) for value in began)
    elif not general.knows_mix:
        more = words.say_n(
            "Which reasons rose cannot be told from {count} ticket before: read the most frequent ones.",
            "Which reasons rose cannot be told from {count} tickets before: read the most frequent ones.",
            general.before,
        )
    else:
        more = words.say(
            "All reasons for calling rose at once, in the same mix as before: ask what brought more people."
        )
    return f"{general_sentence(general, words)} {more}"


def usual_line(value: UsualGrowth, words: Words) -> str:
    """Return which value of a field brings more tickets of the usual kinds."""
    if value.is_new:
        return desk_change_line(DeskChange.of_growth(value), words)
    return words.say(
        "More of the same: {value} ({field}) has brought more tickets of the usual kinds since {day}, {count} in all.",
        field=field_name(value.field, words).lower(),
        value=words.quoted(value.value),
        day=words.day(value.onset.day),
        count=words.number(value.tickets),
    )


def _general_beside(chief: Cause, general: GeneralRise, words: Words) -> str:
    if chief.id not in general.cause_ids:
        return words.say("Apart from this, everything rose.") + " " + general_sentence(general, words)
    rest = words.say_n(
        "{count} of them belongs to no cause: it is spread over the usual reasons for calling.",
        "{count} of them belong to no cause: they are spread over the usual reasons for calling.",
        round(general.rest),
    )
    said = f"{general_sentence(general, words)} {rest}"
    if general.rest < MOST_OF_IT * general.excess:
        return said
    return f"{words.say('Everything rose with it.')} {said}"


def _list_others(study: Study, chief: Cause) -> list[Cause]:
    """Return what else began on another day: the largest cause that is not much smaller, and a day of outage."""
    if chief.onset is None:
        return []
    others = [
        cause
        for cause in study.causes
        if cause.id != chief.id
        and cause.onset is not None
        and abs((cause.onset.day - chief.onset.day).days) > OTHER_DAYS
    ]
    large = [cause for cause in others if cause.tickets >= SECOND_SHARE * chief.tickets]
    short = [
        cause for cause in others if _is_outage(cause) and cause.tickets >= SHARE_OF_OUTAGE * chief.tickets
    ]
    largest = (max(group, key=lambda cause: cause.tickets) for group in (large, short) if group)
    return list({cause.id: cause for cause in largest}.values())


def _is_outage(cause: Cause) -> bool:
    """Return whether a cause is a few days in which a service stopped."""
    onset = cause.onset
    if onset is None or onset.end is None or cause.kind is not Kind.OUTAGE:
        return False
    return (onset.end - onset.day).days < DAYS_OF_OUTAGE


def _second_line(cause: Cause, words: Words) -> str:
    onset = cause.onset
    if onset is None:
        return ""
    facts = {
        "name": words.cite(cause.name),
        "share": words.percent(cause.share),
        "tickets": tickets_phrase(cause.tickets, words),
        "what": verdict_clause(cause, words),
    }
    if onset.shape is Shape.SPIKE and onset.end is not None:
        return words.say(
            "Another cause, {when}: {name}, {share} ({tickets}): {what}",
            when=spike_phrase(onset, words),
            **facts,
        )
    return words.say(
        "Another cause, since {when}: {name}, {share} ({tickets}): {what}",
        when=words.day(onset.day),
        **facts,
    )
