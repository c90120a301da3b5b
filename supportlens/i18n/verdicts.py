"""The verdict in one sentence, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.domain import ChangeSource, Derived, NoVerdict, Shape
from supportlens.i18n.amounts import tickets_phrase
from supportlens.i18n.beside_verdict import everything_rose_line
from supportlens.i18n.follow_up.effects import settled_clause
from supportlens.i18n.labels import verdict_clause
from supportlens.i18n.locations import cause_place_segments, place_segments
from supportlens.i18n.onsets import short_change_name, spike_phrase, split_article
from supportlens.i18n.reading.apart import nothing_else_line
from supportlens.i18n.trends import growth_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Cause, Change, Onset, Study
    from supportlens.i18n.words import Words


FROM_THERE = 0.8
"""Share of a cause in its place from which its tickets are said to come from there.

Judgement: four in five, as for the reason of certainty; below it the sentence says "mostly".
"""


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of a sentence; the finding itself is shown in the accent colour."""

    text: str
    accent: bool = False


def join_segments(segments: Iterable[Segment]) -> str:
    """Join segments into one string."""
    return "".join(segment.text for segment in segments)


def verdict_sentence(study: Study, words: Words) -> tuple[Segment, ...]:
    """Return the verdict in one sentence with its count, or why there is none."""
    words, cause = words.of_log(study.tickets), study.main_cause
    if cause is None:
        return (Segment(no_verdict_line(study, words)),)
    figures = {
        "share": words.percent(cause.share),
        "count": words.number(cause.tickets),
        "total": words.number(len(study.tickets)),
        "what": settled_clause(cause, words) or verdict_clause(cause, words),
    }
    news = _news_phrase(study, words)
    if not _is_in_its_place(cause):
        opening = _open_with_most(news, cause, figures, words)
    elif _is_over(cause):
        opening = words.say(
            "{share} of the requests ({count} of {total}) came from [place][when]: {what}", **figures
        )
    elif news:
        opening = words.say(
            "{share} of the requests ({count} of {total}) still come from [place][when]; {news}: {what}",
            news=news,
            **figures,
        )
    else:
        opening = words.say(
            "{share} of the requests ({count} of {total}) have come from [place][when]: {what}", **figures
        )
    place, when = _place_segments(cause, words), _onset_segments(cause, words)
    if ", " in "".join(place) and when[0].startswith(" "):  # an apposition needs a comma at both ends
        when = ("," + when[0], when[1])
    return _fill_slots(opening, {"[place]": place, "[when]": when}, words)


def _open_with_most(news: str, cause: Cause, figures: dict[str, str], words: Words) -> str:
    """Return the opening for a cause of which many tickets are outside its place: all of them are not "from" it."""
    if _is_over(cause):
        return words.say(
            "{share} of the requests ({count} of {total}) came mostly from [place][when]: {what}", **figures
        )
    if news:
        return words.say(
            "{share} of the requests ({count} of {total}) still come mostly from [place][when]; {news}: {what}",
            news=news,
            **figures,
        )
    return words.say(
        "{share} of the requests ({count} of {total}) have come mostly from [place][when]: {what}", **figures
    )


def _is_in_its_place(cause: Cause) -> bool:
    """Return whether so much of a cause is in its place, or in none, that all of it may be said to be from there."""
    return cause.where is None or cause.where.share_inside >= FROM_THERE


def _news_phrase(study: Study, words: Words) -> str:
    """Return how many tickets of the first cause are new since last time; "" if it is not the one of then."""
    found = study.extension
    if found is None or not found.new or found.cause_new is None or found.cause_id != study.verdict.cause_id:
        return ""
    count = words.number(found.cause_new)
    if not found.cause_new:
        return words.say("none is new")
    first, last = found.cause_first, found.cause_last
    if first is None or last is None:
        return words.say("{count} more since last time", count=count)
    if first.year == last.year:
        if first.month == last.month:
            return words.say("{count} more in {month}", count=count, month=words.month_name(last))
        return words.say(
            "{count} more from {first} to {last}",
            count=count,
            first=words.month_name(first),
            last=words.month_name(last),
        )
    return words.say("{count} more since {day}", count=count, day=words.day(first, "long"))


def _fill_slots(text: str, slots: dict[str, tuple[str, str]], words: Words) -> tuple[Segment, ...]:
    """Replace each slot by its (plain, accented) pair."""
    segments = [Segment(text)]
    for slot, (lead, accented) in slots.items():
        head, _, tail = segments[-1].text.partition(slot)
        opening = words.contract(head + lead, lead)
        segments[-1:] = [Segment(opening), Segment(accented, accent=True), Segment(tail)]
    return tuple(segment for segment in segments if segment.text)


def _place_segments(cause: Cause, words: Words) -> tuple[str, str]:
    """Return where a cause occurs, with as many values as needed, as (plain, accented)."""
    where = cause.where
    if where is None or not where.further:
        return cause_place_segments(cause, words)
    return place_segments(where, words)


def _is_over(cause: Cause) -> bool:
    """Return whether a cause was a spike that has ended."""
    onset = cause.onset
    return onset is not None and onset.shape is Shape.SPIKE and onset.end is not None


def _onset_segments(cause: Cause, words: Words) -> tuple[str, str]:
    onset = cause.onset
    if onset is None:
        return "", ""
    if _is_over(cause):
        return words.say(", "), spike_phrase(onset, words)
    if cause.change is None:
        return words.say(" since {day}", day=""), words.day(onset.day)
    if cause.change.may_be_chance:
        return words.say(" since {day}", day=""), _possible_change_phrase(onset, cause.change.change, words)
    return _change_segments(cause.change.change, words)


def _change_segments(change: Change, words: Words) -> tuple[str, str]:
    """Return after which change it began, as (plain, accented)."""
    day = words.day(change.day)
    if change.source is ChangeSource.VERSION:
        return words.say(" since version "), f"{_short_version(change)} ({day})"
    if change.source is ChangeSource.TEXT:
        return words.say(" since the change that people mention, "), f"{words.quoted(change.name)} ({day})"
    article, name = split_article(short_change_name(change.name), words)
    return words.say(" since ") + article, f"{name} ({day})"


def _possible_change_phrase(onset: Onset, change: Change, words: Words) -> str:
    """Return when it began, with a change that fits no better than chance as a possibility."""
    day = words.day(onset.day)
    if change.source is ChangeSource.VERSION:
        return words.say("{day}, possibly with version {name}", day=day, name=_short_version(change))
    if change.source is ChangeSource.TEXT:
        return words.say(
            "{day}, possibly with the change that people mention, {name}",
            day=day,
            name=words.quoted(change.name),
        )
    name = "".join(split_article(short_change_name(change.name), words))
    return words.say("{day}, possibly with {name}", day=day, name=name)


def _short_version(change: Change) -> str:
    """Return a version without the application before it."""
    return change.name.removeprefix(change.product).strip()


def _too_few_line(study: Study, words: Words) -> str:
    """Return that there are too few tickets, or none beside files about customers."""
    if study.verdict.reason is NoVerdict.NO_TICKETS:
        return words.say(
            "There are no tickets here, only files about customers. Your help-desk export would say why they call, who is about to leave, and what to know before calling."
        )
    return words.say_n(
        "{count} ticket is too few to tell a cause from chance; about fifty or more are needed.",
        "{count} tickets are too few to tell a cause from chance; about fifty or more are needed.",
        len(study.tickets),
    )


def _shows_rises(study: Study) -> bool:
    """Return whether a cause that rose would have been seen; of what an export left over, few would."""
    hidden = Derived.LEFT_OVER in study.tickets.frame.columns
    return bool(study.weeks) and not hidden and not any(gap.hides_rises for gap in study.verdict.gaps)


def no_verdict_line(study: Study, words: Words) -> str:
    """Return why no cause is singled out."""
    words = words.of_log(study.tickets)
    if study.screening.is_all:
        return nothing_else_line(study, words)
    if study.verdict.reason in {NoVerdict.NO_TICKETS, NoVerdict.TOO_FEW_TICKETS}:
        return _too_few_line(study, words)
    if study.verdict.reason is NoVerdict.EVERYTHING_ROSE and study.verdict.general is not None:
        return everything_rose_line(study.verdict.general, study.verdict.usual, words)
    if said := _dismissed_line(study, words) or (
        growth_sentence(study.continuation, words) if study.continuation else ""
    ):
        return said
    if study.verdict.reason is NoVerdict.LONG_OVER:
        text = _long_over_line(study, words)
    elif _shows_rises(study):
        text = words.say("Nothing stands out: no reason for calling has risen beyond chance in this period.")
    else:
        text = words.say(
            "Nothing stands out: the tickets are not concentrated in one place, and the dates of this log cannot show what has risen."
        )
    if not study.causes:
        return text
    first = max(study.causes, key=lambda cause: cause.tickets)
    return (
        text
        + " "
        + words.say(
            "The most frequent, {name}, accounts for {share} ({tickets}).",
            name=words.cite(first.name),
            share=words.percent(first.share),
            tickets=tickets_phrase(first.tickets, words),
        )
    )


def _long_over_line(study: Study, words: Words) -> str:
    """Return that what rose in a log of years is over, with the first of it."""
    text = words.say("Nothing stands out now: what rose in this log has been over for more than a year.")
    first = next((cause for cause in study.causes if cause.onset is not None), None)
    if first is None or first.onset is None:
        return text
    earlier = words.say(
        "Earlier, {when}: {name} ({tickets}).",
        when=spike_phrase(first.onset, words),
        name=words.cite(first.name),
        tickets=tickets_phrase(first.tickets, words),
    )
    return f"{text} {earlier}"


def _dismissed_line(study: Study, words: Words) -> str:
    """Return that what has risen is no cause, as a person said; "" if nobody did."""
    risen = [cause.name for cause in study.causes if cause.dismissed and cause.onset is not None]
    if not risen:
        return ""
    return words.say(
        "What has risen beyond chance is not a cause, as you said: {names}.",
        names=words.listed(map(words.cite, risen)),
    )
