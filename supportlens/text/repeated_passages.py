"""Finds passages of a log's forms: many tickets contain them next to different texts."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from supportlens.domain import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from supportlens.domain import Lexicon

SAMPLE = 20_000
"""Sample size to learn passages; sampled by hash, so that order does not matter.

Judgement: with LEAST_SHARE a passage then needs 40 tickets; larger takes time and changes little.
"""
LEAST_TICKETS = 8
LEAST_SHARE = 0.002
"""Minimum tickets, and share of the log, with a passage for it to belong to a form.

Judgement: smaller treats common sentences as forms, larger misses the forms of one team.
"""
LEAST_WORDS = 6
"""Minimum words of a passage; short sentences are equal by chance.

Judgement: with fewer, common complaints would count as forms.
"""
SHORTEST = 2 * LEAST_WORDS
"""Minimum characters of that many words."""
LEAST_BESIDE = 3
"""Minimum words next to a passage that count as content.

Judgement: fewer count labels as content, more keep forms in short tickets.
"""
VARIED = 0.75
"""Minimum share of distinct texts among those next to a passage.

Judgement: complaints have the same words next to them; smaller would remove complaints.
"""
TOPICAL = 0.35
"""Maximum share of the texts next to a passage with one common word, in excess of the whole log.

Judgement: a form appears with every subject; larger would remove texts about one product.
"""

_SENTENCE = re.compile(r"(?<=[.!?:;])\s+(?=[^\W_]|[¿¡\"(\[])|\n")
_WORD = re.compile(r"[^\W\d_]{3,}")
_KEY = re.compile(r"[\W\d_]+")


def split_sentences(text: str) -> list[str]:
    """Split a text into lines and sentences, as written."""
    return [piece for piece in _SENTENCE.split(text) if piece.strip()]


def make_key(passage: str) -> str:
    """Return the comparison key of a passage: letters only, folded."""
    return _KEY.sub(" ", fold(passage)).strip()


def learn_repeated(
    texts: Sequence[str],
    weights: Sequence[int],
    lexicon: Lexicon,
    *,
    watch: Callable[[Sequence[str]], Iterable[str]] = iter,
) -> frozenset[str]:
    """Return the keys of form passages, learnt from u unique texts and their counts.

    A form passage occurs in many distinct texts, next to different texts without a common subject. A passage
    that is the whole text of many tickets is content, and is kept. `watch` yields the texts one by one, and
    may stop the work.
    """
    sample = draw_sample(texts, SAMPLE)
    chosen = set(sample)
    scale = [weight for text, weight in zip(texts, weights, strict=True) if text in chosen]
    cut = [[make_key(piece) for piece in split_sentences(text)] for text in watch(sample)]
    counts: Counter[str] = Counter()
    for keys in cut:
        counts.update({key for key in keys if key.count(" ") + 1 >= LEAST_WORDS})
    least = max(LEAST_TICKETS, int(LEAST_SHARE * len(sample)))
    frequent = {key for key, count in counts.items() if count >= least}
    if not frequent:
        return frozenset()
    beside, alone = _gather_neighbours(cut, frequent, scale, lexicon)
    common: Counter[str] = Counter()
    for keys in cut:
        common.update(set(" ".join(keys).split()))
    return frozenset(
        key for key in frequent if _is_form(beside[key], alone[key], common, len(sample), lexicon)
    )


def strip_repeated(text: str, repeated: frozenset[str]) -> tuple[str, list[str]]:
    """Return a text without its repeated passages, and these; the whole text if too little would be left."""
    pieces = split_sentences(text)
    keys = [make_key(piece) if len(piece) > SHORTEST else "" for piece in pieces]
    gone = [piece for piece, key in zip(pieces, keys, strict=True) if key in repeated]
    if not gone:
        return text, []
    left = [piece for piece, key in zip(pieces, keys, strict=True) if key not in repeated]
    if sum(len(_WORD.findall(piece)) for piece in left) < LEAST_BESIDE:
        return text, []
    return "\n".join(left), gone


def draw_sample(texts: Iterable[str], size: int) -> list[str]:
    """Sample texts by their hash, in alphabetical order."""
    wanted = list(texts)
    if len(wanted) > size:
        wanted.sort(key=lambda text: hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest())
        wanted = wanted[:size]
    return sorted(wanted)


def _gather_neighbours(
    cut: list[list[str]], frequent: set[str], weights: list[int], lexicon: Lexicon
) -> tuple[dict[str, list[frozenset[str]]], Counter[str]]:
    """Collect the words next to each passage, and count the tickets with nothing else."""
    beside: dict[str, list[frozenset[str]]] = defaultdict(list)
    alone: Counter[str] = Counter()
    for keys, weight in zip(cut, weights, strict=True):
        for key in frequent.intersection(keys):
            words = frozenset(
                word for other in keys if other not in frequent for word in other.split() if len(word) > 2
            )
            if len(words - lexicon.stop) < LEAST_BESIDE:
                alone[key] += weight
            else:
                beside[key].append(words)
    return beside, alone


def _is_form(
    beside: list[frozenset[str]], alone: int, common: Counter[str], total: int, lexicon: Lexicon
) -> bool:
    if len(beside) < LEAST_TICKETS or alone * 4 > len(beside):
        return False
    if len(set(beside)) < VARIED * len(beside):
        return False
    held = Counter(word for words in beside for word in words if word not in lexicon.stop)
    return all(count / len(beside) - common[word] / total < TOPICAL for word, count in held.most_common(5))
