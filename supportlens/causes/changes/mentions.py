"""Changes that people speak of: "since the update to 5.2", "desde la nueva versión", "desde el lunes"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from babel.dates import get_day_names, get_month_names

from supportlens.domain import Change, ChangeSource, Derived, Field, find_as_written, fold
from supportlens.statistics import HalfTicket, risk_ratio

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from supportlens.causes.kinds.text_search import PatternIndex
    from supportlens.domain import Lexicon, Onset, Tickets

    Mask = npt.NDArray[np.bool_]

MIN_TICKETS = 3
"""Tickets of a cause that must speak of a change.

Judgement: two may copy each other; larger silences young faults of a dozen tickets.
"""
MIN_SHARE = 0.05
"""Share of a cause's tickets that must speak of a change for the change to be believed.

Judgement: few people name what changed; larger loses changes that one in twenty names, smaller believes
rumours.
"""
MIN_LIFT_LOW = 1.3
"""Lower end of the risk ratio of speaking of a change, inside against outside.

Judgement: the same as of a place (`scopes.MIN_LIFT_LOW`): people always speak of updates, so more often than
elsewhere is what counts.
"""
MIN_AGREEING = 0.3
"""Share of the days that people name on which they must agree.

Judgement: people round days; larger leaves the day to the onset more often.
"""
MAX_DAYS_BEFORE = 21
"""Days before the onset on which a day that people name may lie.

The same three weeks as `MAX_LAG_DAYS` of the calendar.
"""


@dataclass(frozen=True, slots=True)
class Mentions:
    """What each of n tickets says: `names` what a change is called, folded, "" for none.

    `updated` are the tickets that say in any words that something changed; `days` the days from
    which they say it happens, as ordinals, 0 for none.
    """

    names: npt.NDArray[np.object_]
    updated: Mask
    days: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class MentionShares:
    """How many tickets of a cause speak of a change, and the shares inside and outside it."""

    tickets: int
    inside: float
    outside: float
    lift_low: float

    @property
    def is_sign(self) -> bool:
        """Return whether it is said often enough inside, and clearly more often than outside."""
        return self.tickets >= MIN_TICKETS and self.inside >= MIN_SHARE and self.lift_low >= MIN_LIFT_LOW


def find_mentions(
    tickets: Tickets, lexicon: Lexicon, words: tuple[npt.NDArray[np.int64], PatternIndex]
) -> Mentions:
    """Find what people say of a change: `words` are the n tickets' texts, each different one once."""
    codes, texts = words
    names = np.full(len(texts.texts), "", dtype=object)
    if lexicon.since and lexicon.changed:
        name = re.compile(rf"(?:{'|'.join(lexicon.since)})\s(?P<name>{'|'.join(lexicon.changed)})")
        for row in np.flatnonzero(texts.mark_any(lexicon.changed)).tolist():
            if hit := name.search(texts.texts[row]):
                names[row] = hit.group("name")
    updated = texts.mark_any(lexicon.update) | (names != "")
    return Mentions(names[codes], updated[codes], _find_days(tickets, lexicon, codes, texts))


def _find_days(
    tickets: Tickets, lexicon: Lexicon, codes: npt.NDArray[np.int64], texts: PatternIndex
) -> npt.NDArray[np.int64]:
    """Return the day (ordinal) from which each ticket says that it happens, 0 for none."""
    days = np.zeros(len(codes), dtype=np.int64)
    if not lexicon.since or not tickets.has(Field.CREATED_AT):
        return days
    named = _build_day_pattern(lexicon)
    since = re.compile(
        rf"(?:{'|'.join(lexicon.since)})\s(?:(?:{_join(lexicon.dates.last)}) )?(?:{named})(?!\w)"
    )
    rows = np.flatnonzero(texts.mark_any([rf"(?<!\w)(?:{_drop_group_names(named)})(?!\w)"]))
    hits = {row: hit for row in rows.tolist() if (hit := since.search(texts.texts[row]))}
    created = tickets.frame[Field.CREATED_AT.value]
    for row in np.flatnonzero(np.isin(codes, list(hits)) & created.notna().to_numpy()):
        days[row] = _resolve_day(hits[int(codes[row])], created.iloc[row].date(), lexicon)
    return days


def _drop_group_names(pattern: str) -> str:
    """Return an expression without the names of its groups."""
    return re.sub(r"\?P<\w+>", "?:", pattern)


@cache
def _list_calendar_words(languages: tuple[str, ...]) -> tuple[dict[str, int], dict[str, int]]:
    """Return the weekdays (Monday 0) and the months (January 1) of some languages (ISO 639-1), folded."""
    weekdays = {fold(name): day for code in languages for day, name in get_day_names(locale=code).items()}
    months = {fold(name): month for code in languages for month, name in get_month_names(locale=code).items()}
    return weekdays, months


def _list_codes(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(language.code for language in lexicon.languages)


def _build_day_pattern(lexicon: Lexicon) -> str:
    """Build the expression of a named day: today, Monday, 3 June, June 3; without words none matches."""
    weekdays, months = (_join(words) for words in _list_calendar_words(_list_codes(lexicon)))
    dates = lexicon.dates
    ago = _join(word for words in lexicon.days_ago for word in sorted(words))
    number, ending = rf"(?:{_join(dates.before_number)} )?", rf"(?:{_join(dates.after_number)})?"
    return (
        rf"(?P<ago>{ago})|(?P<weekday>{weekdays})"
        rf"|{number}(?P<first>\d{{1,2}}){ending}(?: (?:{_join(dates.before_month)}))? (?P<month>{months})"
        rf"|(?P<month_first>{months}) (?P<second>\d{{1,2}}){ending}"
    )


def _join(words: Iterable[str]) -> str:
    """Return the expression of one of some words; one that never matches where there are none."""
    return "|".join(map(re.escape, words)) or "(?!)"


def _resolve_day(hit: re.Match[str], written: date, lexicon: Lexicon) -> int:
    """Turn a named day into the last such day up to the one on which a ticket was written; 0 for none."""
    weekdays, months = _list_calendar_words(_list_codes(lexicon))
    if word := hit.group("ago"):
        ago = next((days for days, words in enumerate(lexicon.days_ago) if word in words), 0)
        return (written - timedelta(days=ago)).toordinal()
    if name := hit.group("weekday"):
        return (written - timedelta(days=(written.weekday() - weekdays[name]) % 7)).toordinal()
    number, month = hit.group("first") or hit.group("second"), hit.group("month") or hit.group("month_first")
    for year in (written.year, written.year - 1):
        try:
            day = date(year, months[month], int(number))
        except ValueError:
            continue
        if day <= written:
            return day.toordinal()
    return 0


def compare_mentions(spoken: Mask, members: Mask, beside: Mask) -> MentionShares:
    """Compare how often something is said in a cause and in the other tickets of its time.

    The lower bound of the risk ratio is Katz's (1978), half a ticket added to each count.
    """
    inside, outside = int((spoken & members).sum()), int((spoken & beside).sum())
    n, m = max(1, int(members.sum())), max(1, int(beside.sum()))
    _, low, _ = risk_ratio(inside, n, outside, m, HalfTicket.ALWAYS)
    return MentionShares(inside, inside / n, outside / m, float(low))


def find_mentioned_change(
    tickets: Tickets, said: Mentions, members: Mask, beside: Mask, onset: Onset
) -> tuple[Change, MentionShares] | None:
    """Return the change that people in a cause speak of, in their own words, and how often they do.

    `beside` (n) are the other tickets of the same time. Its day is the one on which those who name a
    day agree, else the onset. None where too few name a change, or others name one as often.
    """
    named = said.names != ""
    told = compare_mentions(named, members, beside)
    if not told.is_sign:
        return None
    return Change(
        _choose_day(said, members, onset), _choose_name(tickets, said, members), source=ChangeSource.TEXT
    ), told


def _choose_name(tickets: Tickets, said: Mentions, members: Mask) -> str:
    """Return the name that most use, as it is written first; among equals the one that says most."""
    counts = Counter(said.names[members & (said.names != "")])
    best = max(
        counts,
        key=lambda name: (counts[name] * (1.5 if any(map(str.isdigit, name)) else 1.0), len(name), name),
    )
    row = int(np.argmax(members & (said.names == best)))
    return find_as_written(str(tickets.frame[Derived.TEXT].iloc[row]), best)


def _choose_day(said: Mentions, members: Mask, onset: Onset) -> date:
    days = said.days[members & (said.days > 0)]
    low, high = onset.low.toordinal() - MAX_DAYS_BEFORE, onset.high.toordinal()
    near = Counter(int(day) for day in days if low <= day <= high)
    if not near:
        return onset.day
    day, count = max(near.items(), key=lambda item: (item[1], -abs(item[0] - onset.day.toordinal()), item[0]))
    return date.fromordinal(day) if count >= max(MIN_TICKETS, MIN_AGREEING * len(days)) else onset.day


def is_mentioned(change: Change, names: Iterable[str]) -> bool:
    """Return whether what people call a change has a word or a version of the change's own name in it."""
    own = {word for word in re.findall(r"\w+(?:\.\w+)*", fold(change.name)) if len(word) > 4 or "." in word}
    return any(own & set(re.findall(r"\w+(?:\.\w+)*", name)) for name in names)
