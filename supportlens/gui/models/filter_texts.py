"""Words the conditions of a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import UnassignedReason
from supportlens.gui.models.filtering import Bucket, FilterCondition
from supportlens.i18n import field_name, period_name
from supportlens.i18n.contacts.codes import code_names
from supportlens.i18n.symptoms import unassigned_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import Study
    from supportlens.gui.models.filtering import TicketFilter
    from supportlens.i18n import Words


def bucket_name(bucket: Bucket | UnassignedReason, words: Words) -> str:
    """Return the name of a group of tickets without a symptom."""
    if isinstance(bucket, UnassignedReason):
        return words.say("without a symptom: {reason}", reason=unassigned_label(bucket, words))
    return {
        Bucket.UNASSIGNED: words.say("without a symptom"),
        Bucket.SAYS_NOTHING: words.say("without content"),
    }[bucket]


def condition_text(part: FilterCondition, wanted: TicketFilter, study: Study, words: Words) -> str:
    """Return the text of one condition that is set in a filter."""
    return _TEXTS[part](wanted, study, words)


def _ids(wanted: TicketFilter, _study: Study, words: Words) -> str:
    return words.say_n("{count} chosen ticket", "{count} chosen tickets", len(wanted.query.ids))


def _cause(wanted: TicketFilter, study: Study, words: Words) -> str:
    cause_id = wanted.query.cause_id
    if not cause_id:
        return words.say("without a root cause")
    cause = study.cause(cause_id)
    return words.say("cause: {name}", name=words.read(cause.name) if cause else cause_id)


def _symptom(wanted: TicketFilter, study: Study, words: Words) -> str:
    symptom_id = wanted.query.symptom_id
    if not symptom_id:
        return words.say("without a symptom")
    symptom = study.symptom(symptom_id)
    return words.say("symptom: {name}", name=words.read(symptom.name) if symptom else symptom_id)


def _moment(wanted: TicketFilter, study: Study, words: Words) -> str:
    moment_id = wanted.query.moment_id or ""
    names = {match.moment.id: words.read(match.moment.name) for match in study.moments}
    return words.say("moment: {name}", name=names.get(moment_id, moment_id))


def _codes(wanted: TicketFilter, _study: Study, words: Words) -> str:
    return code_names(",".join(wanted.query.codes), words)


def _product(wanted: TicketFilter, _study: Study, words: Words) -> str:
    return words.say("application: {name}", name=wanted.product)


def _field(wanted: TicketFilter, _study: Study, words: Words) -> str:
    return f"{field_name(wanted.query.field or '', words).lower()}: {wanted.query.value}"


def _also(wanted: TicketFilter, _study: Study, words: Words) -> str:
    return ", ".join(f"{field_name(field, words).lower()}: {value}" for field, value in wanted.query.further)


def _week(wanted: TicketFilter, _study: Study, words: Words) -> str:
    monday = wanted.query.week
    return words.say("week of {day}", day=words.day(monday, "long")) if monday else ""


def _period(wanted: TicketFilter, _study: Study, words: Words) -> str:
    return period_name(wanted.query.period, words) if wanted.query.period else ""


def _pattern(wanted: TicketFilter, study: Study, words: Words) -> str:
    """Return the name of the signal that uses a pattern."""
    pattern = wanted.query.pattern
    for rule in study.playbook.signals:
        if pattern in rule.patterns or pattern == "|".join(rule.patterns):
            return words.read(rule.name)
    return words.say("with certain words")


def _bucket(wanted: TicketFilter, _study: Study, words: Words) -> str:
    return bucket_name(wanted.bucket, words) if wanted.bucket else ""


def _search(wanted: TicketFilter, _study: Study, words: Words) -> str:
    return words.say("contains {text}", text=words.quoted(wanted.search.strip()))


_TEXTS: dict[FilterCondition, Callable[[TicketFilter, Study, Words], str]] = {
    FilterCondition.IDS: _ids,
    FilterCondition.CAUSE: _cause,
    FilterCondition.SYMPTOM: _symptom,
    FilterCondition.MOMENT: _moment,
    FilterCondition.CODES: _codes,
    FilterCondition.PRODUCT: _product,
    FilterCondition.FIELD: _field,
    FilterCondition.ALSO: _also,
    FilterCondition.WEEK: _week,
    FilterCondition.PERIOD: _period,
    FilterCondition.PATTERN: _pattern,
    FilterCondition.BUCKET: _bucket,
    FilterCondition.SEARCH: _search,
}
