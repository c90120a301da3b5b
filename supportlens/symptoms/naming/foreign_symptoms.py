"""Finds symptoms whose tickets share a foreign language and nothing else."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import SEVERAL_LANGUAGES
from supportlens.symptoms.naming.name_words import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

    from supportlens.domain import Lexicon

    Rows = npt.NDArray[np.int64]

OTHER = "other"
"""How the tickets of all languages are marked that the program does not speak."""
FOREIGN = 0.6
"""Share of a symptom's tickets of known language that must be in another one.

Measured on 88 827 questions: the two groups of foreign texts have 68 and 78 %, all others at most 3 %; with
fewer, the tickets that can be compared say what the symptom is.
"""
KNOWN = 0.4
"""Minimum share of a symptom's tickets in another language.

Judgement: the language of short tickets is unknown; smaller calls codes and names foreign.
"""
SHARED = 0.4
"""Share of a symptom's tickets with its most frequent word below which they share no matter.

Judgement: one matter in many words has a word that nearly half of its tickets use; larger says of more
symptoms that only the language is shared.
"""
MOST_IN_ONE = 0.6
"""Share of the tickets, of those whose language can be told, from which a symptom is in that language.

Judgement: a clear majority; smaller names mixtures after one language.
"""


def find_foreign_symptoms(
    cleaned: Sequence[str], labels: Rows, languages: Sequence[str], lexicon: Lexicon
) -> dict[int, str]:
    """Return the language of every symptom (0 to g - 1) whose tickets share nothing else.

    `cleaned` (folded, without greetings), `labels` and `languages` have one entry per ticket. A language of
    the program, and that of most tickets of the log, is never the only thing that tickets share: the first is
    grouped by meaning, the second distinguishes nothing.
    """
    given = np.asarray(languages, dtype=np.str_)
    foreign = given == OTHER
    if not foreign.any():
        return {}
    count = int(labels.max()) + 1 if len(labels) else 0
    kept = labels >= 0
    whole, known, other = (
        np.bincount(labels[kept & mask], minlength=count)
        for mask in (np.ones(len(labels), dtype=bool), given != "", foreign)
    )
    weights = _weigh_small_words(lexicon)
    hollow = lexicon.stop.union(*(words for _, words in lexicon.cleaning.languages))
    is_foreign_log = 2 * int(foreign.sum()) > int((given != "").sum())
    votes = _count_languages(cleaned, np.flatnonzero(foreign), weights) if is_foreign_log else Counter()
    at_home = max(votes, key=lambda code: (votes[code], code), default="")
    found: dict[int, str] = {}
    for label in np.flatnonzero((other >= FOREIGN * known) & (other >= KNOWN * whole) & (other > 0)):
        rows = np.flatnonzero(labels == label)
        if _share_of_commonest(cleaned, rows, hollow) < SHARED:
            language = _find_language(cleaned, rows, weights)
            if language != at_home:
                found[int(label)] = language
    return found


def _weigh_small_words(lexicon: Lexicon) -> dict[str, dict[str, float]]:
    """Return for every small word the languages that have it, each with its part of a vote.

    The languages of the program take their part, so that a word they share says less of any other.
    """
    lists = [(code, words) for code, words in lexicon.cleaning.languages if code != OTHER]
    uses = Counter(word for _, words in lists for word in words)
    ours = {language.code for language in lexicon.languages}
    weights: dict[str, dict[str, float]] = {}
    for code, words in lists:
        for word in words if code not in ours else ():
            weights.setdefault(word, {})[code] = 1.0 / uses[word]
    return weights


def _share_of_commonest(cleaned: Sequence[str], rows: Iterable[int], hollow: frozenset[str]) -> float:
    """Return the share of tickets with the most frequent word that is not a small one."""
    counts: Counter[str] = Counter()
    size = 0
    for row in rows:
        size += 1
        counts.update({stem(word) for word in cleaned[row].split() if word.isalpha() and word not in hollow})
    return max(counts.values(), default=0) / max(size, 1)


def _find_language(
    cleaned: Sequence[str], rows: Iterable[int], weights: Mapping[str, Mapping[str, float]]
) -> str:
    """Return the language of most of the tickets, `SEVERAL_LANGUAGES` if there is none."""
    votes = _count_languages(cleaned, rows, weights)
    return next((code for code in votes if votes[code] > MOST_IN_ONE * votes.total()), SEVERAL_LANGUAGES)


def _count_languages(
    cleaned: Sequence[str], rows: Iterable[int], weights: Mapping[str, Mapping[str, float]]
) -> Counter[str]:
    """Count the tickets of each language; one whose small words decide for none is not counted."""
    votes: Counter[str] = Counter()
    for row in rows:
        scores: Counter[str] = Counter()
        for word in cleaned[row].split():
            scores.update(weights.get(word.rstrip(".,;:!?"), {}))
        ranked = scores.most_common(2)
        if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            votes[ranked[0][0]] += 1
    return votes
