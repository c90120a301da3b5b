"""Sentences of the is / is-not table, and about fields that cannot say where a cause is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Aspect, FactKind, FieldGapReason, NoVerdict
from supportlens.i18n.labels import field_name, gap_line
from supportlens.i18n.locations import field_label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from supportlens.domain import Fact, FieldGap, Study
    from supportlens.i18n.words import Words

    Telling = Callable[[Fact, Study, Words], str]


def aspect_name(aspect: Aspect, words: Words) -> str:
    """Name a question of the is / is-not table."""
    return {
        Aspect.WHAT: words.say("What"),
        Aspect.WHERE: words.say("Where"),
        Aspect.WHEN: words.say("When"),
        Aspect.EXTENT: words.say("How much"),
    }[aspect]


def fact_line(fact: Fact, study: Study, words: Words) -> str:
    """Return one fact of the is / is-not table with its figures."""
    return _TELLING[fact.kind](fact, study, words)


def gap_lines(study: Study, words: Words) -> list[str]:
    """Return what the log cannot answer: about time, people, and fields that say nothing."""
    lines = [gap_line(gap, words) for gap in study.verdict.gaps]
    if study.verdict.reason is NoVerdict.TOO_FEW_TICKETS:
        return lines  # so few tickets say nothing of any field, and that is no fault of the fields
    for reason in FieldGapReason:
        gaps = [gap for gap in study.field_gaps if gap.reason is reason]
        if gaps:
            lines.append(field_gap_line(gaps, words))
    return lines


def field_gap_line(gaps: Sequence[FieldGap], words: Words) -> str:
    """Return why nothing can be judged by some fields; all of `gaps` have one reason. Raises IndexError without any."""
    fields = words.listed(words.quoted(field_name(gap.field, words)) for gap in gaps)
    count = len(gaps)
    return {
        FieldGapReason.EMPTY: words.say_n(
            "Where, by {fields}: the field is almost always empty.",
            "Where, by {fields}: the fields are almost always empty.",
            count,
            fields=fields,
        ),
        FieldGapReason.ONE_VALUE: words.say_n(
            "Where, by {fields}: the field has the same value in all requests.",
            "Where, by {fields}: each field has the same value in all requests.",
            count,
            fields=fields,
        ),
        FieldGapReason.SCATTERED: words.say_n(
            "Where, by {fields}: so many different values that none has enough requests.",
            "Where, by {fields}: so many different values in each that none has enough requests.",
            count,
            fields=fields,
        ),
    }[gaps[0].reason]


def _share(share: float | None, words: Words) -> str:
    return words.share(share or 0.0)


def _weekly(per_week: float | None, words: Words) -> str:
    return words.rate(per_week or 0.0)


def _day(when: date | None, words: Words) -> str:
    return "" if when is None else words.day(when, "long")


def _symptom(fact: Fact, study: Study, words: Words) -> str:
    symptom = study.symptom(fact.value)
    return words.quoted(symptom.name.in_(words.language) if symptom else fact.value)


def _said(fact: Fact, study: Study, words: Words) -> str:
    return words.say_n(
        "{name}: {count} ticket, {share} of the cause",
        "{name}: {count} tickets, {share} of the cause",
        fact.tickets,
        name=_symptom(fact, study, words),
        share=_share(fact.share_inside, words),
    )


def _else(fact: Fact, study: Study, words: Words) -> str:
    return words.say_n(
        "{name}: {count} ticket of the same place, none of this cause",
        "{name}: {count} tickets of the same place, none of this cause",
        fact.tickets,
        name=_symptom(fact, study, words),
    )


def _value(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say(
        "{field} {value}: {inside} of this cause, {outside} of the rest",
        field=field_label(fact.field, words),
        value=words.quoted(fact.value),
        inside=_share(fact.share_inside, words),
        outside=_share(fact.share_outside, words),
    )


def _absent(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say(
        "{field} {value}: {inside} of this cause, though {outside} of the rest",
        field=field_label(fact.field, words),
        value=words.quoted(fact.value),
        inside=_share(fact.share_inside, words),
        outside=_share(fact.share_outside, words),
    )


def _spread(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say(
        "{field}: met in {count} of {total}",
        field=field_label(fact.field, words),
        count=words.number(fact.count or 0),
        total=words.number(fact.total or 0),
    )


def _since(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say(
        "Since {day}: {weekly} a week", day=_day(fact.first, words), weekly=_weekly(fact.per_week, words)
    )


def _throughout(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say("All the time, from {first} to {last}: {weekly} a week", **_span(fact, words))


def _before(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say("Before, from {first} to {last}: {weekly} a week", **_span(fact, words))


def _afterwards(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say("Afterwards, from {first} to {last}: {weekly} a week", **_span(fact, words))


def _span(fact: Fact, words: Words) -> dict[str, str]:
    return {
        "first": _day(fact.first, words),
        "last": _day(fact.last, words),
        "weekly": _weekly(fact.per_week, words),
    }


def _burst(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say_n(
        "From {first} to {last}: {count} ticket",
        "From {first} to {last}: {count} tickets",
        fact.tickets,
        first=_day(fact.first, words),
        last=_day(fact.last, words),
    )


def _size(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say_n(
        "{count} ticket, {share} of all",
        "{count} tickets, {share} of all",
        fact.tickets,
        share=_share(fact.share_inside, words),
    )


def _people(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say(
        "{count} of the {total} people who asked in that time",
        count=words.number(fact.count or 0),
        total=words.number(fact.total or 0),
    )


def _others(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say_n(
        "{count} person asked about other things alone",
        "{count} people asked about other things alone",
        fact.count or 0,
    )


def _trend(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say(
        "In the last four weeks {now} a week, in the four before {before}",
        now=_weekly(fact.per_week, words),
        before=_weekly(fact.before_per_week, words),
    )


def _rest(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say(
        "All other requests: {now} a week in that time, {before} at other times",
        now=_weekly(fact.per_week, words),
        before=_weekly(fact.before_per_week, words),
    )


_TELLING: dict[FactKind, Telling] = {
    FactKind.SYMPTOM: _said,
    FactKind.ELSE: _else,
    FactKind.VALUE: _value,
    FactKind.ABSENT: _absent,
    FactKind.SPREAD: _spread,
    FactKind.SINCE: _since,
    FactKind.THROUGHOUT: _throughout,
    FactKind.BURST: _burst,
    FactKind.BEFORE: _before,
    FactKind.AFTERWARDS: _afterwards,
    FactKind.SIZE: _size,
    FactKind.PEOPLE: _people,
    FactKind.OTHERS: _others,
    FactKind.TREND: _trend,
    FactKind.REST: _rest,
}
