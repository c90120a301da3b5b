"""Finds the features of a symptom: its words, its field values, and the words' positions in a ticket."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import SCOPE_FIELDS, Field, SymptomFeatures, fold
from supportlens.statistics import risk_ratio
from supportlens.symptoms.naming.name_words import stem
from supportlens.symptoms.naming.phrase_ranking import weigh_stems
from supportlens.symptoms.naming.text_words import find_words
from supportlens.symptoms.naming.ticket_samples import (
    add_up_stems,
    find_usual_forms,
    learn_spellings,
    open_ticket_source,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    import pandas as pd

    from supportlens.domain import FractionProgress, Lexicon, NamingWords
    from supportlens.symptoms.naming.phrases import Ticket
    from supportlens.symptoms.naming.ticket_samples import TicketSample

    Rows = npt.NDArray[np.int64]

WORDS, FIELDS = 5, 3
"""Maximum words and field values that explain a symptom."""
WORD_SHARE = 0.08
"""Minimum share of a symptom's tickets for an explaining word.

Judgement: smaller shows words of few tickets.
"""
FIELD_TICKETS, FIELD_SHARE = 5, 0.2
"""Minimum tickets, and share of a symptom, for an explaining field value.

Judgement: smaller shows values by chance, larger hides small sites.
"""
FIELD_LIFT, FIELD_LIFT_LOW = 2.0, 1.3
"""Minimum risk ratio against all other tickets, and minimum lower bound of its 95 % interval.

Judgement: twice as often is worth showing, and the interval excludes chance; smaller lists more values.
"""
PLAIN = frozenset({Field.LANGUAGE, Field.PRIORITY})
"""Fields unrelated to the subject of a ticket."""


def explain_groups(
    texts: Sequence[str],
    labels: Rows,
    frame: pd.DataFrame,
    lexicon: Lexicon,
    *,
    cleaned: Sequence[str] | None = None,
    read: dict[int, Ticket] | None = None,
    progress: FractionProgress = lambda _: None,
) -> tuple[SymptomFeatures, ...]:
    """Return the words and field values that characterise each of g groups of n tickets.

    `labels` (n; 0 to g - 1, negative: none), original `texts` and the rows of `frame` (columns of
    `SCOPE_FIELDS`) belong to the same tickets. Words are weighted as for names; a field value needs a risk
    ratio against all other tickets of at least 2 with a lower bound of at least 1.3 (Katz 1978). `progress`
    receives the fraction done, and stops the work by raising; `read` is as for names.
    """
    count = int(labels.max()) + 1 if len(labels) else 0
    source = open_ticket_source(texts, lexicon, cleaned=cleaned, read=read)
    samples = []
    for label in range(count):
        progress(0.9 * label / count)
        samples.append(source.draw_sample(np.flatnonzero(labels == label), count))
    words = _choose_words(samples, lexicon.naming)
    fields = _choose_fields(frame, labels, count)
    return tuple(
        SymptomFeatures(group_words, found) for group_words, found in zip(words, fields, strict=True)
    )


def find_word_spans(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return the positions in a ticket of the words that explain its symptom, in any inflection.

    `words` are those of the symptom's `SymptomFeatures`; spans are (start, end) in `text`, in reading order.
    """
    wanted = {stem(part) for word in words for part in fold(word).split()}
    return tuple((start, end) for start, end, folded in find_words(text) if stem(folded) in wanted)


def _choose_words(samples: Sequence[TicketSample], naming: NamingWords) -> list[tuple[str, ...]]:
    habits = learn_spellings(samples, naming)
    words, total = add_up_stems(samples)
    found = []
    for sample in samples:
        forms = find_usual_forms(sample)
        value = weigh_stems(sample.words, words, sample.size, total) if sample.tickets else {}
        best = [part for part in value if part in forms and sample.words[part] >= WORD_SHARE * sample.size]
        found.append(tuple(habits.spell(forms[part]) for part in best[:WORDS]))
    return found


def _choose_fields(frame: pd.DataFrame, labels: Rows, count: int) -> list[tuple[tuple[str, str], ...]]:
    """Return for each group its most over-represented field values."""
    found: list[list[tuple[float, str, str]]] = [[] for _ in range(count)]
    for column in SCOPE_FIELDS:
        if column.value in frame.columns and column not in PLAIN:
            for label, value, weight in _find_outstanding(frame[column.value], labels):
                found[label].append((weight, column.value, value))
    best = [sorted(values, key=lambda item: (-item[0], item[1:]))[:FIELDS] for values in found]
    return [tuple((field, value) for _, field, value in values) for values in best]


def _find_outstanding(column: pd.Series[str], labels: Rows) -> list[tuple[int, str, float]]:
    """Return group, value and weight (share x log of the risk ratio) of the outliers of one field."""
    codes, values = column.factorize()
    filled = np.asarray(values != "")[codes]
    codes, groups = codes[filled], labels[filled]
    everyone = np.bincount(codes, minlength=len(values)).tolist()
    grouped = groups >= 0
    sizes = np.bincount(groups[grouped])
    pairs, counts = np.unique(groups[grouped] * len(values) + codes[grouped], return_counts=True)
    least = np.maximum(FIELD_TICKETS, FIELD_SHARE * sizes[pairs // max(len(values), 1)])
    enough = counts >= least
    found = []
    for pair, inside in zip(pairs[enough].tolist(), counts[enough].tolist(), strict=True):
        label, place = divmod(pair, len(values))
        size = int(sizes[label])
        ratio, low = _risk_ratio(inside, size, everyone[place] - inside, len(codes) - size)
        if ratio >= FIELD_LIFT and low >= FIELD_LIFT_LOW:
            found.append((label, str(values[place]), inside / size * math.log(ratio)))
    return found


def _risk_ratio(inside: int, size: int, outside: int, rest: int) -> tuple[float, float]:
    """Return a risk ratio and the lower bound of its 95 % interval (Katz 1978), 1 without a rest."""
    if not rest:
        return 1.0, 1.0
    ratio, low, _ = risk_ratio(inside, size, outside, rest)
    return float(ratio), float(low)
