"""Finds the passages of a log's forms: many tickets carry them beside texts that differ."""

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
"""Texts that passages are learnt from; drawn by their hash, so that order does not matter.
Judgement: with LEAST_SHARE a passage then needs 40 tickets; larger takes time and moves little."""
LEAST_TICKETS = 8
LEAST_SHARE = 0.002
"""Least tickets, and least share of the log, that carry a passage for it to be a form's.
Judgement: smaller takes what people often say for a form, larger leaves the forms of one team in."""
LEAST_WORDS = 6
"""Words of a passage; people say short things alike by chance.
Judgement: with fewer, common complaints would be taken for forms."""
SHORTEST = 2 * LEAST_WORDS
"""Characters that so many words have at the least."""
LEAST_BESIDE = 3
"""Words beside a passage that make a text say something of its own.
Judgement: fewer count labels as matter, more keep forms in short tickets."""
VARIED = 0.75
"""Least share of the texts beside a passage that differ from one another.
Judgement: a complaint comes with the same words beside it; smaller would take complaints out."""
TOPICAL = 0.35
"""Share of the texts beside a passage that may have one word in common, beyond what the log has.
Judgement: a form goes with every matter; larger would take out what is said of one product."""

_SENTENCE = re.compile(r"(?<=[.!?:;])\s+(?=[^\W_]|[¿¡\"(\[])|\n")
_WORD = re.compile(r"[^\W\d_]{3,}")
_KEY = re.compile(r"[\W\d_]+")


def split_sentences(text: str) -> list[str]:
    """Cut a text into lines and sentences, as they were written."""
    return [piece for piece in _SENTENCE.split(text) if piece.strip()]


def make_key(passage: str) -> str:
    """Return the form by which passages are equal: letters alone, folded."""
    return _KEY.sub(" ", fold(passage)).strip()


def learn_repeated(
    texts: Sequence[str],
    weights: Sequence[int],
    lexicon: Lexicon,
    *,
    watch: Callable[[Sequence[str]], Iterable[str]] = iter,
) -> frozenset[str]:
    """Return the keys of the passages that are a form's, learnt from u unique texts and their counts.

    A passage is a form's when many different texts carry it, what stands beside it differs and
    is about no one thing. What is the whole of many tickets is what people say, and stays. `watch`
    yields the texts one by one, and may stop the work.
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
    common = Counter(word for keys in cut for word in {word for key in keys for word in key.split()})
    return frozenset(
        key for key in frequent if _is_form(beside[key], alone[key], common, len(sample), lexicon)
    )


def strip_repeated(text: str, repeated: frozenset[str]) -> tuple[str, list[str]]:
    """Return a text without its repeated passages, and these; all of it where too little would be left."""
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
    """Draw texts by their hash, in alphabetical order."""
    wanted = list(texts)
    if len(wanted) > size:
        wanted.sort(key=lambda text: hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest())
        wanted = wanted[:size]
    return sorted(wanted)


def _gather_neighbours(
    cut: list[list[str]], frequent: set[str], weights: list[int], lexicon: Lexicon
) -> tuple[dict[str, list[frozenset[str]]], Counter[str]]:
    """Gather the words that stand beside each passage, and count the tickets that are it alone."""
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
