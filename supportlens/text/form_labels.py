"""Removes form labels from tickets: common ones and those that repeat in this log."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.domain import fold
from supportlens.messages import CAPITALS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import CleaningWords

LEAST_TICKETS = 8
"""Minimum tickets with a label.

Judgement: fewer treat chance line beginnings as labels, more miss the forms of small logs.
"""
LEAST_VALUES = 4
"""Minimum distinct values after a label; a constant one is a passage, not a field.

Judgement: a field has several values even in a small log; larger misses yes-no fields.
"""
MOST_VALUE = 8
"""Maximum words of a value that identifies a person; a longer one is content.

Judgement: full names and addresses have up to eight words; larger would remove sentences.
"""
LONGEST = 5
"""Maximum words of a label.

Judgement: longer ones are sentences that end in a colon.
"""

_LINE_LABEL = re.compile(
    rf"^[\W_]{{0,4}}([^\W\d_][^:\n]{{0,48}}?)\s?[:=](?=\s|$|[{CAPITALS}¿¡\d])\s?(.*)$", re.MULTILINE
)
_COLON = re.compile(rf"\s?:(?=\s|$|[{CAPITALS}¿¡\d])")
_ENDLESS = re.compile(r"([^.;,!?\s])\n")
_EDGES = "*-•·#>[](){} .\t_|"


@dataclass(frozen=True, slots=True)
class FormLabels:
    """Folded labels; those in `identity` are removed together with their value."""

    all: frozenset[str]
    identity: frozenset[str]

    def separate(self, line: str) -> tuple[str, list[str]]:
        """Return the content values of a line, and the removed text."""
        pieces = self._cut_pieces(line)
        if len(pieces) == 1 and not pieces[0][1]:
            return line, []
        kept: list[str] = []
        removed: list[str] = []
        # Text before the first label was written by a person, who may mention a label.
        in_form = not (pieces[0][2] and not pieces[0][1])
        for before, label, value in pieces:
            if in_form and label in self.identity and len(value.split()) <= MOST_VALUE:
                removed.append(f"{before} {value}".strip())
                continue
            if before:
                removed.append(before)
            if value:
                kept.append(value)
        return _ENDLESS.sub(r"\1. ", "\n".join(kept)).replace("\n", " "), removed

    def _cut_pieces(self, line: str) -> list[tuple[str, str, str]]:
        """Cut a line at its labels: the label as written, folded, and the text after it."""
        pieces: list[tuple[str, str, str]] = []
        label_written, label, start = "", "", 0
        for colon in _COLON.finditer(line):
            if colon.start() < start:
                continue
            found = self._find_label_before(line[start : colon.start()])
            if found is None:
                continue
            low, name = found
            value = line[start : start + low].strip()
            if value or label:
                pieces.append((label_written, label, value))
            label_written, label = line[start + low : colon.end()].strip(), name
            start = colon.end()
        pieces.append((label_written, label, line[start:].strip()))
        return pieces

    def _find_label_before(self, text: str) -> tuple[int, str] | None:
        """Find the longest known label that `text` ends with: its start, and its folded form."""
        words = list(re.finditer(r"\S+", text[-60:]))[-LONGEST:]
        offset = max(0, len(text) - 60)
        for first in words:
            name = _normalise_label(text[offset + first.start() :])
            if name in self.all:
                return offset + first.start(), name
        return None


def learn_labels(texts: Iterable[str], words: CleaningWords) -> FormLabels:
    """Learn which line beginnings are labels: many tickets have them, with different values."""
    values: dict[str, set[int]] = defaultdict(set)
    tickets: dict[str, int] = defaultdict(int)
    for text in texts:
        if ":" not in text and "=" not in text:
            continue
        seen: set[str] = set()
        for found in _LINE_LABEL.finditer(text):
            name = _normalise_label(found[1])
            if not name or len(name.split()) > LONGEST or name.split()[0] in words.no_labels:
                continue
            values[name].add(hash(fold(found[2][:80])))
            if name not in seen:
                tickets[name] += 1
                seen.add(name)
    learnt = {
        name
        for name, count in tickets.items()
        if count >= LEAST_TICKETS and len(values[name]) >= max(LEAST_VALUES, count // 20)
    }
    known = (words.labels | words.identity_labels) - words.no_labels
    return FormLabels(frozenset(learnt | known), words.identity_labels)


def _normalise_label(written: str) -> str:
    """Fold a label, without bullets and full stops: "N.º de Ticket" is "no de ticket"."""
    return fold(written).strip(_EDGES).replace(".", "")
