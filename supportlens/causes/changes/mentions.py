"""Changes that customers mention: "since the update to 5.2", "desde la nueva versión", "desde el lunes"."""

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
    from collections.abc import Callable, Iterable

    import numpy.typing as npt

    from supportlens.domain import Lexicon, Onset, Tickets
    from supportlens.patterns import FoldedColumn

    Mask = npt.NDArray[np.bool_]

MIN_TICKETS = 3
"""Minimum tickets of a cause that mention a change.

Judgement: two may be copies of each other; larger misses young faults with a dozen tickets.
"""
MIN_SHARE = 0.05
"""Minimum share of a cause's tickets that mention a change for it to be accepted.

Judgement: few customers name what changed; larger misses changes that one in twenty names, smaller accepts
rumours.
"""
MIN_LIFT_LOW = 1.3
"""Minimum lower bound of the risk ratio of mentioning a change, inside against outside.

Judgement: the same as for a place (`scopes.MIN_LIFT_LOW`): customers always mention updates, so only an
excess over the other tickets counts.
"""
MIN_AGREEING = 0.3
"""Minimum share of the mentioned days that must agree.

Judgement: people round days; larger falls back to the onset's day more often.
"""
MAX_DAYS_BEFORE = 21
"""Maximum days before the onset for a mentioned day.

The same three weeks as `MAX_LAG_DAYS` of the calendar.
"""
NUMBERED_NAME_WEIGHT = 1.5
"""How many times the votes of a name with a number count when a change is named.

Judgement: "update 5.2" says more than "the update"; larger names the change by a rare version.
"""
MIN_LETTERS_SHARED = 5
"""Letters of a word that a mention must share with a change's name; a version needs none.

Judgement: shorter words are mostly small ones; larger misses short names of applications.
"""


@dataclass(frozen=True, slots=True)
class Mentions:
    """What each of n tickets says about a change: `names` holds its name, folded, "" for no change.

    `updated` marks the tickets that mention any change; `days` holds the day (ordinal) since when the ticket
    says that the problem occurs, 0 for no day.
    """

    names: npt.NDArray[np.object_]
    updated: Mask
    days: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class MentionShares:
    """The number of tickets of a cause that mention a change, and the shares inside and outside it."""

    tickets: int
    inside: float
    outside: float
    lift_low: float

    @property
    def is_sign(self) -> bool:
        """Return whether mentions are frequent enough inside, and clearly more frequent than outside."""
        return self.tickets >= MIN_TICKETS and self.inside >= MIN_SHARE and self.lift_low >= MIN_LIFT_LOW


def find_mentions(
    tickets: Tickets, lexicon: Lexicon, words: FoldedColumn, progress: Callable[[], None] = lambda: None
) -> Mentions:
    """Find the mentions of changes; `words` are the n tickets' texts, each distinct text once.

    `progress` is called regularly, and stops the work by raising.
    """
    codes, texts = words
    names = np.full(len(texts.texts), "", dtype=object)
    if lexicon.since and lexicon.changed:
        name = re.compile(rf"(?:{'|'.join(lexicon.since)})\s(?P<name>{'|'.join(lexicon.changed)})")
        for row in np.flatnonzero(texts.mark_any(lexicon.changed, progress)).tolist():
            if hit := name.search(texts.texts[row]):
                names[row] = hit.group("name")
    updated = texts.mark_any(lexicon.update, progress) | (names != "")
    return Mentions(names[codes], updated[codes], _find_days(tickets, lexicon, words, progress))


def list_patterns(lexicon: Lexicon) -> tuple[tuple[str, ...], ...]:
    """Return the patterns of which `find_mentions` asks which texts have one."""
    return lexicon.changed, lexicon.update, _list_day_patterns(lexicon)


def _list_day_patterns(lexicon: Lexicon) -> tuple[str, ...]:
    return (rf"(?<!\w)(?:{_drop_group_names(_build_day_pattern(lexicon))})(?!\w)",)


def _find_days(
    tickets: Tickets, lexicon: Lexicon, words: FoldedColumn, progress: Callable[[], None]
) -> npt.NDArray[np.int64]:
    """Return the day (ordinal) since when each ticket says that the problem occurs, 0 for no day."""
    codes, texts = words
    days = np.zeros(len(codes), dtype=np.int64)
    if not lexicon.since or not tickets.has(Field.CREATED_AT):
        return days
    named = _build_day_pattern(lexicon)
    since = re.compile(
        rf"(?:{'|'.join(lexicon.since)})\s(?:(?:{_join(lexicon.dates.last)}) )?(?:{named})(?!\w)"
    )
    rows = np.flatnonzero(texts.mark_any(_list_day_patterns(lexicon), progress))
    hits = {row: hit for row in rows.tolist() if (hit := since.search(texts.texts[row]))}
    created = tickets.frame[Field.CREATED_AT.value]
    for row in np.flatnonzero(np.isin(codes, list(hits)) & created.notna().to_numpy()):
        days[row] = _resolve_day(hits[int(codes[row])], created.iloc[row].date(), lexicon)
    return days


def _drop_group_names(pattern: str) -> str:
    """Return a regular expression without the names of its groups."""
    return re.sub(r"\?P<\w+>", "?:", pattern)


@cache
def _list_calendar_words(languages: tuple[str, ...]) -> tuple[dict[str, int], dict[str, int]]:
    """Return the weekdays (Monday 0) and months (January 1) of the given languages (ISO 639-1), folded."""
    weekdays = {fold(name): day for code in languages for day, name in get_day_names(locale=code).items()}
    months = {fold(name): month for code in languages for month, name in get_month_names(locale=code).items()}
    return weekdays, months


def _list_codes(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(language.code for language in lexicon.languages)


def _build_day_pattern(lexicon: Lexicon) -> str:
    """Build the expression of a named day (today, Monday, 3 June, June 3); without words it never matches."""
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
    """Return the expression that matches any of the words; without words it never matches."""
    return "|".join(map(re.escape, words)) or "(?!)"


def _resolve_day(hit: re.Match[str], written: date, lexicon: Lexicon) -> int:
    """Return the last such day up to the day on which a ticket was written (ordinal), 0 for no day."""
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


def compare_mentions(mentioning: Mask, members: Mask, beside: Mask) -> MentionShares:
    """Compare how often something is mentioned in a cause and in the other tickets of its time.

    The lower bound of the risk ratio is that of Katz (1978), with half a ticket added to each count.
    """
    inside, outside = int((mentioning & members).sum()), int((mentioning & beside).sum())
    n, m = max(1, int(members.sum())), max(1, int(beside.sum()))
    _, low, _ = risk_ratio(inside, n, outside, m, HalfTicket.ALWAYS)
    return MentionShares(inside, inside / n, outside / m, float(low))


def find_mentioned_change(
    tickets: Tickets, mentions: Mentions, members: Mask, beside: Mask, onset: Onset
) -> tuple[Change, MentionShares] | None:
    """Return the change that customers in a cause mention, in their own words, and its shares.

    `beside` (n) are the other tickets of the same time. The change has the day on which the mentioned days
    agree, else that of the onset. Returns None if too few tickets mention a change, or others do as often.
    """
    named = mentions.names != ""
    shares = compare_mentions(named, members, beside)
    if not shares.is_sign:
        return None
    return Change(
        _choose_day(mentions, members, onset),
        _choose_name(tickets, mentions, members),
        source=ChangeSource.TEXT,
    ), shares


def _choose_name(tickets: Tickets, mentions: Mentions, members: Mask) -> str:
    """Return the most used name in its first spelling; on a tie the most specific one."""
    counts = Counter(mentions.names[members & (mentions.names != "")])
    best = max(
        counts,
        key=lambda name: (
            counts[name] * (NUMBERED_NAME_WEIGHT if any(map(str.isdigit, name)) else 1.0),
            len(name),
            name,
        ),
    )
    row = int(np.argmax(members & (mentions.names == best)))
    return find_as_written(str(tickets.frame[Derived.TEXT].iloc[row]), best)


def _choose_day(mentions: Mentions, members: Mask, onset: Onset) -> date:
    days = mentions.days[members & (mentions.days > 0)]
    low, high = onset.low.toordinal() - MAX_DAYS_BEFORE, onset.high.toordinal()
    near = Counter(int(day) for day in days if low <= day <= high)
    if not near:
        return onset.day
    day, count = max(near.items(), key=lambda item: (item[1], -abs(item[0] - onset.day.toordinal()), item[0]))
    return date.fromordinal(day) if count >= max(MIN_TICKETS, MIN_AGREEING * len(days)) else onset.day


def is_mentioned(change: Change, names: Iterable[str]) -> bool:
    """Return whether any mentioned name shares a word or a version with the change's own name."""
    own = {
        word
        for word in re.findall(r"\w+(?:\.\w+)*", fold(change.name))
        if len(word) >= MIN_LETTERS_SHARED or "." in word
    }
    return any(own & set(re.findall(r"\w+(?:\.\w+)*", name)) for name in names)
