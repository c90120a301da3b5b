"""Finds texts that are strange to a desk: repeated by strangers, in words that nobody here uses."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from supportlens.screening.traits import domain_of

if TYPE_CHECKING:
    from collections.abc import Container

    from supportlens.screening.traits import Mask, Traits

LONG = 4
"""Letters of a word that tells what a text is about."""
KNOWN = 3
"""Ordinary tickets with a word from which the desk knows it."""
NOVEL = 0.5
"""The part of a text's long words that the desk does not know, from which the text is strange.

Judgement: an outage that strangers report speaks of the desk's things; greetings are known everywhere.
"""
DAYS = 7
"""Days within which campaigns are of one flood."""
CAMPAIGNS, LEAST = 3, 5
"""Campaigns of one flood, and the tickets of each; one less where most have a promotional word.

Judgement: one strange text that many send may be about something new; several about different things within a
week are nobody's matter here.
"""
ALIKE = 0.25
"""The part of their words that two campaigns may share."""


def find_strange(traits: Traits, free: Mask, campaigns: Mask) -> set[int]:
    """Return the bare tickets of campaigns that come from an address, in words strange to the desk."""
    if not traits.has_usual_fields:
        return set()
    suspects = [
        row for row in np.flatnonzero(campaigns & traits.bare).tolist() if domain_of(traits.senders[row])
    ]
    if not suspects:
        return set()
    known: Counter[str] = Counter()
    for row in np.flatnonzero(free & ~traits.bare).tolist():
        known.update(_long_words(traits, row))
    return {
        row
        for row in suspects
        if (said := _long_words(traits, row)) and np.mean([known[word] < KNOWN for word in said]) >= NOVEL
    }


def find_floods(traits: Traits, strange: set[int], promoting: Container[int]) -> set[int]:
    """Return the strange tickets of several campaigns that are about different things within a week."""
    by_number: dict[int, list[int]] = defaultdict(list)
    for row in sorted(strange):
        by_number[int(traits.shapes[row])].append(row)
    shapes = {traits.shape_of(rows[0]): rows for rows in by_number.values()}
    sudden = {
        shape: int(np.median(traits.days[rows]))
        for shape, rows in shapes.items()
        if len(rows) >= LEAST and np.ptp(np.quantile(traits.days[rows], (0.1, 0.9))) <= DAYS
    }
    found: set[int] = set()
    for day in sudden.values():
        together = [shape for shape, middle in sudden.items() if abs(middle - day) <= DAYS]
        rows = [row for shape in together for row in shapes[shape]]
        promotes = sum(row in promoting for row in rows) >= len(rows) / 2
        if _count_unlike(together) >= CAMPAIGNS - promotes:
            found.update(rows)
    return found


def _count_unlike(shapes: list[str]) -> int:
    """Count the shapes that share few words with every one counted before."""
    counted: list[set[str]] = []
    for shape in sorted(shapes):
        words = set(shape.split()) - {"#"}
        if words and all(len(words & other) <= ALIKE * len(words | other) for other in counted):
            counted.append(words)
    return len(counted)


def _long_words(traits: Traits, row: int) -> set[str]:
    said = f"{traits.plain_subjects[row]} {traits.plain_texts[row]}".split()
    return {word for word in said if len(word) >= LONG}
