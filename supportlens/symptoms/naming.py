"""Names a symptom with a phrase of its own tickets."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import Field, Name
from supportlens.domain.folding import fold, uncapitalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from supportlens.domain import Lexicon, Tickets

_WORD = re.compile(r"[^\W_](?:[\w.\-']*\w)?")
_BREAK = re.compile(r"[.!?;:,()\n¿¡\"«»]+(?:\s|$)|[\n;()¿¡\"«»]")
READ = 400
"""Tickets of a symptom that are read for its name."""
LONGEST = 5
SHORTEST = 3
SIGNATURES = (Field.REQUESTER, Field.AGENT, Field.ROLE, Field.SITE, Field.TEAM)
"""Fields whose values people put under their messages."""
SUBJECT_SHARE = 2.0
SUBJECT_LIFT = 4.0
NEGATIONS = frozenset(
    "no not cannot can't don't doesn't won't isn't never nothing sin nunca donde como where how".split()
)
"""Stop words that a name may begin with, because they turn its meaning."""


def without_people(lexicon: Lexicon, tickets: Tickets) -> Lexicon:
    """Add to the stop words those of the people, areas and sites that the log itself lists.

    They sign what they write, so they set groups apart without saying what is wrong.
    """
    found: set[str] = set()
    for column in SIGNATURES:
        if tickets.has(column):
            for value in tickets.frame[column.value].unique():
                found.update(_WORD.findall(fold(str(value))))
    return replace(lexicon, stop=lexicon.stop | {word for word in found if len(word) >= SHORTEST})


def name_groups(
    texts: Sequence[str], codes: npt.NDArray[np.int64], labels: npt.NDArray[np.int64], lexicon: Lexicon
) -> tuple[Name, ...]:
    """Name each group with the phrase of one to five words that sets it apart, as people wrote it.

    A phrase is scored by (share of the group's tickets that hold it) x log(lift over all
    tickets) x a bonus for length; a phrase already given to a larger group is not given again.
    """
    count = int(labels.max()) + 1 if len(labels) else 0
    per_ticket = np.where(codes >= 0, labels[codes], -1)
    held = [_phrases_of(texts, np.flatnonzero(per_ticket == label), lexicon) for label in range(count)]
    read = [min(READ, int((per_ticket == label).sum())) for label in range(count)]
    everywhere: Counter[str] = Counter()
    for found, _ in held:
        everywhere.update(found)
    total = max(1, sum(read))
    names: list[Name] = []
    taken: set[str] = set()
    for (found, surface), size in zip(held, read, strict=True):
        best = max(
            found,
            key=lambda phrase: (
                _score(phrase, found, everywhere, size, total) if phrase not in taken else -1.0,
                phrase,
            ),
            default="",
        )
        taken.add(best)
        written = surface[best].most_common(1)[0][0] if best else str(len(names) + 1)
        written = written[:1].upper() + written[1:]
        names.append(Name(written, written))
    return tuple(names)


def name_apart(
    texts: Sequence[str], members: npt.NDArray[np.bool_], lexicon: Lexicon, *, without: str = ""
) -> Name:
    """Name the tickets of a mask over n texts with the phrase that sets them apart from all others.

    A phrase with a word of `without` is passed over: the place is named beside it.
    """
    barred = set(fold(without).split())
    inside, surface = _phrases_of(texts, np.flatnonzero(members), lexicon)
    others, _ = _phrases_of(texts, np.flatnonzero(~members), lexicon)
    size, rest = min(READ, int(members.sum())), min(READ, int((~members).sum()))
    everywhere = Counter(inside)
    everywhere.update(others)
    able = [phrase for phrase in inside if barred.isdisjoint(phrase.split())]
    best = max(
        able, key=lambda phrase: (_score(phrase, inside, everywhere, size, size + rest), phrase), default=""
    )
    written = surface[best].most_common(1)[0][0] if best else "?"
    subject = "" if without else _subject(best, inside, everywhere, size, size + rest)
    if subject:
        written = f"{surface[subject].most_common(1)[0][0]}: {uncapitalised(written)}"
    written = written[:1].upper() + written[1:]
    return Name(written, written)


def _subject(best: str, inside: Counter[str], everywhere: Counter[str], size: int, total: int) -> str:
    """Find the one word that far more of the tickets share than the phrase, if there is one."""
    words = [
        word
        for word, count in inside.items()
        if " " not in word
        and word not in best
        and count >= SUBJECT_SHARE * inside[best]
        and count / size >= SUBJECT_LIFT * (everywhere[word] - count) / max(1, total - size)
    ]
    return max(words, key=lambda word: (inside[word], word), default="")


def _score(phrase: str, found: Counter[str], everywhere: Counter[str], size: int, total: int) -> float:
    inside = found[phrase] / max(1, size)
    overall = everywhere[phrase] / total
    length = phrase.count(" ") + 1
    bonus = {1: 0.25, 2: 1.0, 3: 1.3}.get(length, 1.4)
    return inside * math.log(max(inside / overall, 1.0) + 0.05) * bonus


def _phrases_of(
    texts: Sequence[str], rows: npt.NDArray[np.int64], lexicon: Lexicon
) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """Count in how many tickets each phrase stands, and how it is written."""
    found: Counter[str] = Counter()
    surface: dict[str, Counter[str]] = {}
    step = max(1, len(rows) // READ)
    for row in rows[::step][:READ]:
        seen: dict[str, str] = {}
        for written in _phrases(str(texts[row]), lexicon):
            seen.setdefault(_key(written), written)
        found.update(seen.keys())
        for key, written in seen.items():
            surface.setdefault(key, Counter())[written] += 1
    return found, surface


def _key(written: str) -> str:
    """Give the one form of "add-ons", "Add-Ons" and "addons"."""
    return fold(written).replace("-", "")


def _phrases(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Give every run of one to five words within a clause that begins and ends with content."""
    for clause in _BREAK.split(text):
        words = _WORD.findall(clause)
        folded = [fold(word) for word in words]
        heavy = [not _light(word, lexicon) for word in folded]
        for start, first in enumerate(folded):
            if not heavy[start] and first not in NEGATIONS:
                continue
            for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
                if heavy[end - 1]:
                    yield " ".join(words[start:end])


def _light(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.stop or word.isdigit() or len(word.replace("'", "")) < SHORTEST
