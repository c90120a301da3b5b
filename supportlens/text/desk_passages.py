"""Finds what a desk itself writes into texts from a day on: an acknowledgement, a notice, a form's labels.

Such a passage stands from a day on in very many texts, whatever they are about, and instead of texts without
it. A cause's own words come with more tickets, and with tickets about one thing.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from supportlens.domain import Derived, DeskChange, DeskChangeKind, Field
from supportlens.statistics import measure_overlap
from supportlens.text.desk_runs import NUMBER, START, drop_runs, find_spans, list_runs, read_words, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    import numpy.typing as npt

    from supportlens.domain import Tickets

    Rows = npt.NDArray[np.int64]
    Mask = npt.NDArray[np.bool_]
    Run = tuple[str, ...]

_LABEL = re.compile(r"^[ \t]*(?:\d+[.)][ \t]*)?([^\W\d_][^:\n]{0,60}?)\s?:(?=\s|$)", re.MULTILINE)
SAMPLE = 8_000
"""Tickets whose texts are read, sampled by hash. Judgement: enough for every passage looked for."""
LEAST_SHARE = 0.25
"""Share of the tickets since its day that hold a passage.

Judgement: smaller takes a cause's words for the desk's, larger misses the form of one channel among three.
"""
STRAYS = 0.02
"""Share of a passage's tickets that may stand on the other side of its day: dates are sometimes wrong."""
EXPECTED = 12.0
"""Tickets with the passage that would have come before its day at its later rate, and did not.

Twelve are missed by chance in less than one of a hundred thousand; smaller finds chance in short logs.
"""
TIMES_MISSED = 10.0
"""Those tickets as a multiple of the strays: a few days at the edge of a log are no time without it."""
TOGETHER = 0.8
"""Share of a run's tickets that hold the passage's most frequent run, for it to be a part of the passage."""
LEAST_WORDS = 3
"""Different words of a passage. Judgement: fewer are a name in a set phrase."""
WINDOWS = (14, 21, 35)
"""Days on either side in which the tickets without the passage are counted, and those of it are read.

Judgement: one of them suffices, as a cause that begins some weeks later brings tickets and words of its own.
"""
DISPLACED = 0.5
"""Part of the passage's share by which the tickets without it have to be fewer than before its day.

A passage of the desk displaces texts without it; a cause's words come on top of them. Half leaves room for a
log that grows.
"""
SAME_WORDS = 0.6
"""Overlap of the other words with those of the tickets before the day: what the texts are about is the same.

Judgement; larger misses passages of one team, smaller takes words of a cause that displaced others.
"""
MOST_PASSAGES = 4
"""Passages that are looked for. Judgement: a desk changes its words seldom."""
_COLUMNS = {Field.DESCRIPTION: Derived.TEXT, Field.RESOLUTION: Field.RESOLUTION.value}
"""Where the texts and the answers stand."""


@dataclass(frozen=True, slots=True)
class DeskPassages:
    """What the desk wrote, as runs of folded words, with the changes to tell of."""

    runs: frozenset[Run] = frozenset()
    changes: tuple[DeskChange, ...] = field(default=())

    def separate(self, text: str) -> tuple[str, list[str]]:
        """Return a text without the desk's passages, and these as written."""
        spans = list(find_spans(text, self.runs)) if self.runs else []
        if not spans:
            return text, []
        gone = [text[low:high].strip() for low, high in spans]
        kept, end = [], 0
        for low, high in spans:
            kept.append(text[end:low])
            end = high
        kept.append(text[end:])
        return " ".join(part.strip(" \t") for part in kept if part.strip(" \t")), [
            part for part in gone if part
        ]


def find_desk_passages(tickets: Tickets) -> DeskPassages:
    """Find the passages that the desk began or ceased to write on a day, in texts and in its answers."""
    in_texts = list(_list_passages(tickets, Field.DESCRIPTION))
    runs = frozenset(run for passage, _ in in_texts for run in passage.runs)
    in_answers = _list_passages(tickets, Field.RESOLUTION) if tickets.has(Field.RESOLUTION) else ()
    return DeskPassages(runs, tuple(change for _, change in (*in_texts, *in_answers)))


def _list_passages(tickets: Tickets, field: Field) -> Iterator[tuple[_Passage, DeskChange]]:
    """Yield the passages that began or ended in the texts, or in the answers, with what is told of them."""
    log = _ReadTexts.of(tickets, _COLUMNS[field])
    if log is None:
        return
    tickets_of = _index_runs(log.words)
    for is_end in (False, True):
        for found in _find_passages(log, tickets_of, backwards=is_end):
            yield found, _describe(found, log, tickets, field, is_end=is_end)


@dataclass(frozen=True, slots=True, eq=False)
class _ReadTexts:
    """The sampled tickets by day: their words, and whether the desk alone wrote them."""

    words: list[list[str]]
    day: Rows
    first: pd.Timestamp
    by_desk: bool

    @classmethod
    def of(cls, tickets: Tickets, column: str) -> _ReadTexts | None:
        if Field.CREATED_AT.value not in tickets.frame.columns:
            return None
        frame = tickets.frame
        usable = frame[Field.CREATED_AT.value].notna()
        if Derived.UNCOMPARED in frame.columns:
            usable &= ~frame[Derived.UNCOMPARED]
        frame = frame[usable & frame[column].ne("")]
        if len(frame) < 2 * EXPECTED:
            return None
        if len(frame) > SAMPLE:
            keys = [
                hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=8).digest()
                for key in frame[Field.TICKET_ID.value].astype(str)
            ]
            order = sorted(range(len(frame)), key=keys.__getitem__)[:SAMPLE]
            frame = frame.iloc[sorted(order)]
        frame = frame.sort_values([Field.CREATED_AT.value, Field.TICKET_ID.value], kind="stable")
        when = frame[Field.CREATED_AT.value].dt.normalize()
        day = (when - when.iloc[0]).dt.days.to_numpy(np.int64)
        return cls([read_words(text) for text in frame[column]], day, when.iloc[0], column != Derived.TEXT)

    def to_date(self, day: int) -> date:
        return (self.first + pd.Timedelta(days=day)).date()


@dataclass(frozen=True, slots=True, eq=False)
class _Passage:
    """The runs of a passage, the sampled tickets that hold it, and its first or last day."""

    runs: frozenset[Run]
    held: Mask
    day: int


def _find_passages(log: _ReadTexts, tickets_of: dict[Run, Rows], *, backwards: bool) -> Iterator[_Passage]:
    """Find the passages that begin on a day, or with `backwards` those that end."""
    day = log.day[-1] - log.day[::-1] if backwards else log.day
    words = log.words[::-1] if backwards else log.words
    if backwards:
        tickets_of = {run: len(words) - 1 - rows[::-1] for run, rows in tickets_of.items()}
    begun = {run: rows for run, rows in tickets_of.items() if _begins(rows, day)}
    for _ in range(MOST_PASSAGES):
        if not begun:
            return
        anchor = max(begun, key=lambda run: (len(begun[run]), run))
        held = np.zeros(len(words), dtype=bool)
        held[begun[anchor]] = True
        group = {
            run
            for run, rows in tickets_of.items()
            if (held[rows].mean() >= TOGETHER and run in begun) or run == anchor
        }
        passage = _Passage(frozenset(group), held, _find_day(held, day))
        begun = {run: rows for run, rows in begun.items() if held[rows].mean() < TOGETHER}
        if _is_of_the_desk(passage, words, day, by_desk=log.by_desk):
            yield (
                _Passage(passage.runs, held[::-1], int(log.day[-1]) - passage.day) if backwards else passage
            )


def _find_day(held: Mask, day: Rows) -> int:
    """Return the first day of a week in which a passage is half as frequent as since its beginning."""
    rows = np.flatnonzero(held)
    usual = held[rows[int(STRAYS * len(rows))] :].mean()
    for start in np.unique(day[rows[: int(STRAYS * len(rows)) + 1]]):
        week = (day >= start) & (day < start + 7)
        if held[week].mean() >= usual / 2:
            return int(start)
    return int(day[rows[int(STRAYS * len(rows))]])


def _index_runs(words: Sequence[list[str]]) -> dict[Run, Rows]:
    """Return the tickets, in their order, that hold each run of words, of those that enough tickets hold."""
    least = max(int(EXPECTED), LEAST_SHARE * EXPECTED)
    counts: Counter[Run] = Counter()
    for line in words:
        counts.update(list_runs(line))
    frequent = {run for run, count in counts.items() if count >= least}
    found: dict[Run, list[int]] = {run: [] for run in frequent}
    for row, line in enumerate(words):
        for run in frequent.intersection(list_runs(line)):
            found[run].append(row)
    return {run: np.array(rows, dtype=np.int64) for run, rows in found.items()}


def _begins(rows: Rows, day: Rows) -> bool:
    """Return whether hardly any of a run's tickets are of the time before a day from which many hold it."""
    strays = int(STRAYS * len(rows))
    start = int(np.searchsorted(day, day[rows[strays]]))
    since = len(day) - start
    expected = len(rows) / since * start
    return len(rows) >= LEAST_SHARE * since and expected >= max(EXPECTED, TIMES_MISSED * strays)


def _is_of_the_desk(passage: _Passage, words: Sequence[list[str]], day: Rows, *, by_desk: bool) -> bool:
    """Return whether a passage stands in texts about anything, and instead of texts without it.

    What the desk alone writes is its own, whatever it is about.
    """
    if len({word for run in passage.runs for word in run} - {START, NUMBER}) < LEAST_WORDS:
        return False
    if not any(_displaces(passage, day, window) for window in WINDOWS):
        return False
    return by_desk or any(_leaves_the_mix(passage, words, day, window) for window in (WINDOWS[1], len(words)))


def _displaces(passage: _Passage, day: Rows, window: int) -> bool:
    """Return whether the tickets without a passage are as many fewer as it has."""
    before = (day >= passage.day - window) & (day < passage.day)
    after = (day >= passage.day) & (day < passage.day + window)
    if min(before.sum(), after.sum()) < EXPECTED:
        return False
    spans = min(window, passage.day), min(window, int(day[-1]) + 1 - passage.day)
    share = passage.held[after].mean()
    without = (after & ~passage.held).sum() / spans[1] / (before.sum() / spans[0])
    return bool(without <= 1 - DISPLACED * share)


def _leaves_the_mix(passage: _Passage, words: Sequence[list[str]], day: Rows, window: int) -> bool:
    """Return whether the other words of its tickets are of the mix of the time before it."""
    soon = passage.held & (day < passage.day + window)
    mine = _count_words([drop_runs(words[row], passage.runs) for row in np.flatnonzero(soon).tolist()])
    theirs = _count_words([words[row] for row in np.flatnonzero(day < passage.day).tolist()])
    whole = sorted({*mine, *theirs})
    counts = (np.array([each[word] for word in whole], dtype=np.int64) for each in (mine, theirs))
    return measure_overlap(*counts) >= SAME_WORDS


def _count_words(lines: Iterable[list[str]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for line in lines:
        counts.update({word for word in line if len(word) > 3 and word[-1] != ":"})
    return counts


def _describe(
    passage: _Passage, log: _ReadTexts, tickets: Tickets, field: Field, *, is_end: bool
) -> DeskChange:
    """Return the change of the desk, with the passage as it stands in the middle one of its texts."""
    frame = tickets.frame
    texts = frame[_COLUMNS[field]].astype(str)
    pieces = {text: _read_first(text, passage.runs) for text in texts.unique()}
    held = texts.map(pieces).ne("")
    ids = tuple(frame[Field.TICKET_ID.value][held].astype(str))
    shown = sorted({piece for piece in pieces.values() if piece}, key=lambda one: (len(one), one))
    words = shown[len(shown) // 2] if shown else ""
    kind = DeskChangeKind.TEXT_ENDED if is_end else DeskChangeKind.TEXT_ADDED
    if not is_end and _is_form(words):
        kind = DeskChangeKind.FORM_ADDED
        words = ", ".join(_list_labels([text for text in texts.unique() if pieces[text]])) or words
    short = shorten(words)
    day = log.to_date(passage.day)
    return DeskChange(
        kind,
        field.value,
        day,
        before=short if is_end else "",
        after="" if is_end else short,
        ticket_ids=ids,
    )


def _read_first(text: str, runs: frozenset[Run]) -> str:
    """Return the first place of a text where a passage stands, on one line; "" without one."""
    for low, high in find_spans(text, runs):
        return " ".join(text[low:high].split())
    return ""


def _list_labels(texts: Sequence[str]) -> list[str]:
    """Return the labels that begin lines of most of the texts, in their order: what people write is none."""
    found = Counter(label for text in texts for label in dict.fromkeys(_LABEL.findall(text)))
    return [label.strip() for label, count in found.items() if 2 * count > len(texts)]


def _is_form(words: str) -> bool:
    """Return whether a passage is made of labels: two or more of its colons follow a word."""
    return len(re.findall(r"\w[*?]?\s?:(?!//)", words)) >= 2
