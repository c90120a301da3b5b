"""Understands what is typed into the search for anything: values, months, and the words that are left."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from supportlens.app.queries.facets import FACET_FIELDS, FacetValue, other_columns, shared_values, with_field
from supportlens.domain import Period, TicketQuery, fold
from supportlens.resources import asking_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from supportlens.domain import Study

LONGEST_VALUE = 4
"""The most words of a value that are looked for together."""
MOST_ALIKE = 6
"""Values that are offered for a text. Judgement: more letters narrow them, and there are other lines."""
LEAST_LETTERS = 3
"""The fewest letters that name a part of a value: shorter ones stand in too many."""
VALUES_AT_ONCE = 2_000
"""Values that are taken in between two steps: a hundredth of a second. More would hold up a key."""
_WORD = re.compile(r"[\w.]+")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed: the values and days it names, the words left over, and whether it asks for growth."""

    query: TicketQuery
    search: str
    since: date | None = None
    """The first day of "since May", None if no span was opened so."""
    worse: bool = False

    @property
    def names_values(self) -> bool:
        """Whether it names a value or a span of days, so that it divides the tickets."""
        return self.query != TicketQuery()


class _KnownField:
    """The values of a field that are known so far, as plain lists and texts.

    A hundred thousand customers as values of their own would have the search for garbage begin, and stop
    the window meanwhile.
    """

    def __init__(self, field: str, tickets: Mapping[str, int]) -> None:
        self.field, self._tickets = field, tickets
        self._is_of_program = field in FACET_FIELDS
        self.by_name: dict[str, str] = {}
        """The value with most tickets of each folded name."""
        self.by_part: dict[str, str] = {}
        """The value with most tickets of each word that is long enough to name one.

        Not of columns that are no field of the program: what they hold is not known, and a word of a note
        would be taken for the note.
        """
        self._values: list[str] = []
        self._folded: list[str] = []
        """The words of each value, each after a space."""

    def take(self, values: Sequence[str]) -> None:
        """Know further values, those with most tickets first."""
        for value in values:
            words = _WORD.findall(fold(value))
            if not self._is_of_program and len(words) > LONGEST_VALUE:
                continue  # a sentence
            name = " ".join(words)
            if self._is_of_program or not name.isdecimal():  # a "3" asks for no points of some column
                self.by_name.setdefault(name, value)
            for part in words if self._is_of_program else ():
                if len(part) >= LEAST_LETTERS:
                    self.by_part.setdefault(part, value)
            self._values.append(value)
            self._folded.append(f" {name}")

    def begin_with(self, words: Sequence[str], most: int) -> list[FacetValue]:
        """Return the values of which every word begins a word: those with most tickets."""
        rows: Sequence[int] = range(len(self._folded))
        for word in words:
            begun = f" {word}"
            rows = [row for row in rows if begun in self._folded[row]]
        values = (self._values[row] for row in rows[:most])
        return [FacetValue(self.field, value, self._tickets[value]) for value in values]


class Asking:
    """Understands questions about one log; its values are gathered once, step by step."""

    def __init__(self, study: Study, months: Mapping[str, int]) -> None:
        """Know the values of `study` and the folded names of `months` (1 to 12)."""
        self.study, self.months = study, months
        self._first, self._last = study.tickets.first_date, study.tickets.last_date
        self._fields: list[_KnownField] = []
        self._steps = self._gather()
        self.complete = False
        """Whether the values of all fields are known."""

    def gather_more(self) -> bool:
        """Gather some more values; return whether there are others left."""
        self.complete = next(self._steps, self) is self
        return not self.complete

    def _gather(self) -> Iterator[None]:
        """Gather the values of one field after another; each step is a few hundredths of a second at most."""
        for field in chain((field.value for field in FACET_FIELDS), other_columns(self.study)):
            if not field:  # a look at all tickets that found no column
                yield
                continue
            tickets = shared_values(self.study, field)
            yield
            known = _KnownField(field, tickets)
            self._fields.append(known)
            values = iter(tickets)
            while piece := list(islice(values, VALUES_AT_ONCE)):
                known.take(piece)
                yield

    def understand(self, text: str) -> Asked:
        """Return what a text asks for, by the values that are known so far."""
        words = _WORD.findall(fold(text))
        known = _folded_words()
        asked = Asked(TicketQuery(), "")
        left: list[str] = []
        opened = False
        at = 0
        while at < len(words):
            word = words[at]
            length, meant = self._find_value(words, at)
            if word in known["since"]:
                opened = True
            elif word in known["worse"]:
                asked = replace(asked, worse=True)
            elif length:
                asked = replace(asked, query=with_field(asked.query, *meant))
                at += length - 1
            elif word in self.months and self._last is not None:
                year = words[at + 1] if at + 1 < len(words) and _YEAR.fullmatch(words[at + 1]) else ""
                asked = self._take_month(asked, self.months[word], year, opened=opened)
                at += bool(year)
            elif word not in known["small"]:
                left.append(word)
            at += 1
        return replace(asked, search=" ".join(left))

    def values_like(self, text: str, most: int = MOST_ALIKE) -> list[FacetValue]:
        """Return the known values of which every word of a text begins a word, most tickets first."""
        words = _WORD.findall(fold(text))
        if not words:
            return []
        found = [one for field in self._fields for one in field.begin_with(words, most)]
        return sorted(found, key=lambda one: -one.tickets)[:most]

    def _find_value(self, words: Sequence[str], at: int) -> tuple[int, tuple[str, str]]:
        """Return how many words from here name a value, and the field and the value; 0 for none."""
        for length in range(min(LONGEST_VALUE, len(words) - at), 0, -1):
            named = " ".join(words[at : at + length])
            for known in self._fields:
                if named in known.by_name:
                    return length, (known.field, known.by_name[named])
        if words[at] not in self.months and words[at] not in _folded_words()["small"]:
            for known in self._fields:
                if words[at] in known.by_part:
                    return 1, (known.field, known.by_part[words[at]])
        return 0, ("", "")

    def _take_month(self, asked: Asked, month: int, year: str, *, opened: bool) -> Asked:
        """Take a month, of the last year of the log that has it if none is named; "since" leaves it open."""
        last = self._last
        assert last is not None  # noqa: S101 - asked before
        chosen = int(year) if year else last.year - (month > last.month)
        first = date(chosen, month, 1)
        if opened:
            return replace(
                asked, since=first, query=replace(asked.query, period=Period(first, max(last, first)))
            )
        end = date(chosen, month, calendar.monthrange(chosen, month)[1])
        return replace(asked, query=replace(asked.query, period=Period(first, end)))

    def compared(self, since: date) -> tuple[Period, Period] | None:
        """Return the days before and since a day, equally many if the log has them; None for neither."""
        if self._first is None or self._last is None or not self._first < since <= self._last:
            return None
        after = Period(since, self._last)
        before = max(self._first, date.fromordinal(since.toordinal() - after.days))
        return Period(before, date.fromordinal(since.toordinal() - 1)), after


@cache
def _folded_words() -> dict[str, frozenset[str]]:
    words = asking_words()
    return {name: frozenset(map(fold, getattr(words, name))) for name in ("since", "worse", "small")}
