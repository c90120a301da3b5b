"""Finds the alerts of machines: few texts with other values, by one sender at any hour."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from supportlens.screening.traits import part_covered

if TYPE_CHECKING:
    from supportlens.domain import ScreeningWords
    from supportlens.screening.traits import Mask, Rows, Traits

FEWEST = 20
"""Alerts of one sender from which they are a group. Judgement: fewer could be a person who forwards some."""
SAMPLE = 400
"""Tickets of a sender that are looked at, evenly spread. Judgement: enough to know a part to within a few
points."""
MOST_SHAPES = 40
COVERED = 0.7
"""The part of a sender's subjects that 40 shapes cover, from which they are templates."""
CONSTANT = 0.45
"""The part of a text's words that the other texts of its shape have as well.

Judgement: what people write into a form differs in nearly every word beyond its labels.
"""
FORMED = 0.5
"""The part of texts in a program's form from which the sender is taken for one."""
ODD = 0.3
"""The part of tickets at night and on weekends from which a sender keeps no office hours."""
TIMES = 2
"""Times as many at odd hours as in the whole log."""
ENOUGH = 5
"""Points of evidence that a machine needs: two for its name, two for the form of its texts, up to two for odd
hours, one each for templates and empty fields.

Judgement: with 4 one customer's orders by night would do, with 6 a monitoring that writes in a person's name
would not.
"""
_VALUE = re.compile(
    r"\b\d{1,3}(?:\.\d{1,3}){3}\b|\b\d+(?:[.,]\d+)? ?(?:%|ms|gb|mb|kb|tb|s|v|°c)(?!\w)"
    r"|\b[a-z]+[-_][a-z]*\d+\b|\b[a-z_ ]{2,20}[:=] ?\S*\d|(?<!\w)/\w+|\b[a-z]:(?:\\|\s|$)"
)
"""An IP address, a quantity with its unit, the name of a host, a labelled number, a path or a drive."""


@lru_cache(maxsize=4)
def _compile(words: ScreeningWords) -> re.Pattern[str]:
    return re.compile("|".join(words.machine_names) or "(?!)")


def find_alerts(traits: Traits, free: Mask, words: ScreeningWords) -> list[Rows]:
    """Return the tickets of each machine among those that are `free`."""
    named = _compile(words)
    usual_odd = None if traits.at_odd_hours is None else float(traits.at_odd_hours.mean())
    found = []
    for sender, rows in traits.by_sender.list_frequent(FEWEST):
        own = rows[free[rows]]
        if len(own) < FEWEST or len(own) == len(traits):
            continue
        seen = own[:: max(1, len(own) // SAMPLE)]
        is_named = bool(named.search(sender))
        points = 1 + 2 * is_named + int(traits.bare[seen].mean() >= FORMED)
        if traits.at_odd_hours is not None and usual_odd is not None:
            odd = float(traits.at_odd_hours[own].mean())
            points += (odd >= ODD) + (odd >= max(ODD, TIMES * usual_odd))
        # Most senders of a large log need not be read: no form would be enough, or they write of many things.
        if points + 2 < ENOUGH or part_covered(traits.shapes[seen].tolist(), MOST_SHAPES) < COVERED:
            continue
        is_formed = _are_formed(traits, seen, words)
        if (is_named or is_formed) and points + 2 * is_formed >= ENOUGH and _agree(traits, seen):
            found.append(own)
    return found


def _are_formed(traits: Traits, seen: Rows, words: ScreeningWords) -> bool:
    """Return whether enough of the texts have a program's form."""
    return float(np.mean([_has_form(traits, row, words) for row in seen.tolist()])) >= FORMED


def _has_form(traits: Traits, row: int, words: ScreeningWords) -> bool:
    """Return whether a text has a program's form: states and values, and nothing of a letter."""
    whole = f"{traits.subjects[row]} {traits.texts[row]}"
    said = f"{traits.plain_subjects[row]} {traits.plain_texts[row]}".split()
    states = words.machine_states.intersection(said)
    values = len(_VALUE.findall(whole))
    return values >= 1 and len(states) + values >= 3


def _agree(traits: Traits, seen: Rows) -> bool:
    """Return whether the words of texts of one shape agree beyond their subjects."""
    together: dict[int, list[set[str]]] = {}
    for shape, row in zip(traits.shapes[seen].tolist(), seen.tolist(), strict=True):
        words = set(traits.plain_texts[row].split())
        if words:
            together.setdefault(shape, []).append(words)
    parts = [
        len(set.intersection(first, second)) / len(first | second)
        for texts in together.values()
        for first, second in pairwise(texts)
    ]
    return not parts or float(np.mean(parts)) >= CONSTANT
