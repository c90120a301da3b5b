"""Sentences of the is / is-not table, and about fields that cannot locate a cause."""

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

    FactLine = Callable[[Fact, Study, Words], str]


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
    return _FACT_LINES[fact.kind](fact, study, words)


def gap_lines(study: Study, words: Words) -> list[str]:
    """Return what the log cannot answer about time, people and fields without information."""
    lines = [gap_line(gap, words) for gap in study.verdict.gaps]
    if study.verdict.reason is NoVerdict.TOO_FEW_TICKETS:
        return lines  # with so few tickets no field can be judged, which is not the fault of the fields
    for reason in FieldGapReason:
        gaps = [gap for gap in study.field_gaps if gap.reason is reason]
        if gaps:
            lines.append(field_gap_line(gaps, words))
    return lines


def field_gap_line(gaps: Sequence[FieldGap], words: Words) -> str:
    """Return why some fields cannot be judged; all `gaps` have the same reason. Raises IndexError without any."""
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
            "Where, by {fields}: the field has the same value in all tickets.",
            "Where, by {fields}: each field has the same value in all tickets.",
            count,
            fields=fields,
        ),
        FieldGapReason.SCATTERED: words.say_n(
            "Where, by {fields}: so many different values that none has enough tickets.",
            "Where, by {fields}: so many different values in each that none has enough tickets.",
            count,
            fields=fields,
        ),
    }[gaps[0].reason]


def _share_figure(share: float | None, words: Words) -> str:
    return words.share(share or 0.0)


def _weekly_figure(per_week: float | None, words: Words) -> str:
    return words.rate(per_week or 0.0)


def _day_label(when: date | None, words: Words) -> str:
    return "" if when is None else words.day(when, "long")


def _symptom_label(fact: Fact, study: Study, words: Words) -> str:
    symptom = study.symptom(fact.value)
    return words.cite(symptom.name) if symptom else words.quoted(fact.value)


def _symptom_line(fact: Fact, study: Study, words: Words) -> str:
    return words.say_n(
        "{name}: {count} ticket, {share} of the cause",
        "{name}: {count} tickets, {share} of the cause",
        fact.tickets,
        name=_symptom_label(fact, study, words),
        share=_share_figure(fact.share_inside, words),
    )


def _other_symptom_line(fact: Fact, study: Study, words: Words) -> str:
    return words.say_n(
        "{name}: {count} ticket of the same place, none of this cause",
        "{name}: {count} tickets of the same place, none of this cause",
        fact.tickets,
        name=_symptom_label(fact, study, words),
    )


def _value_line(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say(
        "{field} {value}: {inside} of this cause, {outside} of the rest",
        **_name_shares(fact, words),
    )


def _absent_line(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say(
        "{field} {value}: {inside} of this cause, though {outside} of the rest",
        **_name_shares(fact, words),
    )


def _name_shares(fact: Fact, words: Words) -> dict[str, str]:
    """Return the field, the value and both shares of a fact as a sentence holds them."""
    return {
        "field": field_label(fact.field, words),
        "value": words.quoted(fact.value),
        "inside": _share_figure(fact.share_inside, words),
        "outside": _share_figure(fact.share_outside, words),
    }


def _spread_line(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say(
        "{field}: seen in {count} of {total}",
        field=field_label(fact.field, words),
        count=words.number(fact.count or 0),
        total=words.number(fact.total or 0),
    )


def _since_line(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say(
        "Since {day}: {weekly} a week",
        day=_day_label(fact.first, words),
        weekly=_weekly_figure(fact.per_week, words),
    )


def _throughout_line(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say("Throughout, from {first} to {last}: {weekly} a week", **_span_facts(fact, words))


def _before_line(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say("Before, from {first} to {last}: {weekly} a week", **_span_facts(fact, words))


def _afterwards_line(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say("Afterwards, from {first} to {last}: {weekly} a week", **_span_facts(fact, words))


def _span_facts(fact: Fact, words: Words) -> dict[str, str]:
    return {
        "first": _day_label(fact.first, words),
        "last": _day_label(fact.last, words),
        "weekly": _weekly_figure(fact.per_week, words),
    }


def _burst_line(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say_n(
        "From {first} to {last}: {count} ticket",
        "From {first} to {last}: {count} tickets",
        fact.tickets,
        first=_day_label(fact.first, words),
        last=_day_label(fact.last, words),
    )


def _size_line(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say_n(
        "{count} ticket, {share} of all",
        "{count} tickets, {share} of all",
        fact.tickets,
        share=_share_figure(fact.share_inside, words),
    )


def _people_line(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say_n(
        "the only person who asked in that time",
        "{asked} of the {count} people who asked in that time",
        fact.total or 0,
        asked=words.number(fact.count or 0),
    )


def _others_line(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say_n(
        "{count} person asked only about other things",
        "{count} people asked only about other things",
        fact.count or 0,
    )


def _trend_line(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say(
        "In the last four weeks {now} a week, in the four before {before}",
        now=_weekly_figure(fact.per_week, words),
        before=_weekly_figure(fact.before_per_week, words),
    )


def _rest_line(fact: Fact, study: Study, words: Words) -> str:
    del study
    return words.say(
        "All other tickets: {now} a week in that time, {before} at other times",
        now=_weekly_figure(fact.per_week, words),
        before=_weekly_figure(fact.before_per_week, words),
    )


_FACT_LINES: dict[FactKind, FactLine] = {
    FactKind.SYMPTOM: _symptom_line,
    FactKind.ELSE: _other_symptom_line,
    FactKind.VALUE: _value_line,
    FactKind.ABSENT: _absent_line,
    FactKind.SPREAD: _spread_line,
    FactKind.SINCE: _since_line,
    FactKind.THROUGHOUT: _throughout_line,
    FactKind.BURST: _burst_line,
    FactKind.BEFORE: _before_line,
    FactKind.AFTERWARDS: _afterwards_line,
    FactKind.SIZE: _size_line,
    FactKind.PEOPLE: _people_line,
    FactKind.OTHERS: _others_line,
    FactKind.TREND: _trend_line,
    FactKind.REST: _rest_line,
}
