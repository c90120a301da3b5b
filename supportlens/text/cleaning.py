"""Cleans tickets: removes greetings, signatures, quotations and forms."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from supportlens.domain import (
    HERE,
    Cleaned,
    Derived,
    Field,
    SideWork,
    Stage,
    UnassignedReason,
    cut,
    part_of_progress,
    silent,
)
from supportlens.messages import drop_half_words
from supportlens.text.courtesy import Courtesy
from supportlens.text.desk_passages import DeskPassages
from supportlens.text.form_labels import learn_labels
from supportlens.text.languages import LOOKED_AT, LanguageDetector
from supportlens.text.line_clusters import VARYING
from supportlens.text.log_templates import LineMask, find_log_templates
from supportlens.text.passages import TicketParts, TicketReader
from supportlens.text.repeated_passages import SAMPLE, draw_sample, learn_repeated
from supportlens.text.tokens import learn_owners, learn_prefixes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from supportlens.domain import FractionProgress, Lexicon, Progress, Tickets, Workers
    from supportlens.text.form_labels import FormLabels
    from supportlens.text.machine_lines import MachineLines

_WORD = re.compile(r"[^\W\d_]{2,}")
STEP = 500
"""Texts cleaned at once, and between two progress reports: a cancelled analysis stops within a second."""
SENTENCE = 4
"""Distinct small words that make a sentence: "where do you come from" is one, "how are you" is not.

Judgement: with 3 greetings would count as content, with 5 short complaints would be ignored.
"""
SHARED = 40
"""Letters of a removed passage that other tickets may have as well. Judgement; it affects no result."""
_STOPS = ".,;:!?"
NO_PASSAGES = DeskPassages()


def clean_tickets(
    tickets: Tickets,
    lexicon: Lexicon,
    *,
    passages: DeskPassages = NO_PASSAGES,
    workers: Workers = HERE,
    progress: Progress = silent,
) -> Cleaned:
    """Return n tickets without greetings, signatures, quotations, forms and what the desk wrote (`passages`).

    Every distinct text is processed once, in alphabetical order, so that neither the order nor the number of
    the rows matters; `workers` clean blocks of them. `progress` is called with `Stage.ENCODE` from 0 to 1; an
    exception in it stops the work.
    """
    codes, distinct = pd.factorize(tickets.frame[Derived.TEXT], sort=True)
    texts = drop_half_words([str(text) for text in distinct])
    weights = pd.Series(codes).value_counts().reindex(range(len(texts)), fill_value=0).tolist()
    sample = draw_sample(texts, SAMPLE)
    labels = learn_labels(_report_each(sample, progress, 0.0, 0.05), lexicon.cleaning)
    separating = _Separating(lexicon, labels, tickets.has(Field.SUBJECT), passages)
    encoding = partial(progress, Stage.ENCODE)
    blocks = cut(texts, STEP)
    with SideWork(lambda _: _add_identifiers(lexicon, sample)) as learning:  # beside other processes
        separated = workers.map(separating, blocks, part_of_progress(encoding, 0.05, 0.5))
        with_identifiers = learning.wait(lambda _: encoding(0.5))
    parts = [
        part for texts_of, block in zip(blocks, separated, strict=True) for part in block.restore(texts_of)
    ]
    repeated = learn_repeated(
        [part.said for part in parts],
        weights,
        lexicon,
        watch=lambda some: _report_each(some, progress, 0.5, 0.55),
    )
    judging = _Judging(separating, with_identifiers, repeated)
    machines = separating.reader.machines
    lines = [tuple(filter(machines.is_event, part.machine)) if part.machine else () for part in parts]
    del parts
    judged = workers.map(
        judging, list(zip(blocks, separated, strict=True)), part_of_progress(encoding, 0.55, 0.9)
    )
    del separated, blocks
    rows = _share_passages(judged)
    del judged
    events, templates = find_log_templates([lines[code] for code in codes], lexicon.machines)
    progress(Stage.ENCODE, 1.0)
    return Cleaned(
        texts=tuple(rows[code].text for code in codes),
        removed=tuple(rows[code].removed for code in codes),
        languages=tuple(rows[code].language for code in codes),
        reasons=tuple(rows[code].aside for code in codes),
        events=events,
        templates=templates,
    )


@dataclass(frozen=True)
class _Separating:
    """Splits the texts of a block into their parts; the patterns are built where it is done."""

    lexicon: Lexicon
    labels: FormLabels
    has_subject: bool
    passages: DeskPassages

    @cached_property
    def reader(self) -> TicketReader:
        """The patterns that split tickets."""
        return TicketReader.of(self.lexicon, self.labels, has_subject=self.has_subject)

    def __call__(self, texts: Sequence[str], _progress: FractionProgress) -> _SeparatedBlock:
        """Split each text; what the desk wrote is never content."""
        parts = [self._separate(text) for text in texts]
        whole = [
            place for place, (text, part) in enumerate(zip(texts, parts, strict=True)) if part.said == text
        ]
        for place in whole:
            parts[place] = parts[place]._replace(said="")
        return _SeparatedBlock(tuple(parts), tuple(whole))

    def _separate(self, text: str) -> TicketParts:
        own, gone = self.passages.separate(text)
        parts = self.reader.separate(own)
        return parts._replace(aside=(*parts.aside, *gone)) if gone else parts


class _SeparatedBlock(NamedTuple):
    """The parts of the texts of a block: nine of ten texts say the whole text, which is not held twice."""

    parts: tuple[TicketParts, ...]
    whole: tuple[int, ...]
    """The places of these; what they say is left out."""

    def restore(self, texts: Sequence[str]) -> list[TicketParts]:
        """Return the parts of all texts."""
        parts = list(self.parts)
        for place in self.whole:
            parts[place] = parts[place]._replace(said=texts[place])
        return parts


@dataclass(frozen=True)
class _Judging:
    """Makes the cleaned texts of a block from their parts, without what the log repeats."""

    separating: _Separating
    lexicon: Lexicon
    repeated: frozenset[str]

    @cached_property
    def _judge(self) -> _Judge:
        return _Judge(self.lexicon, self.separating.reader)

    def __call__(
        self, block: tuple[Sequence[str], _SeparatedBlock], _progress: FractionProgress
    ) -> list[_Row]:
        """Clean each text."""
        texts, separated = block
        return [
            self._make_row(text, parts) for text, parts in zip(texts, separated.restore(texts), strict=True)
        ]

    def _make_row(self, text: str, parts: TicketParts) -> _Row:
        reader = self.separating.reader
        return self._judge.make_row(
            text, reader.strip_repeated(parts, self.repeated) if self.repeated else parts
        )


class _Row(NamedTuple):
    """The result for one distinct text."""

    text: str
    removed: tuple[str, ...]
    language: str
    aside: UnassignedReason | None


def _share_passages(judged: list[list[_Row]]) -> list[_Row]:
    """Return the rows of all blocks; what many tickets have removed ("thanks") is held once."""
    shared: dict[str, str] = {}
    sets: dict[tuple[str, ...], tuple[str, ...]] = {}
    rows = []
    while judged:
        for row in judged.pop(0):
            removed = row.removed
            if removed and max(map(len, removed)) <= SHARED:
                removed = tuple(shared.setdefault(passage, passage) for passage in removed)
                removed = sets.setdefault(removed, removed)
            rows.append(row._replace(removed=removed))
    return rows


class _Judge:
    """Builds the cleaned text of a ticket from its parts, and decides whether it is hollow."""

    def __init__(self, lexicon: Lexicon, reader: TicketReader) -> None:
        self._reader = reader
        self._courtesy = Courtesy.of(lexicon)
        self._mask = LineMask.of(lexicon.machines)
        self._languages = LanguageDetector(lexicon)
        self._negations = lexicon.cleaning.negations
        self._empty = {word for message in lexicon.empty for word in _WORD.findall(message)}
        self._hollow = lexicon.stop | self._empty

    def make_row(self, written: str, parts: TicketParts) -> _Row:
        """Clean one text; removed parts are restored if nothing else is left."""
        if not written.strip():
            return _Row("", (), "", UnassignedReason.EMPTY)
        language = self._languages.detect(self._tokenise(parts.said), parts.said)
        tokens, courtesies = self._courtesy.strip(parts.said)
        removed = (*parts.removed, *parts.machine, *parts.aside, *courtesies)
        if not self._says_something(tokens) and (parts.removed or parts.machine):
            rest = _summarise_machine_lines(parts.machine, self._reader.machines, self._mask)
            kept_out = parts.removed if rest else ()
            whole, courtesies = self._courtesy.strip("\n".join((parts.said, *(rest or parts.removed))))
            # The text may parse differently on one line: remove what a second cleaning would remove.
            whole, _ = self._courtesy.strip(self._reader.separate(" ".join(whole)).said)
            if self._says_something(whole):
                tokens, removed = whole, (*kept_out, *parts.machine, *parts.aside, *courtesies)
        if parts.machine:
            known = {token.rstrip(_STOPS) for token in tokens}
            tokens += [
                name for name in self._reader.machines.find_error_names(parts.machine) if name not in known
            ]
        if not self._says_something(tokens):
            return _Row("", removed, language, UnassignedReason.HOLLOW)
        return _Row(" ".join(tokens), removed, language, None)

    def _tokenise(self, text: str) -> list[str]:
        tokens = map(self._courtesy.tokens.__getitem__, text.split(None, LOOKED_AT)[:LOOKED_AT])
        return list(filter(None, tokens))

    def _says_something(self, tokens: Sequence[str]) -> bool:
        """Return whether a content word is left, or enough small words for a sentence."""
        for token in tokens:
            word = token.rstrip(_STOPS)
            if word not in self._hollow and _WORD.search(word):
                return True
        words = [token.rstrip(_STOPS) for token in tokens]
        small = {word for word in words if _WORD.search(word) and word not in self._empty}
        return len(small) >= SENTENCE or (len(words) > 2 and not self._negations.isdisjoint(words))


def _add_identifiers(lexicon: Lexicon, sample: Sequence[str]) -> Lexicon:
    """Add the prefixes of this log's identifiers, and the words before them, as a sample shows them."""
    words = lexicon.cleaning
    prefixes = words.identifying_prefixes | (learn_prefixes(sample) - words.coded)
    owners = words.identified | learn_owners(sample, words)
    return replace(lexicon, cleaning=replace(words, identifying_prefixes=prefixes, identified=owners))


def _summarise_machine_lines(machine: Sequence[str], lines: MachineLines, mask: LineMask) -> list[str]:
    """Return the first events among machine lines, without times and numbers."""
    events = dict.fromkeys(mask.hide(line) for line in machine if lines.is_event(line))
    return [event.replace(VARYING, " ") for event in list(events)[:2]]


def _report_each(items: Sequence[Any], progress: Progress, low: float, high: float) -> Iterator[Any]:
    """Yield items and report progress."""
    for place, item in enumerate(items):
        if place % STEP == 0:
            progress(Stage.ENCODE, low + (high - low) * place / len(items))
        yield item
